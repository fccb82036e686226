import Foundation
import Model
import TestSupport
import Testing

@testable import Reporting

func sampleAlert() -> Alert {
  Alert(
    seq: 1041, time: Timestamp(milliseconds: 1_795_453_451_123), watchlist: "otan",
    terms: ["Otan"], feedName: "Courrier international",
    feedURL: "https://www.courrierinternational.com/feed/all/rss.xml", id: "id-1",
    url: "https://www.courrierinternational.com/article/1",
    title: "L’Otan va ouvrir à Tokyo son premier bureau de liaison en Asie",
    published: Timestamp(seconds: 1_683_191_520), language: "fr", authors: ["Ève Dupont"],
    hits: [
      ReportedHit(
        hit: Hit(term: "Otan", field: .title, text: "Otan", start: 2, end: 6),
        excerpt: "L’Otan va ouvrir à Tokyo son premier bureau…")
    ])
}

func jsonLine(_ alert: Alert) -> String {
  var lines = AlertLines()
  lines.appendJSON(alert)
  return lines.buffer.withBytes { String(decoding: $0, as: UTF8.self) }
}

func textLine(_ alert: Alert) -> String {
  var lines = AlertLines()
  lines.appendText(alert)
  return lines.buffer.withBytes { String(decoding: $0, as: UTF8.self) }
}

