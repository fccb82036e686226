import JSON
import Model

/// The words in English; scripts read them, so that they change with a major version only.
extension ConfigurationProblem {
  var english: String {
    switch self {
    case .missingFile:
      "there is no such file: name one with --config, or write one with guetteur init"
    case .unreadableFile(let why): "it cannot be read: \(why.english)"
    case .json(let problem): problem.english
    case .moreFaults(let count): "and \(count) more faults from here on"
    case .notAConfiguration(let found):
      "a configuration is an object, {\"feeds\": […], \"watchlists\": {…}}, found \(found.rawValue)"

    case .unknownKey(let key): key.english
    case .keyTwice(let first):
      "this key stands twice; the first is at line \(first.line), column \(first.column)"
    case .keyWithoutEffect: "this key does not act in this version"
    case .headerTwice: "this header field stands twice"

    case .expected(let what, let found): "expected \(what.english), found \(found.rawValue)"
    case .expectedNoNull(let what):
      "expected \(what.english), found null: leave the key out instead"
    case .expectedUnit(let what, let number, let units):
      "expected \(what.english), found a number; with its unit and in quotes: "
        + units.map { "\"\(number)\($0)\"" }.joined(separator: ", ") + (units.count > 1 ? "…" : "")
    case .expectedNoQuotes(let what):
      "expected \(what.english), found a string; write it without quotes"
    case .expectedWord(let words, let found, let meant):
      "expected \(listed(words)), found \(quoted(found))\(Self.hint(meant))"
    case .expectedInteger(let range, let found):
      "expected a whole number in \(range.lowerBound)…\(range.upperBound), found \(found)"
    case .empty: "it is empty"
    case .emptyValue(nil, _): "it is empty: leave the key out instead"
    case .emptyValue(let what?, let mayBeLeftOut):
      "it is empty: expected \(what.english)" + (mayBeLeftOut ? ", or leave the key out" : "")
    case .outOfRange(let text, let least, let most):
      "\(quoted(text)) is out of range: expected \(least) to \(most)"
    case .meant(let word, let text): "\(quoted(text)): did you mean \"\(word)\"?"
    case .duration(let text, let problem): "\(quoted(text)): \(problem.english(text))"
    case .size(let text, let problem): "\(quoted(text)): \(problem.english(text))"
    case .language(let text, let problem): "\(quoted(text)): \(problem.english)"
    case .address(let text, let problem, let schemes):
      "\(quoted(text)): \(problem.english(schemes))"
    case .repeated(let text): "\(quoted(text)) stands twice"
    case .repeatedAt(let text, let first):
      "\(quoted(text)) stands twice; the first is at line \(first.line), column \(first.column)"
    case .spacesAround(let name): "\(quoted(name)) begins or ends with a space"
    case .controlCharacter(let name): "\(quoted(name)): a name has no control character in it"
    case .nameTooLong: "a name has at most 500 bytes"

    case .feedsMissing: "it is missing: an array of feeds"
    case .watchlistsMissing: "it is missing: an object of watchlists by name"
    case .noFeed: "it holds no feed"
    case .noWatchlist: "it holds no watchlist"
    case .addressMissing: "it is missing: a feed has an address"
    case .addressEmpty: "it is empty: expected an address"
    case .credentialMissing: "it is missing: the name of the file that holds the secret"

    case .secretInAddress:
      "a user name or password does not stand in an address: "
        + "write \"auth\": {\"user\": …, \"credential\": NAME}"
    case .nameLikeTag: "a feed's name does not begin with #, as tags do"
    case .nameOfTwo(let name, let first):
      "\(quoted(name)) is the name of two feeds; the first is at line \(first.line), "
        + "column \(first.column)"
    case .tagWithSign(let tag):
      "\(quoted(tag)): here a tag has no #; watchlists choose it by \"#tag\""
    case .header(let problem): problem.english
    case .belowFloor(let every, let floor):
      "\"\(every)\" is below fetch.min_every, which is \"\(floor)\": raise it, "
        + "or lower fetch.min_every, down to \"1s\""
    case .noneEnabled: "none of them is enabled"

    case .secretOverHTTP: "over http the secret can be read on its way"
    case .noCredentialName(let name): "\(quoted(name)) is no name of a credential"
    case .colonInUser:
      "a user's name has no colon: the password stands in the credential's file"
    case .controlInUser: "a user's name has no control character in it"
    case .credentialNotFound(let file, let why):
      "\(quoted(file)) cannot be found here: \(why.english)"
    case .emptyCredential(let file):
      "\(quoted(file)) is empty: write the secret into it, on one line"
    case .othersCanRead(let file):
      "others than its owner can read \(quoted(file)): chmod 600 it"

    case .privateAddress(let host):
      "\(quoted(host)) is private and will not be asked: "
        + "set \"allow_private_addresses\" in \"fetch\" if it should be"
    case .headerLooksSecret:
      "this looks like a secret, and whoever can read this file can read it: "
        + "use \"auth\" if the server takes it, or chmod 600 this file"
    case .noContact:
      "it is not set: a web or mail address lets publishers reach you instead of blocking you"
    case .notAContact(let text):
      "\(quoted(text)) is no web or mail address: "
        + "expected \"https://…\" or \"name@example.org\", in ASCII"
    case .pathInProxy: "a proxy's address has no path"
    case .secretInProxy:
      "a user name or password does not stand in an address: "
        + "secrets never stand in the configuration"
    case .noCertificate(let file): "\(quoted(file)) holds no certificate in PEM"

    case .controlInPath: "a path has no control character in it"
    case .tilde: "~ is not expanded: write the path in full"
    case .pathTooLong: "the path is too long"
    case .isFolder(let file): "\(quoted(file)) is a folder"
    case .stateIsFolder(let file):
      "\(quoted(file)) is a folder: expected the path of a file, such as \"guetteur.db\""
    case .unreadable(let file, let why): "\(quoted(file)) cannot be read: \(why.english)"
    case .folder(let problem): problem.english

    case .watchlistWithoutName: "a watchlist has a name"
    case .reservedName(let name): "this name is reserved: \(name).log has another job"
    case .sameLog(let other, let log): "its log would be the one of \(quoted(other)): \(log)"
    case .noTerm: "it holds no term"
    case .noTermToLookFor: "it holds no term to look for"
    case .needsTerms:
      "it has no term to look for: \"any\", \"all\", \"weights\" or \"file\" is needed"
    case .emptyTerm: "a term is not empty"
    case .emptyGroup: "this group holds no term"
    case .thresholdWithoutWeights: "it needs \"weights\", an object of numbers by term"
    case .weightsWithoutThreshold: "it needs \"threshold\", which they must reach"
    case .neverReached(let sum, let threshold):
      "the weights add up to \(sum), so \(threshold) is never reached"
    case .weightOutOfRange(let number):
      "a weight is above 0 and at most 1000000000, not \(number)" + Self.veto(number)
    case .thresholdOutOfRange(let number):
      "a threshold is above 0 and at most 1000000000, not \(number)" + Self.veto(number)
    case .notAField(let text, let fields, let meant):
      "\(quoted(text)) is no field: expected \(listed(fields))\(Self.hint(meant))"
    case .namesNoField: "it names no field; leave the key out to look in all"
    case .namesNoFeed: "it names no feed; leave the key out to read all"
    case .namesNoLanguage: "it names no language; leave the key out to read all"
    case .noTag: "\"#\" is no tag"
    case .unknownTag(let tag, let meant): "no feed has the tag \(quoted(tag))\(Self.hint(meant))"
    case .tagMeant(let text):
      "no feed is called \(quoted(text)); did you mean the tag \(quoted("#" + text))?"
    case .unknownFeed(let text, let meant):
      "no feed has the name or address \(quoted(text))\(Self.hint(meant))"
    case .fileWithoutTerm(let file): "\(quoted(file)) holds no term"
    case .lineNotUTF8: "this line is not UTF-8"
    }
  }

  /// `; did you mean "every"?`, or nothing.
  private static func hint(_ meant: String?) -> String {
    meant.map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private static func veto(_ number: String) -> String {
    number.hasPrefix("-") ? "; a term in \"none\" vetoes" : ""
  }
}
