public import Model
public import Recording

/// Archived entries as the configuration of today would have them read.
public struct PastReading: Sendable {
  private let feeds: [String: FeedSettings]

  /// - Parameter feeds: those of the configuration; a feed that is none of them is read as archived.
  public init(feeds: [FeedSettings]) {
    self.feeds = Dictionary(feeds.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The document with the name, the tags and the language that its feed is configured with now.
  public func document(of entry: ArchivedEntry) -> Document {
    guard let source = entry.document.source, let feed = feeds[source.url] else {
      return entry.document
    }
    var document = entry.document
    if let name = feed.name { document.source?.name = name }
    document.source?.tags = feed.tags
    if let language = feed.language { document.language = language }
    return document
  }

  /// The language that a feed is configured with now; nil: that of the text counts.
  func language(ofFeed url: String) -> String? { feeds[url]?.language }
}
