/// Why a document gave no feed. Trying the same bytes again gives the same error.
public enum FeedError: Error, Hashable, Sendable {
  public enum Limit: String, Hashable, Sendable {
    case bytes, depth, entries, text, total, attributes, tag, entities, values
  }

  /// Nothing but blanks.
  case empty
  /// `what` says what it is: `an HTML page, titled «…»; it names these feeds: …`.
  case notAFeed(what: String)
  /// More than `most` of what the limit names.
  case limit(Limit, most: Int)
  /// The document is in a charset that is refused (UTF-7) or that nobody knows.
  case encoding(String)
  /// A JSON document with a fault: line and column from 1.
  case badJSON(line: Int, column: Int, what: String)

  /// One line, for people.
  public var message: String {
    switch self {
    case .empty: "the document is empty"
    case .notAFeed(let what): "not a feed, but \(what)"
    case .limit(.bytes, let most): "limit reached: the document has more than \(most) bytes"
    case .limit(.depth, let most): "limit reached: depth, more than \(most) levels"
    case .limit(.entries, let most): "limit reached: more than \(most) entries"
    case .limit(.text, let most): "limit reached: text length, more than \(most) bytes in one text"
    case .limit(.total, let most): "limit reached: texts, more than \(most) bytes in all"
    case .limit(.attributes, let most):
      "limit reached: attributes, more than \(most) on one element"
    case .limit(.tag, let most): "limit reached: attributes, more than \(most) bytes in one tag"
    case .limit(.entities, let most):
      "limit reached: entities, more than \(most) bytes out of declared entities"
    case .limit(.values, let most): "limit reached: JSON, more than \(most) values"
    case .encoding(let name): "the charset \(name) is not read"
    case .badJSON(let line, let column, let what):
      "not a feed, but JSON with a fault at line \(line), column \(column): \(what)"
    }
  }

  /// Whether a limit of `FeedLimits` was reached.
  public var isLimit: Bool {
    if case .limit = self { true } else { false }
  }
}
