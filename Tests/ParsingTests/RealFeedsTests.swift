import Model
import PlainText
import TestSupport
import Testing

@testable import Parsing

@Suite(.enabled(if: SharedFolder.bytes("feeds/real/MANIFEST.tsv") != nil))
struct `Captured press feeds` {
  struct Row: CustomTestStringConvertible, Sendable {
    var file: String
    var items: ClosedRange<Int>
    var base: String?
    var title: String
    var link: String
    var date: String

    var testDescription: String { file }

    static let all: [Row] = {
      let bytes = SharedFolder.bytes("feeds/real/MANIFEST.tsv") ?? []
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
      return lines.compactMap { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count > 10 else { return nil }
        let counts = cells[5].split(separator: "-").compactMap { Int($0) }
        guard let first = counts.first, let last = counts.last else { return nil }
        return Row(
          file: cells[0], items: first...last, base: cells[7].isEmpty ? nil : cells[7],
          title: cells[8], link: cells[9], date: cells[10])
      }
    }()
  }

  @Test(arguments: Row.all) func `agree with their manifest`(row: Row) throws {
    let bytes = try #require(SharedFolder.bytes("feeds/real/" + row.file))

    let feed = try FeedParser.parse(bytes, contentType: nil, base: row.base)

    #expect(row.items.contains(feed.entries.count), "\(feed.entries.count) entries")
    let first = try #require(feed.entries.first)
    let title = PlainText.oneLine(PlainText.field(first.title).text)
    #expect(title == row.title.replacing("\u{A0}", with: " "))
    #expect(first.url ?? "" == row.link)
    let date =
      (first.published ?? first.updated).map {
        RFC3339.format(Timestamp(seconds: $0.milliseconds / 1000))
      } ?? ""
    #expect(date == row.date.replacing("~", with: ""))
  }
}

/// A well-formed document reads the same through libxml2 and through the tolerant reader.
@Suite struct `Both readers` {
  static let rss: [Claim] =
    (RSS.items + RSS.feeds + RSS.formats).filter { $0.contentType == nil }
  static let atom: [Claim] = Atom.texts + Atom.links + Atom.rest + Atom.old + Atom.bases

  @Test(arguments: rss + atom) func `give the same feed`(claim: Claim) throws {
    guard let strict = SecondOpinion.strict(claim.document, base: claim.base) else { return }

    let tolerant = try #require(SecondOpinion.tolerant(claim.document, base: claim.base))

    #expect(strict.entries == tolerant.entries)
    #expect(strict.title == tolerant.title)
    #expect(strict.description == tolerant.description)
    #expect(strict.format == tolerant.format)
  }

  @Test(
    .enabled(if: SharedFolder.bytes("feeds/real/MANIFEST.tsv") != nil),
    arguments: `Captured press feeds`.Row.all
  ) func `agree on captured feeds`(row: `Captured press feeds`.Row) throws {
    let bytes = try #require(SharedFolder.bytes("feeds/real/" + row.file))
    guard let strict = SecondOpinion.strict(bytes, base: row.base) else { return }

    let tolerant = try #require(SecondOpinion.tolerant(bytes, base: row.base))

    #expect(strict.entries.count == tolerant.entries.count)
    let differing = zip(strict.entries, tolerant.entries).first { $0 != $1 }
    #expect(differing == nil)
  }

  @Test(arguments: [
    ("a tag is not closed", "<rss><channel><item><title>A</channel></rss>"),
    ("an entity is not declared", "<rss><channel><title>&eacute;</title></channel></rss>"),
    ("text follows the root", "<rss><channel></channel></rss>junk"),
    ("the document declares entities", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"),
    ("declarations hide behind junk", "<?a > <b/?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"),
    ("a byte is no UTF-8", "<rss><channel><title>\u{1}</title></channel></rss>"),
  ]) func `leave a document to the tolerant one when`(what: String, document: String) {
    #expect(SecondOpinion.strict(Array(document.utf8)) == nil)
  }

  @Test(
    arguments: [[0xC1, 0x81], [0xE0, 0x81, 0x81], [0xF0, 0x80, 0x81, 0x81], [0xFF]] as [[UInt8]])
  func `let no bytes pass that are not UTF-8`(bad: [UInt8]) throws {
    let padding = Array(repeating: UInt8(ascii: "x"), count: 100)
    let start = Array("<rss><channel><item><title><![CDATA[".utf8) + padding
    let document = start + bad + Array("]]></title></item></channel></rss>".utf8)

    let feed = try FeedParser.parse(document)

    #expect(SecondOpinion.strict(document) == nil)
    #expect(feed.entries.first?.title.source.hasPrefix("xxx") == true)
  }

  @Test func `are not misled by a reader that is used again`() throws {
    let first = Claim.rss("<x:title>A</x:title>", root: "xmlns:x=\"http://purl.org/dc/terms/\"")
    let second = Claim.rss("<x:title>A</x:title>", root: "xmlns:x=\"urn:none\"")
    for _ in 0..<3 {
      #expect(SecondOpinion.strict(Array(first.utf8))?.entries.first?.title.source == "A")
      #expect(SecondOpinion.strict(Array("<rss><a></rss>".utf8)) == nil)
      #expect(SecondOpinion.strict(Array(second.utf8))?.entries.first?.title.source == "")
    }
  }
}
