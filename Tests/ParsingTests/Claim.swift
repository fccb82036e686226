import Model
import Parsing
import PlainText
import Testing

/// A minimal feed and one thing that must be read in it.
struct Claim: CustomTestStringConvertible, Sendable {
  var name: String
  var document: [UInt8]
  var contentType: String?
  var base: String?
  var field: String
  var expected: String

  var testDescription: String { name }

  init(
    _ name: String, _ document: String, _ field: String, _ expected: String,
    contentType: String? = nil, base: String? = nil
  ) {
    self.init(
      name, bytes: Array(document.utf8), field, expected, contentType: contentType, base: base)
  }

  init(
    _ name: String, bytes: [UInt8], _ field: String, _ expected: String,
    contentType: String? = nil, base: String? = nil
  ) {
    self.name = name
    document = bytes
    self.contentType = contentType
    self.base = base
    self.field = field
    self.expected = expected
  }

  /// What the parser makes of `field`; an error is its message.
  var found: String {
    do throws(FeedError) {
      let feed = try FeedParser.parse(document, contentType: contentType, base: base)
      if let entryField = field.split(separator: ".").last, field.hasPrefix("0.") {
        return feed.entries.first.map { Self.value(of: String(entryField), in: $0) } ?? "no entry"
      }
      return Self.value(of: field, in: feed)
    } catch {
      return error.message
    }
  }

  private static func value(of field: String, in feed: ParsedFeed) -> String {
    switch field {
    case "format": feed.format
    case "title": PlainText.field(feed.title).text
    case "description": PlainText.field(feed.description).text
    case "home": feed.homePageURL ?? ""
    case "self": feed.feedURL ?? ""
    case "language": feed.language ?? ""
    case "count": String(feed.entries.count)
    case "titles": feed.entries.map { PlainText.field($0.title).text }.joined(separator: "|")
    case "urls": feed.entries.map { $0.url ?? "" }.joined(separator: "|")
    case "recovered": String(!feed.warnings.isEmpty)
    case "warnings": feed.warnings.joined(separator: "|")
    case "whole": String(feed.isWhole)
    case "interval": feed.hints.interval.map { String($0.components.seconds) } ?? ""
    case "skipHours": feed.hints.skipHours.sorted().map(String.init).joined(separator: " ")
    case "skipDays": feed.hints.skipDays.sorted().map(String.init).joined(separator: " ")
    default: "no field \(field)"
    }
  }

  private static func value(of field: String, in entry: Entry) -> String {
    switch field {
    case "title": PlainText.field(entry.title).text
    case "summary": PlainText.field(entry.summary).text
    case "content": entry.content.source
    case "text": PlainText.field(entry.content).text
    case "kind": "\(entry.content.kind)"
    case "url": entry.url ?? ""
    case "id": entry.id ?? ""
    case "published": entry.published.map(RFC3339.format) ?? ""
    case "updated": entry.updated.map(RFC3339.format) ?? ""
    case "authors": entry.authors.joined(separator: "|")
    case "tags": entry.tags.joined(separator: "|")
    case "language": entry.language ?? ""
    case "attachments":
      entry.attachments.map { "\($0.url) \($0.type ?? "-") \($0.bytes.map(String.init) ?? "-")" }
        .joined(separator: "|")
    default: "no field \(field)"
    }
  }

  // MARK: Frames for the documents

  static func rss(_ item: String, channel: String = "", root: String = "") -> String {
    "<rss version=\"2.0\" \(root)><channel>\(channel)<item>\(item)</item></channel></rss>"
  }

  static func channel(_ inside: String, root: String = "") -> String {
    "<rss version=\"2.0\" \(root)><channel>\(inside)</channel></rss>"
  }

  static func rdf(_ item: String, channel: String = "", root: String = "") -> String {
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" \(root)>\
    <channel rdf:about="http://example.org/feed">\(channel)</channel>\
    <item rdf:about="http://example.org/1">\(item)</item></rdf:RDF>
    """
  }

  static func atom(_ entry: String, feed: String = "", root: String = "") -> String {
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" \(root)>\(feed)<entry>\(entry)</entry></feed>"
  }

  static func atom03(_ entry: String, feed: String = "") -> String {
    "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\">\(feed)<entry>\(entry)</entry></feed>"
  }

  static func json(_ item: String, feed: String = "") -> String {
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\"\(feed),\"items\":[{\(item)}]}"
  }
}

/// Namespace declarations for the frames.
enum Names {
  static let dc = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
  static let dcterms = "xmlns:dcterms=\"http://purl.org/dc/terms/\""
  static let content = "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
  static let media = "xmlns:media=\"http://search.yahoo.com/mrss/\""
  static let itunes = "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\""
  static let atom = "xmlns:atom=\"http://www.w3.org/2005/Atom\""
  static let sy = "xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\""
  static let xhtml = "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\""
}
