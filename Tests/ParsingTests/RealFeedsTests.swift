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

/// Every well-formed document reads the same through libxml2.
@Suite struct `A second opinion` {
  static let documents: [Claim] =
    (RSS.items + RSS.feeds + RSS.formats).filter { $0.contentType == nil }
  static let more: [Claim] = Atom.texts + Atom.links + Atom.rest + Atom.old + Atom.bases

  @Test(arguments: documents + more) func `agrees`(claim: Claim) throws {
    guard let second = SecondOpinion.of(claim.document, base: claim.base) else { return }

    let first = try FeedParser.parse(claim.document, base: claim.base)

    #expect(first.entries == second.entries)
    #expect(first.title == second.title)
    #expect(first.format == second.format)
  }

  @Test(
    .enabled(if: SharedFolder.bytes("feeds/real/MANIFEST.tsv") != nil),
    arguments: `Captured press feeds`.Row.all
  ) func `agrees on captured feeds`(row: `Captured press feeds`.Row) throws {
    let bytes = try #require(SharedFolder.bytes("feeds/real/" + row.file))
    guard let second = SecondOpinion.of(bytes, base: row.base) else { return }

    let first = try FeedParser.parse(bytes, base: row.base)

    #expect(first.entries.count == second.entries.count)
    let differing = zip(first.entries, second.entries).first { $0 != $1 }
    #expect(differing == nil)
  }
}
