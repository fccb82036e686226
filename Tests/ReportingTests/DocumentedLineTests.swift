import Foundation
import Model
import Testing

@testable import Reporting

private let page: String = {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../docs/alert-lines.md")
  return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
}()

@Suite struct `The lines of alert-lines.md` {
  @Test func `the JSON line is what is written`() {
    #expect(page.contains("\n" + jsonLine(sampleAlert())))
  }

  @Test func `the line for people is what is written`() {
    #expect(page.contains(withoutTime(textLine(sampleAlert()))))
  }

  @Test func `the line with a hit outside the title is what is written`() {
    var alert = sampleAlert()
    alert.seq = 1042
    alert.title = "Un sommet historique"
    alert.hits = [
      ReportedHit(
        hit: Hit(term: "Nato", field: .content, text: "Nato", start: 90, end: 94),
        excerpt: "…le sommet de la Nato à Vilnius…")
    ]

    #expect(page.contains(withoutTime(textLine(alert))))
  }

  @Test(arguments: [
    (Int64(5), CoverageEvent.Kind.recovered(since: Timestamp(seconds: 1_795_367_051))),
    (6, .gone), (3, .gap(from: Timestamp(seconds: 0), to: Timestamp(seconds: 0))),
    (4, .failing(since: Timestamp(seconds: 0), error: "503")),
  ])
  func `the lines of coverage are what is written`(_ seq: Int64, _ kind: CoverageEvent.Kind) {
    var lines = AlertLines()
    lines.appendText(
      CoverageEvent(
        seq: seq, time: Timestamp(seconds: 1_795_453_451), feedName: "Le Monde",
        feedURL: "https://www.lemonde.fr/rss.xml", kind: kind))
    let line = lines.buffer.withBytes { String(decoding: $0, as: UTF8.self) }

    let words = withoutTimes(line)
    #expect(page.components(separatedBy: "\n").map { withoutTimes($0 + "\n") }.contains(words))
  }

  private func withoutTime(_ line: String) -> String { String(line.dropFirst(26)) }

  private func withoutTimes(_ line: String) -> String {
    line.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}/, with: "TIME")
  }
}
