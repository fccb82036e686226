import Model
import PlainText

/// What a document that is no feed is, in words.
enum Refusal {
  /// Whether a document begins as an HTML page does.
  static func isPage(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    // Comments and processing instructions may come first.
    for _ in 0..<16 {
      while place < bytes.count, bytes[place].isBlank { place += 1 }
      let rest = UnsafeBufferPointer(rebasing: bytes[place...])
      if rest.hasPrefixLike("<!doctype html") || rest.hasPrefixLike("<html") { return true }
      let isSkipped = rest.hasPrefixLike("<!--") || rest.hasPrefixLike("<?")
      guard isSkipped, let end = rest.firstIndex(of: 0x3E) else { return false }
      place += end + 1
    }
    return false
  }

  /// An HTML page with its title and the feeds that it names.
  static func page(_ bytes: UnsafeBufferPointer<UInt8>, base: String?) -> FeedError {
    var what = "an HTML page"
    if let title = title(of: bytes) { what += ", titled «\(title)»" }
    let links = LinkedFeeds.of(utf8: bytes, base: base)
    if !links.isEmpty {
      what += "; it names these feeds: " + links.prefix(10).map(\.url).joined(separator: ", ")
      if links.count > 10 { what += ", and \(links.count - 10) more" }
    }
    return .notAFeed(what: safe(what))
  }

  /// Any other document, `root` being its first element.
  static func other(
    _ bytes: UnsafeBufferPointer<UInt8>, root: String?, base: String?
  ) -> FeedError {
    if let root {
      let name = root.lowercased()
      let isHTML = ["html", "head", "body", "div", "script", "meta", "title", "p", "br", "h1"]
      if isHTML.contains(name) { return page(bytes, base: base) }
      return .notAFeed(what: safe("XML with the root element <\(root)>"))
    }
    if bytes.prefix(4096).contains(0) { return .notAFeed(what: "binary data") }
    return .notAFeed(
      what: bytes.contains(0x3C) ? "a text with marks, but without a root" : "plain text")
  }

  /// What a document is by its first bytes, when it is no text.
  static func signature(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    signatures.first { bytes.starts(with: $0.0) }?.1
  }

  static func json(_ what: String) -> FeedError { .notAFeed(what: what) }

  private static let signatures: [([UInt8], String)] = [
    ([0x1F, 0x8B], "gzip-compressed data"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed data"),
    (Array("%PDF".utf8), "a PDF document"),
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
  ]

  private static func title(of page: UnsafeBufferPointer<UInt8>) -> String? {
    let tags = HTMLTags(page)
    for tag in HTMLTags(page) where tag.name == "title" {
      guard let end = tags.find(0x3C, from: tag.end) else { return nil }
      let text = String(decoding: page[tag.end..<end].prefix(2000), as: UTF8.self)
      let line = PlainText.oneLine(PlainText.field(Markup(text, .html)).text, limit: 120)
      return line.isEmpty ? nil : line
    }
    return nil
  }

  /// Nothing of the document may forge a line or reach the terminal: controls and direction marks
  /// become spaces.
  private static func safe(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        out.append(" ")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
