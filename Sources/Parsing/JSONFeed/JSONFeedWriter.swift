import JSON
public import Model
import PlainText

/// A feed as one JSON Feed 1.1 object (https://www.jsonfeed.org/version/1.1/), as `parse` prints it.
public enum JSONFeedWriter {
  /// The object's text, without a final newline. Control and bidi characters are escaped; nothing
  /// in it can reach a terminal. `base` is the feed's own address, for a feed that names none.
  public static func text(of feed: ParsedFeed, base: String? = nil) -> String {
    String(decoding: bytes(of: feed, base: base), as: UTF8.self)
  }

  /// The same as bytes.
  public static func bytes(of feed: ParsedFeed, base: String? = nil) -> [UInt8] {
    var all: [UInt8] = []
    write(feed, base: base) {
      all += $0
      return true
    }
    return all
  }

  /// Bytes beyond which a piece is given away.
  private static let piece = 65536

  /// The same in pieces, so that a large feed is not held twice; false when `body` was false, which
  /// ends the writing.
  @discardableResult
  public static func write(
    _ feed: ParsedFeed, base: String? = nil, to body: ([UInt8]) -> Bool
  ) -> Bool {
    var writer = JSONWriter()
    begin(feed, base: base, to: &writer)
    for entry in feed.entries {
      write(entry, to: &writer)
      guard writer.bytes.count >= piece else { continue }
      guard body(writer.bytes) else { return false }
      writer.removeBytes()
    }
    writer.endArray()
    if !feed.warnings.isEmpty {
      writer.key("_guetteur")
      writer.beginObject()
      writer.member("recovered", true)
      writer.member("warnings", feed.warnings)
      writer.endObject()
    }
    writer.endObject()
    return body(writer.bytes)
  }

  private static func begin(_ feed: ParsedFeed, base: String?, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("version", "https://jsonfeed.org/version/1.1")
    writer.member("title", line(feed.title))
    if let url = feed.homePageURL { writer.member("home_page_url", url) }
    if let url = feed.feedURL ?? base { writer.member("feed_url", url) }
    let description = line(feed.description)
    if !description.isEmpty { writer.member("description", description) }
    if let language = feed.language { writer.member("language", language) }
    writer.key("items")
    writer.beginArray()
  }

  private static func write(_ entry: Entry, to writer: inout JSONWriter) {
    writer.beginObject()
    // JSON Feed wants an id: the address stands in for one.
    if let id = entry.id ?? entry.url { writer.member("id", id) }
    if let url = entry.url { writer.member("url", url) }
    let title = line(entry.title)
    if !title.isEmpty { writer.member("title", title) }
    let summary = PlainText.field(entry.summary).text
    if !summary.isEmpty { writer.member("summary", summary) }
    writeContent(entry.content, to: &writer)
    if let date = entry.published { writer.member("date_published", seconds(date)) }
    if let date = entry.updated { writer.member("date_modified", seconds(date)) }
    if !entry.authors.isEmpty {
      writer.key("authors")
      writer.beginArray()
      for name in entry.authors {
        writer.beginObject()
        writer.member("name", name)
        writer.endObject()
      }
      writer.endArray()
    }
    if !entry.tags.isEmpty { writer.member("tags", entry.tags) }
    if let language = entry.language { writer.member("language", language) }
    write(entry.attachments, to: &writer)
    writer.endObject()
  }

  /// JSON Feed wants one of the two in each item.
  private static func writeContent(_ content: Markup, to writer: inout JSONWriter) {
    switch content.kind {
    case .html: writer.member("content_html", content.source)
    case .untyped where PlainText.looksLikeHTML(content.source):
      writer.member("content_html", content.source)
    case .plain, .untyped: writer.member("content_text", content.source)
    }
  }

  private static func write(_ attachments: [Attachment], to writer: inout JSONWriter) {
    guard !attachments.isEmpty else { return }
    writer.key("attachments")
    writer.beginArray()
    for file in attachments {
      writer.beginObject()
      writer.member("url", file.url)
      writer.member("mime_type", file.type ?? "application/octet-stream")
      if let bytes = file.bytes { writer.member("size_in_bytes", bytes) }
      writer.endObject()
    }
    writer.endArray()
  }

  /// Feeds' fractions of a second tell nobody anything.
  private static func seconds(_ date: Timestamp) -> String {
    RFC3339.format(Timestamp(seconds: date.milliseconds / 1000))
  }

  /// Plain text with each run of blanks and line breaks as one space; no-break spaces stay.
  private static func line(_ markup: Markup) -> String {
    var out: [UInt8] = []
    for byte in PlainText.field(markup).text.utf8 {
      if !byte.isBlank {
        out.append(byte)
      } else if let last = out.last, last != 0x20 {
        out.append(0x20)
      }
    }
    if out.last == 0x20 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }
}
