/// A hit as an alert reports it, with the text around it.
public struct ReportedHit: Hashable, Sendable {
  public var hit: Hit
  /// One line of text around the hit.
  public var excerpt: String

  public init(hit: Hit, excerpt: String) {
    self.hit = hit
    self.excerpt = excerpt
  }
}

/// One entry × one watchlist, before the ledger has numbered it.
public struct Finding: Hashable, Sendable {
  public var watchlist: String
  public var terms: [String]
  public var hits: [ReportedHit]

  public init(watchlist: String, terms: [String], hits: [ReportedHit]) {
    self.watchlist = watchlist
    self.terms = terms
    self.hits = hits
  }
}

/// One entry × one watchlist, numbered: what is reported exactly once.
///
/// What it says of the entry is shared by its copies, of which each step on the way to a log makes one.
public struct Alert: Hashable, Sendable {
  /// 1, 2, 3… in the order of recording, without a gap.
  public var seq: Int64
  public var time: Timestamp
  public var feedName: String
  public var feedURL: String
  private var content: Shared

  private struct Content: Hashable, Sendable {
    var watchlist: String
    var terms: [String]
    var id: String
    var url: String
    var title: String
    var published: Timestamp?
    var language: String?
    var authors: [String]
    var hits: [ReportedHit]
  }

  private final class Shared: Sendable {
    let content: Content
    init(_ content: Content) { self.content = content }
  }

  public init(
    seq: Int64, time: Timestamp, watchlist: String, terms: [String], feedName: String,
    feedURL: String, id: String, url: String, title: String, published: Timestamp? = nil,
    language: String? = nil, authors: [String] = [], hits: [ReportedHit]
  ) {
    self.seq = seq
    self.time = time
    self.feedName = feedName
    self.feedURL = feedURL
    content = Shared(
      Content(
        watchlist: watchlist, terms: terms, id: id, url: url, title: title, published: published,
        language: language, authors: authors, hits: hits))
  }

  public var watchlist: String {
    get { content.content.watchlist }
    set { change { $0.watchlist = newValue } }
  }
  public var terms: [String] {
    get { content.content.terms }
    set { change { $0.terms = newValue } }
  }
  /// The entry's own id, else "".
  public var id: String {
    get { content.content.id }
    set { change { $0.id = newValue } }
  }
  /// The entry's page, else "".
  public var url: String {
    get { content.content.url }
    set { change { $0.url = newValue } }
  }
  /// Plain text, one line.
  public var title: String {
    get { content.content.title }
    set { change { $0.title = newValue } }
  }
  public var published: Timestamp? {
    get { content.content.published }
    set { change { $0.published = newValue } }
  }
  public var language: String? {
    get { content.content.language }
    set { change { $0.language = newValue } }
  }
  public var authors: [String] {
    get { content.content.authors }
    set { change { $0.authors = newValue } }
  }
  public var hits: [ReportedHit] {
    get { content.content.hits }
    set { change { $0.hits = newValue } }
  }

  private mutating func change(_ body: (inout Content) -> Void) {
    var changed = content.content
    body(&changed)
    content = Shared(changed)
  }

  public static func == (left: Alert, right: Alert) -> Bool {
    left.seq == right.seq && left.time == right.time && left.feedName == right.feedName
      && left.feedURL == right.feedURL && left.content.content == right.content.content
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(seq)
    hasher.combine(time)
    hasher.combine(feedName)
    hasher.combine(feedURL)
    hasher.combine(content.content)
  }
}
