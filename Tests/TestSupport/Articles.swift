/// An article of a made-up newspaper.
public struct Article: Hashable, Sendable {
  public var id: String
  public var title: String
  public var summary: String

  public init(_ id: String, _ title: String, summary: String = "") {
    self.id = id
    self.title = title
    self.summary = summary
  }
}

/// A made-up newspaper's front page as RSS 2.0.
public func rss(_ articles: [Article], title: String = "Gazette", channel: String = "") -> String {
  let items = articles.map { article in
    """
    <item><title>\(article.title)</title><guid isPermaLink="false">\(article.id)</guid>\
    <link>http://gazette.test/\(article.id)</link>\
    <description>\(article.summary)</description></item>
    """
  }
  return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>\(title)</title><link>http://gazette.test/</link>\
    <description>Made up</description>\(channel)
    \(items.joined(separator: "\n"))
    </channel></rss>
    """
}

/// A front page with one article of that title.
public func rss(_ title: String, id: String = "1") -> String { rss([Article(id, title)]) }
