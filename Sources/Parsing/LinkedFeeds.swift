/// The feeds that an HTML page names: `<link rel="alternate" type="application/rss+xml" …>`.
public enum LinkedFeeds {
  public struct Link: Hashable, Sendable {
    /// Absolute where `base` allows.
    public var url: String
    /// Plain text; "" when the page gives none.
    public var title: String
    /// The media type as written, lowercased; "" when the page gives none.
    public var type: String

    public init(url: String, title: String, type: String) {
      self.url = url
      self.title = title
      self.type = type
    }
  }

  /// In page order, without repeats, at most 100.
  public static func of(
    _ page: [UInt8], contentType: String? = nil, base: String? = nil
  ) -> [Link] {
    []
  }
}
