/// A text of an entry as its feed gave it, in UTF-8, not yet made plain (SEMANTICS §1).
public struct Markup: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The format says that this is plain text (Atom `text`, JSON Feed `content_text`).
    case plain
    /// The format says that this is HTML (Atom `html` and `xhtml`, `content:encoded`).
    case html
    /// The format does not say: HTML when it looks like it (RSS `title` and `description`).
    case untyped
  }

  public var text: SharedText
  public var kind: Kind

  public init(_ text: SharedText, _ kind: Kind) {
    self.text = text
    self.kind = kind
  }

  public init(_ source: String, _ kind: Kind) { self.init(SharedText(source), kind) }

  /// The text as a string, which is made anew each time.
  public var source: String { text.string }

  public static var empty: Markup { Markup(.empty, .plain) }
}

/// An enclosure or other file that goes with an entry.
public struct Attachment: Hashable, Sendable {
  public var url: String
  public var type: String?
  public var bytes: Int64?

  public init(url: String, type: String? = nil, bytes: Int64? = nil) {
    self.url = url
    self.type = type
    self.bytes = bytes
  }
}

/// One item of a feed (RFC 4287 `entry`, RSS `item`).
public struct Entry: Hashable, Sendable {
  /// `guid` or `id`, trimmed; nil when absent or empty.
  public var id: String?
  /// Its page, absolute where the document allows; nil when absent.
  public var url: String?
  public var title = Markup.empty
  public var summary = Markup.empty
  public var content = Markup.empty
  public var published: Timestamp?
  public var updated: Timestamp?
  public var authors: [String] = []
  public var tags: [String] = []
  /// BCP 47, the entry's own or inherited from the feed.
  public var language: String?
  public var attachments: [Attachment] = []
  /// A hash of the fields that matching reads: equal when nothing that could match has changed.
  public var fingerprint: UInt64 = 0

  public init() {}

  public init(
    id: String? = nil, url: String? = nil, title: Markup = .empty, summary: Markup = .empty,
    content: Markup = .empty, published: Timestamp? = nil, updated: Timestamp? = nil,
    authors: [String] = [], tags: [String] = [], language: String? = nil,
    attachments: [Attachment] = [], fingerprint: UInt64 = 0
  ) {
    self.id = id
    self.url = url
    self.title = title
    self.summary = summary
    self.content = content
    self.published = published
    self.updated = updated
    self.authors = authors
    self.tags = tags
    self.language = language
    self.attachments = attachments
    self.fingerprint = fingerprint
  }
}

/// A feed document, read.
public struct ParsedFeed: Sendable {
  /// What it is, for people: `RSS 2.0`, `RDF (RSS 1.0)`, `Atom 1.0`, `JSON Feed 1.1`…
  public var format: String
  public var title: Markup
  public var description: Markup
  public var homePageURL: String?
  public var feedURL: String?
  public var language: String?
  public var hints: FeedHints
  /// In document order, at most `FeedLimits.entries`.
  public var entries: [Entry]
  /// What was repaired, in words; empty for a well-formed document.
  public var warnings: [String]
  /// False when the document ended before its root element did: what is missing is unknown.
  public var isWhole: Bool

  public init(
    format: String, title: Markup = .empty, description: Markup = .empty,
    homePageURL: String? = nil, feedURL: String? = nil, language: String? = nil,
    hints: FeedHints = FeedHints(), entries: [Entry] = [], warnings: [String] = [],
    isWhole: Bool = true
  ) {
    self.format = format
    self.title = title
    self.description = description
    self.homePageURL = homePageURL
    self.feedURL = feedURL
    self.language = language
    self.hints = hints
    self.entries = entries
    self.warnings = warnings
    self.isWhole = isWhole
  }
}
