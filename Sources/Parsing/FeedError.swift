public import Model

/// Why a document gave no feed. Trying the same bytes again gives the same error.
public enum FeedError: Error, Hashable, Saying {
  public enum Limit: String, Hashable, Sendable {
    case bytes, depth, entries, text, total, attributes, tag, entities, values
  }

  /// Nothing but blanks.
  case empty
  /// `an HTML page, titled «…»; it names these feeds: …`.
  case notAFeed(ForeignDocument)
  /// More than `most` of what the limit names.
  case limit(Limit, most: Int)
  /// The document is in a charset that is refused (UTF-7) or that nobody knows.
  case encoding(String)
  /// A JSON document with a fault: line and column from 1.
  case badJSON(line: Int, column: Int, what: String)

  /// One line, for people.
  public var english: String {
    switch self {
    case .empty: "the document is empty"
    case .notAFeed(let what): "not a feed, but \(what.english)"
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

  public var french: French {
    switch self {
    case .empty: "le document est vide"
    case .notAFeed(let what): "ce n’est pas un flux, mais \(what.french)"
    case .limit(.bytes, let most): "limite atteinte : le document fait plus de \(most) octets"
    case .limit(.depth, let most): "limite atteinte : la profondeur, plus de \(most) niveaux"
    case .limit(.entries, let most): "limite atteinte : plus de \(most) articles"
    case .limit(.text, let most):
      "limite atteinte : la longueur des textes, plus de \(most) octets dans un seul"
    case .limit(.total, let most): "limite atteinte : les textes, plus de \(most) octets en tout"
    case .limit(.attributes, let most):
      "limite atteinte : les attributs, plus de \(most) sur un élément"
    case .limit(.tag, let most):
      "limite atteinte : les attributs, plus de \(most) octets dans une balise"
    case .limit(.entities, let most):
      "limite atteinte : les entités, plus de \(most) octets tirés d’entités déclarées"
    case .limit(.values, let most): "limite atteinte : JSON, plus de \(most) valeurs"
    case .encoding(let name): "le jeu de caractères \(name) n’est pas lu"
    case .badJSON(let line, let column, let what):
      "ce n’est pas un flux, mais du JSON avec une faute à la ligne \(line), colonne \(column) : \(what)"
    }
  }

  /// Whether a limit of `FeedLimits` was reached.
  public var isLimit: Bool {
    if case .limit = self { true } else { false }
  }
}
