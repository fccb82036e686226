import Model

extension Expectation {
  var english: String {
    switch self {
    case .kind(let kind): kind.expected
    case .object: "an object"
    case .feeds: "an array of addresses and feed objects"
    case .feed: "an address or a feed object"
    case .watchlists: "an object of watchlists by name, {\"otan\": [\"Otan\"]}"
    case .watchlist: "an array of terms or an object"
    case .quotedTerm: "a term in quotes"
    case .group: "a group, which is an array of terms as in [[\"a\", \"b\"], [\"c\"]]"
    case .number: "a number above 0"
    }
  }
}

extension DurationText.Problem {
  /// What is wrong with `text`, and a writing of what was meant where there is no doubt.
  public func english(_ text: String) -> String {
    switch self {
    case .empty: "it is empty: expected a duration such as \"10m\""
    case .negative: "a duration is not negative"
    case .noUnit: "the unit is missing: " + listed(DurationText.withUnits(text))
    case .spaced: "a duration has no space in it" + hint(text)
    case .fraction: "a duration has no fraction: write \"1h30m\" for one hour and a half"
    case .tooLarge: "it is too large"
    case .unknownUnit(let unit):
      "\"\(unit)\" is no unit"
        + (DurationText.meant(self, by: text) == nil ? ": the units are s, m, h and d" : hint(text))
    case .order: "larger units stand first, each once, as in \"1h30m\""
    case .unreadable: "it is no duration such as \"90s\", \"10m\", \"1h30m\" or \"7d\""
    }
  }

  private func hint(_ text: String) -> String {
    DurationText.meant(self, by: text).map { "; did you mean \"\($0)\"?" } ?? ""
  }
}

extension SizeText.Problem {
  func english(_ text: String) -> String {
    switch self {
    case .empty: "it is empty: expected a size such as \"20MB\""
    case .negative: "a size is not negative"
    case .noUnit: "the unit is missing: \"\(text)B\", \"\(text)KB\", \"\(text)MB\"…"
    case .spaced: "a size has no space in it" + hint(text)
    case .fraction: "a size has no fraction: write \"1500KB\" for 1.5 MB"
    case .tooLarge: "it is too large"
    case .unknownUnit(let unit):
      "\"\(unit)\" is no unit"
        + (SizeText.isNearAUnit(unit)
          ? hint(text) : ": the units are B, KB, MB, GB, TB, KiB, MiB, GiB and TiB")
    case .unreadable: "it is no size such as \"20MB\""
    }
  }

  private func hint(_ text: String) -> String {
    SizeText.meant(self, by: text).map { "; did you mean \"\($0)\"?" } ?? ""
  }
}

extension LanguageTag.Problem {
  var english: String {
    switch self {
    case .name(let meant): "it is no language tag; did you mean \"\(meant)\"?"
    case .underscore(let meant?): "a language tag has hyphens; did you mean \"\(meant)\"?"
    case .underscore(nil): "a language tag has hyphens, as in \"fr-CA\""
    case .noTag: "it is no language tag such as \"fr\" or \"fr-CA\""
    case .unknown(let primary): "\"\(primary)\" is no language of ISO 639"
    }
  }
}

extension WebAddress.Problem {
  func english(_ schemes: [String]) -> String {
    let beginnings = listed(schemes.map { $0 + "://" })
    return switch self {
    case .character(" "): "an address has no space in it: write %20"
    case .character(let scalar): "an address does not hold \(quoted(String(Character(scalar))))"
    case .noScheme: "an address begins with \(beginnings)"
    case .scheme(let scheme):
      "\(quoted(scheme)) is not supported: an address begins with \(beginnings)"
        + (Spelling.nearest(to: scheme, in: schemes).map { "; did you mean \"\($0)\"?" } ?? "")
    case .noHost: "the host is missing"
    case .host(let host): "\(quoted(host)) is no host name"
    case .port(let port): "\(quoted(port)) is no port: expected 1 to 65535"
    case .credentials: "a user name or password does not stand in an address"
    case .tooLong: "an address has at most 8000 bytes"
    }
  }
}

extension HeaderRules.Problem {
  var english: String {
    switch self {
    case .noName: "a header field has a name"
    case .strangeName: "a header field's name holds letters, digits and - only"
    case .secret:
      "secrets never stand in the configuration: write \"auth\" with a \"credential\""
    case .reserved: "this header field is set by the program itself"
    case .empty: "it is empty"
    case .tooLong: "a header field has at most 8000 bytes"
    case .control: "a header field has no line break or control character in it"
    }
  }
}

extension FileProblem {
  var english: String {
    switch self {
    case .system(let problem): problem.english
    case .notRegular: "it is no regular file"
    case .tooLarge(let size): "it is larger than \(size) MiB"
    }
  }
}

extension FolderProblem {
  var english: String {
    switch self {
    case .noFolder(let path): "\(quoted(path)) is no folder"
    case .unusable(let path, let why): "\(quoted(path)) cannot be used: \(why.english)"
    case .noParent(let path, let parent):
      "\(quoted(path)) cannot be created: \(quoted(parent)) is not there, "
        + "and only the last folder of a path is created"
    case .notCreated(let path, let why): "\(quoted(path)) cannot be created: \(why.english)"
    case .notWritable(let path, let why): "\(quoted(path)) cannot be written: \(why.english)"
    case .isFolder(let path): "\(quoted(path)) is a folder"
    }
  }
}

extension UnknownKey {
  var english: String {
    let message = "unknown key in \(section.name)"
    return switch advice {
    case .secret:
      "\(message): secrets never stand in the configuration; "
        + "write \"auth\": {\"user\": …, \"credential\": NAME}, where NAME is a file that holds it"
    case .meant(let name): "\(message); did you mean \"\(name)\"?"
    case .belongs(let homes):
      "\(message); \"\(name)\" belongs in \(homes.map(\.name).joined(separator: " or "))"
    case .meantElsewhere(let name, let home):
      "\(message); did you mean \"\(name)\" in \(home.name)?"
    case .known(let names): "\(message); known are \(names.joined(separator: ", "))"
    }
  }
}
