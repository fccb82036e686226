/// A vocabulary of elements, whatever prefix or spelling of its address a feed uses.
enum Family: String {
  /// RSS without a namespace, RSS 1.0, Atom 0.3 and 1.0: their names do not clash.
  case core
  case content, dc, media, itunes, sy, rdf, xhtml, feedburner, news
  case other

  /// The family of a namespace, by its address first, then by its prefix.
  static func of(uri: [UInt8]?, prefix: [UInt8]?) -> Family {
    if let uri, !uri.isEmpty {
      if let known = byAddress[normalized(uri)] { return known }
      guard let prefix, !prefix.isEmpty else { return .core }
      return byPrefix[lowercased(prefix)] ?? .other
    }
    guard let prefix, !prefix.isEmpty else { return .core }
    return byPrefix[lowercased(prefix)] ?? .other
  }

  /// The address without scheme, `www.`, case and final `/` or `#`, in which feeds differ.
  private static func normalized(_ uri: [UInt8]) -> String {
    var text = Substring(lowercased(uri))
    for start in ["http://", "https://", "www."] where text.hasPrefix(start) {
      text = text.dropFirst(start.count)
    }
    while let last = text.last, last == "/" || last == "#" || last == " " { text.removeLast() }
    return String(text)
  }

  private static func lowercased(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static let byPrefix: [String: Family] = [
    "atom": .core, "atom10": .core, "atom03": .core, "a10": .core, "a": .core, "rss": .core,
    "rss1": .core, "content": .content, "dc": .dc, "dcterms": .dc, "dct": .dc, "media": .media,
    "itunes": .itunes, "sy": .sy, "rdf": .rdf, "xhtml": .xhtml, "feedburner": .feedburner,
    "news": .news, "n": .news, "image": .other, "googleplay": .itunes,
  ]

  private static let byAddress: [String: Family] = [
    "2005/atom": .core,
    "w3.org/2005/atom": .core,
    "purl.org/atom/ns": .core,
    "purl.org/atom": .core,
    "purl.org/echo": .core,
    "purl.org/pie": .core,
    "example.com/necho": .core,
    "example.com/newformat": .core,
    "uri/of/echo/namespace": .core,
    "purl.org/rss/1.0": .core,
    "purl.org/rss/2.0": .core,
    "purl.org/rss/1.0/modules/rss091": .core,
    "purl.org/net/rss1.1": .core,
    "my.netscape.com/rdf/simple/0.9": .core,
    "my.netscape.com/publish/formats/rss-0.91.dtd": .core,
    "channel.netscape.com/rdf/simple/0.9": .core,
    "backend.userland.com/rss": .core,
    "backend.userland.com/rss2": .core,
    "backend.userland.com/rss091": .core,
    "blogs.law.harvard.edu/tech/rss": .core,
    "cyber.law.harvard.edu/rss": .core,
    "rssboard.org/rss-specification": .core,
    "sitemaps.org/schemas/sitemap/0.9": .core,
    "google.com/schemas/sitemap/0.9": .core,
    "google.com/schemas/sitemap/0.84": .core,
    "google.com/schemas/sitemap-news/0.9": .news,
    "purl.org/rss/1.0/modules/content": .content,
    "purl.org/dc/elements/1.1": .dc,
    "purl.org/dc/elements/1.0": .dc,
    "purl.org/dc/terms": .dc,
    "dublincore.org/documents/dcmi-terms": .dc,
    "search.yahoo.com/mrss": .media,
    "search.yahoo.com/mrss/rss": .media,
    "video.search.yahoo.com/mrss": .media,
    "tools.search.yahoo.com/mrss": .media,
    "itunes.com/dtds/podcast-1.0.dtd": .itunes,
    "itunes.apple.com/dtds/podcast-1.0.dtd": .itunes,
    "example.com/dtds/podcast-1.0.dtd": .itunes,
    "google.com/schemas/play-podcasts/1.0": .itunes,
    "purl.org/rss/1.0/modules/syndication": .sy,
    "w3.org/1999/02/22-rdf-syntax-ns": .rdf,
    "w3.org/1999/xhtml": .xhtml,
    "rssnamespace.org/feedburner/ext/1.0": .feedburner,
    "purl.org/rss/1.0/modules/image": .other,
    "purl.org/rss/1.0/modules/slash": .other,
    "purl.org/rss/1.0/modules/textinput": .other,
  ]
}
