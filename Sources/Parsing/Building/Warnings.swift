/// What was repaired, each kind once with its count.
struct Warnings {
  enum Kind: Int, CaseIterable {
    case charset, badBytes, junkBefore, junkAfter, noRoot, ampersand, bracket, entity, declaration
    case control, prefix, attribute, unclosed, stray, cutOff, surplus, lists, json, version
  }

  private var counts = [Int](repeating: 0, count: Kind.allCases.count)
  private var details = [String?](repeating: nil, count: Kind.allCases.count)

  mutating func note(_ kind: Kind, _ detail: String? = nil) {
    counts[kind.rawValue] &+= 1
    if details[kind.rawValue] == nil { details[kind.rawValue] = detail }
  }

  var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

  /// One line each.
  var lines: [String] {
    Kind.allCases.compactMap { kind in
      let count = counts[kind.rawValue]
      guard count > 0 else { return nil }
      let times = count == 1 ? "" : " (\(count) times)"
      let detail = details[kind.rawValue].map { ": \($0)" } ?? ""
      return Self.words(kind) + detail + times
    }
  }

  private static func words(_ kind: Kind) -> String {
    switch kind {
    case .charset: "the declared charset is wrong"
    case .badBytes: "bytes that are no text in the document's charset became U+FFFD"
    case .junkBefore: "text before the document was left out"
    case .junkAfter: "text after the document was left out"
    case .noRoot: "the root element is missing"
    case .ampersand: "a stray & was read as text"
    case .bracket: "a stray < was read as text"
    case .entity: "an HTML or unknown entity was not declared"
    case .declaration: "an entity declaration was dropped"
    case .control: "a control character was left out"
    case .prefix: "a namespace prefix was not declared"
    case .attribute: "an attribute was ill-formed or double"
    case .unclosed: "an element was not closed"
    case .stray: "an end tag had no start tag"
    case .cutOff: "the document is cut off"
    case .surplus: "too many entries, the newest were kept"
    case .lists: "too many tags and authors, those of later entries were left out"
    case .json: "a value had an unexpected type and was left out"
    case .version: "the format's version is missing or unknown"
    }
  }
}