/// What no line may hold raw, its own newline excepted.
func isSafe(_ line: String) -> Bool {
  !line.dropLast().unicodeScalars.contains { scalar in
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

@Suite struct `Alert lines` {
  @Test func `an alert as JSON`() {
    let expected = """
      {"seq":1041,"time":"2026-11-23T17:04:11.123Z","watchlist":"otan","terms":["Otan"],\
      "feed":{"name":"Courrier international",\
      "url":"https://www.courrierinternational.com/feed/all/rss.xml"},\
      "id":"id-1","url":"https://www.courrierinternational.com/article/1",\
      "title":"L’Otan va ouvrir à Tokyo son premier bureau de liaison en Asie",\
      "published":"2023-05-04T09:12:00Z","language":"fr","authors":["Ève Dupont"],\
      "hits":[{"term":"Otan","field":"title","text":"Otan","start":2,"end":6,\
      "excerpt":"L’Otan va ouvrir à Tokyo son premier bureau…"}]}

      """
    #expect(jsonLine(sampleAlert()) == expected)
  }

  @Test func `alerts of one second differ in their milliseconds`() {
    var alert = sampleAlert()
    var lines = AlertLines()
    for milliseconds in [1_795_453_451_123, 1_795_453_451_007, 1_795_453_452_000, -1, -2] as [Int64]
    {
      alert.time = Timestamp(milliseconds: milliseconds)
      lines.appendJSON(alert)
    }
    let text = lines.buffer.withBytes { String(decoding: $0, as: UTF8.self) }

    #expect(
      text.matches(of: /"time":"([^"]*)"/).map { String($0.output.1) } == [
        "2026-11-23T17:04:11.123Z", "2026-11-23T17:04:11.007Z", "2026-11-23T17:04:12.000Z",
        "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.998Z",
      ])
  }

  @Test func `what a feed does not give is empty or left out`() {
    var alert = sampleAlert()
    alert.id = ""
    alert.url = ""
    alert.title = ""
    alert.published = nil
    alert.language = nil
    alert.authors = []

    let line = jsonLine(alert)

    #expect(line.contains(#""id":"","url":"","title":"","hits":["#))
    #expect(!line.contains("published"))
  }

  @Test func `the same alert for people`() throws {
    let line = textLine(sampleAlert())

    let expected = /2026-11-2\d \d\d:\d\d:11 [+-]\d{4} \[otan\] Courrier international: (.*)\n/
    let rest = try #require(try expected.wholeMatch(in: line)).output.1
    #expect(
      rest == """
        L’«Otan» va ouvrir à Tokyo son premier bureau de liaison en Asie — \
        https://www.courrierinternational.com/article/1 #1041
        """)
  }

  @Test func `hits elsewhere are shown by their surroundings`() {
    var alert = sampleAlert()
    alert.hits[0] = ReportedHit(
      hit: Hit(term: "Nato", field: .content, text: "Nato", start: 90, end: 94),
      excerpt: "…le sommet de la Nato à Vilnius…")

    #expect(
      textLine(alert).contains(
        "bureau de liaison en Asie | …le sommet de la «Nato» à Vilnius… — https://"))
  }

  @Test func `overlapping hits are marked as one`() {
    var alert = sampleAlert()
    alert.title = "mer de Chine"
    alert.hits = [(0, 6), (4, 12)].map { start, end in
      ReportedHit(
        hit: Hit(term: "t", field: .title, text: "", start: start, end: end), excerpt: "")
    }

    #expect(textLine(alert).contains(": «mer de Chine» — "))
  }

  @Test(arguments: [(-1, 3), (3, 2), (0, 9_999), (Int.min, Int.max), (5, 5)])
  func `a hit with impossible offsets is not marked`(_ start: Int, _ end: Int) {
    var alert = sampleAlert()
    alert.hits[0].hit.start = start
    alert.hits[0].hit.end = end
    alert.hits[0].excerpt = ""

    #expect(textLine(alert).contains(": L’Otan va ouvrir"))
  }

  @Test(arguments: [
    "a\nb", "a\r\nb", "\u{1b}[31mrouge", "\u{7}", "\u{0}", "\u{9b}31m", "\u{202e}gnp.exe",
    "\u{2066}x\u{2069}", "\u{2028}{\"seq\":1}", "\u{2029}", "\u{85}x", "\u{200f}عربي", "\u{61c}",
    "\"},{\"seq\":9", "\\", "\\u0000", "’’’’’’’’’«»", "日本語", "\u{7f}", "éééé\u{9b}ééé", "e\u{301}",
    "😀\u{200d}😀",
  ])
  func `nothing that a feed says forges a line or reaches a terminal`(_ text: String) throws {
    var alert = sampleAlert()
    alert.title = text + " " + text
    alert.id = text
    alert.url = text
    alert.feedName = text
    alert.authors = [text]
    alert.hits[0].hit.text = text
    alert.hits[0].excerpt = text

    let (json, people) = (jsonLine(alert), textLine(alert))

    #expect(isSafe(json) && isSafe(people))
    #expect(json.utf8.filter { $0 == 10 }.count == 1)
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(read?["title"] as? String == alert.title)
    #expect(read?["id"] as? String == text)
    let number = Array(people.utf8.dropLast()).withUnsafeBytes { LineNumber.ofText($0) }
    #expect(number == 1041)
  }

  @Test func `fuzzed titles come back whole`() throws {
    var generator = SystemRandomNumberGenerator()
    let alphabet: [Unicode.Scalar] = [
      "a", "é", "\"", "\\", "\n", "\u{1b}", "\u{2028}", "\u{202e}", "界", "😀", "\u{85}", "’", "{",
    ]
    for _ in 0..<2000 {
      var alert = sampleAlert()
      alert.title = ""
      for _ in 0..<Int.random(in: 0..<40, using: &generator) {
        alert.title.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "a")
      }
      alert.hits[0].hit.end = Int.random(in: 0..<30, using: &generator)
      let line = jsonLine(alert)
      let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(read?["title"] as? String == alert.title)
      #expect(isSafe(line) && isSafe(textLine(alert)))
    }
  }

  @Test(arguments: ["x", "\u{1b}", "界", "\""])
  func `a line is at most 64 KiB, and says that it was cut`(_ filler: String) throws {
    var alert = sampleAlert()
    let long = String(repeating: filler, count: 60_000)
    alert.title = long
    alert.id = long
    alert.url = long
    alert.feedName = long
    alert.feedURL = long
    alert.watchlist = long
    alert.terms = Array(repeating: long, count: 50)
    alert.authors = alert.terms
    alert.hits = Array(
      repeating: ReportedHit(
        hit: Hit(term: long, field: .content, text: long, start: 0, end: 1), excerpt: long),
      count: 50)

    let line = jsonLine(alert)

    #expect(line.utf8.count <= 65_536)
    #expect(line.hasSuffix("],\"cut\":true}\n"))
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect((read?["title"] as? String)?.hasSuffix("…") == true)
    #expect(textLine(alert).utf8.count <= 65_536)
  }

  @Test func `coverage for people`() {
    var lines = AlertLines()
    lines.appendText(
      CoverageEvent(
        seq: 12, time: Timestamp(seconds: 1_700_000_000), feedName: "Le Monde\n",
        feedURL: "https://x.org/", kind: .failing(since: Timestamp(seconds: 0), error: "TLS\u{1b}"))
    )
    let line = lines.buffer.withBytes { String(decoding: $0, as: UTF8.self) }

    #expect(line.contains(" failing Le Monde : nothing could be read since "))
    #expect(line.hasSuffix(": TLS\u{FFFD} — https://x.org/ #12\n"))
    #expect(isSafe(line))
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (-1, "1969-12-31T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    (-62_135_596_800, "0001-01-01T00:00:00Z"), (1_709_251_199, "2024-02-29T23:59:59Z"),
  ])
  func `dates are RFC 3339`(_ seconds: Int64, _ text: String) {
    var alert = sampleAlert()
    alert.published = Timestamp(seconds: seconds)

    #expect(jsonLine(alert).contains("\"published\":\"\(text)\""))
  }

  @Test(arguments: [Int64.min, Int64.max, 253_402_300_800_000, -999_999_999_999_999])
  func `a date that RFC 3339 cannot say is left out`(_ milliseconds: Int64) {
    var alert = sampleAlert()
    alert.published = Timestamp(milliseconds: milliseconds)

    #expect(!jsonLine(alert).contains("published"))
  }

  @Test(arguments: [Int64.min, Int64.max, -1])
  func `an impossible time does not stop the program`(_ milliseconds: Int64) {
    var alert = sampleAlert()
    alert.time = Timestamp(milliseconds: milliseconds)

    #expect(jsonLine(alert).hasSuffix("}\n"))
    #expect(textLine(alert).hasSuffix("#1041\n"))
  }

  @Test(arguments: [
    ("{\"seq\":1041,\"time\":\"x\"}", Int64?.some(1041)), ("{\"seq\":1041", nil), ("{}", nil),
    ("{\"seq\":,}", nil), ("{\"seq\":99999999999999999999999,}", nil), ("", nil),
  ])
  func `the number of a JSON line`(_ line: String, _ number: Int64?) {
    #expect(Array(line.utf8).withUnsafeBytes { LineNumber.ofJSON($0) } == number)
  }

  @Test(arguments: [
    ("2026 — https://x/#3 #1041", Int64?.some(1041)), ("a #1041x", nil), ("a #", nil),
    ("#1041", nil), ("a#1041", nil), ("", nil),
  ])
  func `the number of a line for people`(_ line: String, _ number: Int64?) {
    #expect(Array(line.utf8).withUnsafeBytes { LineNumber.ofText($0) } == number)
  }
}
