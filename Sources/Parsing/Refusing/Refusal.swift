import Model
import PlainText

/// Finds out what a document is that is no feed.
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
    let links = LinkedFeeds.of(utf8: bytes, base: base)
    return .notAFeed(
      .page(
        title: title(of: bytes).map(safe), feeds: links.prefix(10).map { safe($0.url) },
        more: max(0, links.count - 10)))
  }

  /// Any other document, `root` being its first element.
  static func other(
    _ bytes: UnsafeBufferPointer<UInt8>, root: String?, base: String?
  ) -> FeedError {
    if let root {
      let name = root.lowercased()
      let isHTML = ["html", "head", "body", "div", "script", "meta", "title", "p", "br", "h1"]
      if isHTML.contains(name) { return page(bytes, base: base) }
      return .notAFeed(.xml(root: safe(root)))
    }
    if bytes.prefix(4096).contains(0) { return .notAFeed(.binary(.unknown)) }
    return .notAFeed(bytes.contains(0x3C) ? .markup : .plainText)
  }

  /// What a document is by its first bytes, when it is no text.
  static func signature(of bytes: UnsafeBufferPointer<UInt8>) -> ForeignDocument.Binary? {
    signatures.first { bytes.starts(with: $0.0) }?.1
  }

  private static let signatures: [([UInt8], ForeignDocument.Binary)] = [
    ([0x1F, 0x8B], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
    (Array("%PDF".utf8), .pdf),
    (Array("PK\u{3}\u{4}".utf8), .zip),
    ([0x89, 0x50, 0x4E, 0x47], .png),
    ([0xFF, 0xD8, 0xFF], .jpeg),
    (Array("GIF8".utf8), .gif),
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
