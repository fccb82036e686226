/// A term as its user wrote it, and where.
public struct Term: Hashable, Sendable {
  public var text: String
  /// The place of the term's first character.
  public var place: SourcePlace

  public init(_ text: String, at place: SourcePlace = SourcePlace(file: "", line: 0, column: 0)) {
    self.text = text
    self.place = place
  }
}

/// Which feeds a watchlist reads.
public enum FeedSelector: Hashable, Sendable {
  /// A feed's name or address.
  case feed(String)
  /// `#tag`, without the `#`.
  case tag(String)
}

/// A named list of terms, as configured. It holds for a document when any of `any` does (or, with
/// weights, when the weights of the distinct terms that hold reach `threshold`), when each group of
/// `all` has a term that holds, and when none of `none` does.
public struct Watchlist: Hashable, Sendable {
  public struct WeightedTerm: Hashable, Sendable {
    public var term: Term
    public var weight: Double

    public init(term: Term, weight: Double) {
      self.term = term
      self.weight = weight
    }
  }

  public var name: String
  /// The terms of `any`, with those of `file` after them.
  public var any: [Term]
  public var all: [[Term]]
  public var none: [Term]
  public var weights: [WeightedTerm]
  /// nil without weights.
  public var threshold: Double?
  public var fields: Set<Field>
  /// Empty: every feed.
  public var feeds: [FeedSelector]
  /// Primary subtags; empty: every language.
  public var languages: [String]
  public var place: SourcePlace

  public init(
    name: String, any: [Term] = [], all: [[Term]] = [], none: [Term] = [],
    weights: [WeightedTerm] = [], threshold: Double? = nil,
    fields: Set<Field> = Set(Field.allCases),
    feeds: [FeedSelector] = [], languages: [String] = [],
    place: SourcePlace = SourcePlace(file: "", line: 0, column: 0)
  ) {
    self.name = name
    self.any = any
    self.all = all
    self.none = none
    self.weights = weights
    self.threshold = threshold
    self.fields = fields
    self.feeds = feeds
    self.languages = languages
    self.place = place
  }
}
