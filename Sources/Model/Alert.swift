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
public struct Alert: Hashable, Sendable {
  /// 1, 2, 3… in the order of recording, without a gap.
  public var seq: Int64
  public var time: Timestamp
  public var watchlist: String
  public var terms: [String]
  public var feedName: String
  public var feedURL: String
  /// The entry's own id, else "".
  public var id: String
  /// The entry's page, else "".
  public var url: String
  /// Plain text, one line.
  public var title: String
  public var published: Timestamp?
  public var language: String?
  public var authors: [String]
  public var hits: [ReportedHit]

  public init(
    seq: Int64, time: Timestamp, watchlist: String, terms: [String], feedName: String,
    feedURL: String, id: String, url: String, title: String, published: Timestamp? = nil,
    language: String? = nil, authors: [String] = [], hits: [ReportedHit]
  ) {
    self.seq = seq
    self.time = time
    self.watchlist = watchlist
    self.terms = terms
    self.feedName = feedName
    self.feedURL = feedURL
    self.id = id
    self.url = url
    self.title = title
    self.published = published
    self.language = language
    self.authors = authors
    self.hits = hits
  }
}
