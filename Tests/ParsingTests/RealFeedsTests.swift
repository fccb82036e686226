import Model
import Parsing
import PlainText
import TestSupport
import Testing

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
