import Model
import Testing

@testable import guetteur

@Suite struct `An alert on a terminal` {
  private let alert = Alert(
    seq: 12, time: Timestamp(seconds: 0), watchlist: "otan", terms: ["Otan"],
    feedName: "Courrier\u{1B}[2J", feedURL: "https://example.org/feed", id: "1",
    url: "https://example.org/é\u{1B}\\x", title: "L’Otan va ouvrir",
    hits: [
      ReportedHit(
        hit: Hit(term: "Otan", field: .title, text: "Otan", start: 2, end: 6),
        excerpt: "L’Otan va ouvrir")
    ])

  @Test func `hits are highlighted, and the title is a link`() {
    let text = shown(links: true)

    #expect(text.contains("\u{1B}]8;;https://example.org/%C3%A9%1B\\x\u{1B}\\"))
    #expect(text.contains("L’\u{1B}[1;30;43mOtan\u{1B}[0m va ouvrir"))
    #expect(text.hasSuffix("\u{1B}]8;;\u{1B}\\\n"))
  }

  @Test func `without links the address stands below`() {
    let text = shown(links: false)

    #expect(!text.contains("]8;;"))
    #expect(text.contains("https://example.org/é\u{FFFD}\\x"))
  }

  @Test func `what a feed says does not reach the terminal`() {
    #expect(shown(links: false).contains("Courrier\u{FFFD}[2J"))
  }

  @Test func `lines are broken by columns, wide characters counting two`() {
    var alert = alert
    alert.title = "北大西洋条約機構は東京に"
    alert.hits[0].hit = Hit(term: "北大西洋条約機構", field: .title, text: "北大西洋条約機構", start: 0, end: 8)

    let lines = MarkedText(title: alert).wrapped(to: 10)

    #expect(lines.map { $0.map(\.text).joined() } == ["北大西洋条", "約機構は東", "京に"])
    #expect(lines[1] == [.init(text: "約機構", isHit: true), .init(text: "は東", isHit: false)])
  }

  @Test func `words stay whole where they can`() {
    var alert = alert
    alert.title = "un deux trois quatre"
    alert.hits = []

    let lines = MarkedText(title: alert).wrapped(to: 9)

    #expect(lines.map { $0.map(\.text).joined() } == ["un deux", "trois", "quatre"])
  }

  @Test(arguments: [
    (["TERM": "xterm-256color"], false), (["VTE_VERSION": "7200"], true),
    (["VTE_VERSION": "4601"], false), (["TERM": "xterm-kitty"], true),
    (["TERM_PROGRAM": "vscode"], true), (["FORCE_HYPERLINK": "0", "VTE_VERSION": "7200"], false),
  ])
  func `links are for terminals that know them`(environment: [String: String], known: Bool) {
    #expect(AlertStyle.knowsLinks(environment) == known)
  }

  private func shown(links: Bool) -> String {
    var bytes: [UInt8] = []
    AlertStyle(.styled, columns: 80, links: links)
      .append(NumberedAlert(alert: alert), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
