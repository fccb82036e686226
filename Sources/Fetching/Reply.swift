import CCurl
import Glibc
import Model

/// What the last hop of a fetch means. Of `result` the body stands in `body`, which is given away;
/// `bodyHash`: its hash, when it is known already; `limit`: of the decoded body, in bytes.
func reply(
  to question: Question, _ trail: RedirectTrail, _ result: TransferResult,
  _ body: inout [UInt8], bodyHash: UInt64?, limit: Int
) throws(FetchFailure) -> FetchReply {
  if result.stop == .cancelled { throw FetchFailure(.cancelled, .dropped) }
  if result.stop == .headers {
    throw FetchFailure(
      .headers, .headerTooLarge(limit: Transfer.maxHeaderBytes))
  }
  var facts = ResponseFacts(
    status: result.status, finalURL: trail.url, permanentURL: trail.permanentURL,
    contentType: result.headers.text(.contentType), wireBytes: body.count)
  if result.wantsBody { facts.validators = result.headers.validators(for: trail.url) }
  facts.freshness = result.headers.freshness(now: question.request.now)
  facts.retryAfter = result.headers.retryAfter(now: question.request.now)

  // A status says enough, even when the body that nobody reads does not come.
  if result.hasAllHeaders && !result.wantsBody {
    if result.status == 304 && trail.isConditional { return .notModified(facts) }
    return .refused(facts)
  }
  if result.stop == .slow {
    throw FetchFailure(.slow, .heldUpOthers(host: host(of: trail.url)))
  }
  if result.stop == .flood {
    throw FetchFailure(.transfer, .flood(host: host(of: trail.url)))
  }
  if result.stop == .tooLarge { throw bodyTooLarge(limit) }
  if result.code != CURLE_OK {
    guard result.hasAllHeaders, !body.isEmpty, isCut(result.code) else {
      throw failure(of: result, question, at: trail.url)
    }
    facts.isComplete = false
    facts.damage = .broke(
      bytes: body.count, of: result.headers.contentLength.map { Int(clamping: $0) })
  }
  guard result.hasAllHeaders else {
    throw failure(of: result, question, at: trail.url)
  }
  if facts.isComplete, let length = result.headers.lengthBesideIdentity,
    body.count < length
  {
    facts.isComplete = false
    facts.damage = .broke(bytes: body.count, of: Int(clamping: length))
  }
  if facts.isComplete {
    let hash = bodyHash ?? result.hash(of: body)
    facts.bodyHash = hash
    if hash == question.request.knownBodyHash { return .unchanged(facts) }
  }
  return try decoded(&body, coding: result.headers.text(.contentEncoding), facts, limit: limit)
}

private func decoded(
  _ body: inout [UInt8], coding: String?, _ given: ResponseFacts, limit: Int
) throws(FetchFailure) -> FetchReply {
  var facts = given
  let decoded: DecodedBody
  do {
    decoded = try decodedBody(&body, coding: coding, limit: limit)
  } catch {
    if !facts.isComplete && error.kind == .encoding {
      throw FetchFailure(.truncated, facts.damage ?? error.problem)
    }
    throw error
  }
  facts.damage = facts.damage ?? decoded.damage
  if !decoded.isComplete {
    facts.isComplete = false
    facts.bodyHash = nil
  }
  return .body(decoded.bytes, facts)
}

/// Codes that end an answer whose beginning came: what came is worth reading.
private func isCut(_ code: CURLcode) -> Bool {
  [CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM, CURLE_HTTP2].contains(code)
}

private func host(of url: String) -> String {
  (try? WebAddress(asked: url).origin.host) ?? redacted(url)
}

/// `url`: the address of the hop that failed.
private func failure(
  of result: TransferResult, _ question: Question, at url: String
) -> FetchFailure {
  if let address = result.refusedAddress { return forbidden(address) }
  let host = host(of: url)
  let words = oneLine(redacted(result.message))
  switch result.code {
  case CURLE_COULDNT_RESOLVE_HOST:
    return FetchFailure(.dns, .noSuchHost(words: words))
  case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
    return FetchFailure(.proxy, .proxy(words: words))
  case CURLE_COULDNT_CONNECT:
    if result.systemError == EMFILE || result.systemError == ENFILE {
      return FetchFailure(.connect, .noDescriptor)
    }
    return FetchFailure(question.request.proxy == nil ? .connect : .proxy, .words(words))
  case CURLE_OPERATION_TIMEDOUT:
    if result.hasBegun { return FetchFailure(.slow, .tooSlow(host: host, words: words)) }
    // What libcurl 7.88 says before any look-up, of one that waited for another's connection
    // (`CURLOPT_PIPEWAIT`) until its own time was over.
    if words.hasPrefix("Failed to resolve host") {
      return FetchFailure(.timeout, .noAnswerToAnother(host: host))
    }
    return FetchFailure(.timeout, .noAnswerInTime(host: host, words: words))
  case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
    CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
    CURLE_SSL_CLIENTCERT:
    return FetchFailure(.tls, .tls(host: host, words: words))
  case CURLE_URL_MALFORMAT:
    return FetchFailure(.address, .cannotBeAsked(redacted(url), words: words))
  case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
    return FetchFailure(.transfer, .notHTTP(host: host, words: words))
  case CURLE_OUT_OF_MEMORY where !result.hasAllHeaders:
    // What libcurl 7.88 says of a line of more than 100 KB.
    return FetchFailure(.headers, .headerLineTooLong)
  case CURLE_BAD_FUNCTION_ARGUMENT where result.status > 0 && !result.hasAllHeaders:
    // What libcurl 7.88 says of a header whose first line goes on with one that is not there.
    return FetchFailure(
      .transfer, .notHTTP(host: host, words: "its header begins with a continued line"))
  case CURLE_OK:
    return FetchFailure(.transfer, .closedInHeader(host: host))
  case CURLE_GOT_NOTHING:
    return FetchFailure(.transfer, .closed(host: host))
  case CURLE_PARTIAL_FILE:
    return FetchFailure(.truncated, .endedEarly(words: words))
  default:
    return FetchFailure(.transfer, .transfer(host: host, words: words))
  }
}
