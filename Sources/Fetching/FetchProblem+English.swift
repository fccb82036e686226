import Model

extension FetchProblem {
  public var english: String {
    switch self {
    case .words(let words): words
    case .noSuchHost(let words): "\(words): no such host, or the resolver does not answer"
    case .proxy(let words): "the proxy cannot be used: \(words)"
    case .noDescriptor: "no descriptor is left: raise LimitNOFILE or lower concurrency"
    case .noAnswerInTime(let host, let words):
      "\(host) did not answer within the time allowed (\(words))"
    case .noAnswerToAnother(let host):
      "\(host) did not answer within the time allowed (nor did it to a connection before this one)"
    case .tooSlow(let host, let words): "\(host) was too slow (\(words))"
    case .noWholeAnswer(let time): "no whole answer within \(time) ms"
    case .tls(let host, let words): "TLS with \(host) failed: \(words)"
    case .notHTTP(let host, let words): "\(host) does not answer in HTTP (\(words))"
    case .closed(let host): "\(host) closed the connection without an answer"
    case .closedInHeader(let host): "\(host) closed the connection in the middle of its header"
    case .heldUpOthers(let host):
      "\(host) was too slow with a large answer while others waited for the memory"
    case .flood(let host): "\(host) sends without end what is no part of an answer"
    case .endedEarly(let words): "the answer ended early: \(words)"
    case .transfer(let host, let words): "the transfer from \(host) failed: \(words)"
    case .broke(let count, let whole):
      "the connection broke after \(count) bytes" + (whole.map { " of \($0)" } ?? "")
    case .dropped: "dropped"
    case .noLibrary: "libcurl could not be started: out of memory or threads"
    case .unreadableCertificates(let file, let why):
      "ca_file \(file) cannot be read (\(why.english))"

    case .status(let status): "HTTP status \(status)"
    case .statusElsewhere(let status, let url): "HTTP status \(status) at \(redacted(url))"
    case .headerTooLarge(let limit): "the answer's header is larger than \(limit) bytes"
    case .headerLineTooLong: "a line of the answer's header is too long"
    case .bodyTooLarge(let limit):
      "the body is larger than \(limit) bytes: raise fetch.max_bytes if the feed is worth it"
    case .compressedTooOften: "the body is compressed more than three times over"
    case .unknownCoding(let name): "the body is coded as \"\(name)\", which is unknown"
    case .wrongCoding: "the body is not coded as its header says"
    case .notGzip: "the body is not gzip as its header says"
    case .damagedFromStart(let coding): "the \(coding) body is damaged from its start"
    case .damaged(let coding): "the \(coding) body is damaged or cut short"
    case .bytesAfterEnd(let coding): "bytes follow the end of the \(coding) body"
    case .noMemory: "no memory to decompress with"

    case .forbiddenAddress(let address):
      "\(address) is a private or special address: set fetch.allow_private_addresses to ask it"
    case .controlInAddress(let url): "the address holds a control character: \(url)"
    case .passwordInAddress(let url):
      "\(url) carries a password: put it into a file and name that in \"auth\""
    case .notAnAddress(let url, let words): "\(url) is no web address (\(words))"
    case .cannotBeAsked(let url, let words): "\(url) cannot be asked: \(words)"
    case .scheme(let url, let scheme):
      "\(url): only http and https are asked, not \(scheme ?? "this")"
    case .noHost(let url): "\(url) names no host"
    case .unusableRedirect(let target): "a redirect leads to an unusable address: \(target)"
    case .insecureRedirect(let from, let to):
      "\(from) redirects from https to http (\(to)): not followed"
    case .tooManyRedirects(let limit, let last):
      "more than \(limit) redirects, the last to \(last)"
    case .circularRedirects(let to): "the redirects go in a circle, back to \(to)"

    case .headerName(let name): "\"\(name)\" is no name for a header"
    case .controlInHeader(let name):
      "the header \(name) holds a control character and cannot be sent"
    case .colonInUser: "a user name for Basic authentication cannot hold a colon"
    case .controlInCredential: "the credential holds a control character"
    case .credentialName(let name): "\"\(name)\" is no name for a credential"
    case .credentialNeedsDirectory(let name):
      "the credential \"\(name)\" needs $CREDENTIALS_DIRECTORY: give the service "
        + "LoadCredential=\(name):FILE, or write the path of a file"
    case .credentialUnreadable(let file, let why):
      "the credential file \(file) cannot be read (\(why.english))"
    case .credentialFile(let file, let fault): "the credential file \(file) \(fault.english)"
    }
  }
}

extension FetchProblem.CredentialFault {
  fileprivate var english: String {
    switch self {
    case .notOrdinary: "is no ordinary file"
    case .openToOthers: "is open to others: chmod 600 it"
    case .ofAnotherUser: "belongs to another user: chown it"
    case .empty: "is empty"
    case .notOneLine: "holds more than one line or a control character"
    case .notUTF8: "is not UTF-8"
    case .tooLarge(let limit): "is larger than \(limit) bytes"
    }
  }
}
