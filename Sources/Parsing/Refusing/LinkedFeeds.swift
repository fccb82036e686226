import Model
import PlainText

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

  private static let most = 100
  private static let types: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/rss",
    "application/atom", "application/rdf", "application/feed+json", "application/json",
    "application/xml", "text/xml", "text/rss", "text/rss+xml", "application/x-rss+xml",
    "application/x.atom+xml",
  ]

  /// In page order, without repeats, at most 100.
  public static func of(
    _ page: [UInt8], contentType: String? = nil, base: String? = nil
  ) -> [Link] {
    page.withUnsafeBufferPointer { bytes in
      guard let text = try? DocumentText(bytes, contentType: contentType, isChecked: true) else {
        return []  // UTF-7, which no page is in.
      }
      return text.withBytes(of: bytes) { of(utf8: $0, base: base) }
    }
  }

  static func of(utf8 page: UnsafeBufferPointer<UInt8>, base: String?) -> [Link] {
    var links: [Link] = []
    var baseAddress = base.flatMap(BaseAddress.init)
    for tag in HTMLTags(page) {
      if tag.name == "base", let href = tag.attributes["href"] {
        let resolved = baseAddress?.resolving(plain(href).utf8) ?? Array(plain(href).utf8)
        baseAddress = BaseAddress(String(decoding: resolved, as: UTF8.self)) ?? baseAddress
      }
      guard tag.name == "link", let link = link(tag.attributes, base: baseAddress) else { continue }
      if !links.contains(where: { $0.url == link.url }) { links.append(link) }
      if links.count >= most { break }
    }
    return links
  }

  private static func link(_ attributes: [String: String], base: BaseAddress?) -> Link? {
    let relations = (attributes["rel"] ?? "").lowercased().split { $0 == " " || $0 == "\n" }
    let isFeed = relations.contains("feed")
    guard relations.contains("alternate") || isFeed, let href = attributes["href"] else {
      return nil
    }
    let type = (attributes["type"] ?? "").lowercased().prefix { $0 != ";" }
      .filter { $0 != " " }
    let address = plain(href)
    guard types.contains(type) || (isFeed && type.isEmpty), !address.isEmpty else { return nil }
    let url = base.map { String(decoding: $0.resolving(address.utf8), as: UTF8.self) } ?? address
    return Link(url: url, title: plain(attributes["title"] ?? ""), type: type)
  }

  /// An attribute's value with its references decoded, on one line.
  private static func plain(_ value: String) -> String {
    PlainText.oneLine(PlainText.field(Markup(value, .html)).text)
  }
}
