/// Where in a document a hit stands.
public enum Field: String, CaseIterable, Hashable, Sendable {
  case title, summary, content
}

/// The plain text of a field (SEMANTICS §1): blocks are separated by a blank line.
public struct FieldText: Hashable, Sendable {
  public var text: String
  /// UTF-8 offsets in `text`, ascending, at which a word is cut although no character says so
  /// (`Otan<sup>1</sup>`).
  public var cuts: [Int]

  public init(_ text: String, cuts: [Int] = []) {
    self.text = text
    self.cuts = cuts
  }

  public static let empty = FieldText("")
}

/// What the matcher reads: an entry with its texts made plain.
public struct Document: Sendable {
  public var title: FieldText
  public var summary: FieldText
  public var content: FieldText
  /// BCP 47; only the primary subtag counts.
  public var language: String?
  public var authors: [String]
  public var tags: [String]
  /// The feed that it came from; nil for text given to `guetteur match`.
  public var source: Source?

  public struct Source: Hashable, Sendable {
    public var name: String
    public var url: String
    public var tags: [String]

    public init(name: String, url: String, tags: [String] = []) {
      self.name = name
      self.url = url
      self.tags = tags
    }
  }

  public init(
    title: FieldText = .empty, summary: FieldText = .empty, content: FieldText = .empty,
    language: String? = nil, authors: [String] = [], tags: [String] = [], source: Source? = nil
  ) {
    self.title = title
    self.summary = summary
    self.content = content
    self.language = language
    self.authors = authors
    self.tags = tags
    self.source = source
  }

  public subscript(field: Field) -> FieldText {
    switch field {
    case .title: title
    case .summary: summary
    case .content: content
    }
  }
}

/// One place in a document that satisfies a term (SEMANTICS §8).
public struct Hit: Hashable, Sendable {
  /// As written in the configuration.
  public var term: String
  public var field: Field
  /// The slice of the field's plain text, unchanged.
  public var text: String
  /// Unicode scalar offsets in the field's plain text, half-open.
  public var start: Int
  public var end: Int

  public init(term: String, field: Field, text: String, start: Int, end: Int) {
    self.term = term
    self.field = field
    self.text = text
    self.start = start
    self.end = end
  }
}

/// A watchlist that a document satisfies, and why.
public struct Match: Hashable, Sendable {
  public var watchlist: String
  /// The terms that hold, in the order of the configuration.
  public var terms: [String]
  /// In order of field, then of place.
  public var hits: [Hit]

  public init(watchlist: String, terms: [String], hits: [Hit]) {
    self.watchlist = watchlist
    self.terms = terms
    self.hits = hits
  }
}
