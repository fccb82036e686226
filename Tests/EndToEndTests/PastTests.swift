import Foundation
import TestSupport
import Testing

@Suite struct `The past` {
  private func bureau() async throws -> Bureau {
    let bureau = try Bureau()
    bureau.server.serve(
      "/a.xml",
      """
      <rss version="2.0"><channel><title>A</title>
      <item><guid>1</guid><link>https://x.example/1</link><title>L’Otan à Tokyo</title></item>
      <item><guid>2</guid><link>https://x.example/2</link><title>Botanique</title></item>
      </channel></rss>
      """)
    try bureau.configure(feeds: ["/a.xml"])
    _ = try await bureau.run("once", "--quiet")
    return bureau
  }

  @Test func `is searched, counted and told`() async throws {
    let bureau = try await bureau()

    let found = try await bureau.run("search", "Tokyo")
    let count = try await bureau.run("search", "Tokyo OU botanique", "--count")
    let none = try await bureau.run("search", "missile", "--json")

    #expect(found.output.contains("a.xml: L’Otan à «Tokyo» — https://x.example/1"))
    #expect(count.output == "2\n")
    #expect(none.output == "" && none.code == 0)
  }

  @Test func `lists as many alerts as the log has`() async throws {
    let bureau = try await bureau()

    let list = try await bureau.run("backtest", "--list")
    let term = try await bureau.run("backtest", "--term", "botanique")

    #expect(list.output.split(separator: "\n").count == bureau.alerts.alerts.count)
    #expect(term.output.contains("botanique  1 alert, "))
  }

  @Test func `says why an entry was reported, was not, or was never seen`() async throws {
    let bureau = try await bureau()

    let reported = try await bureau.run("why", "http://x.example/1")
    let silent = try await bureau.run("why", "https://x.example/2")
    let unseen = try await bureau.run("why", "https://x.example/3")
    let numbered = try await bureau.run("why", "1")
    let unknown = try await bureau.run("why", "99")

    #expect(reported.output.contains("reported by otan as #1"))
    for found in [reported, silent, numbered] {
      #expect(found.output.contains("first seen") && !found.output.contains("has forgotten"))
    }
    #expect(silent.output.contains("headline only: title"))
    #expect(silent.output.contains("[otan] does not hold"))
    #expect(unseen.output.contains("never seen in any feed"))
    #expect(numbered.output.contains("L’Otan à Tokyo"))
    #expect(unknown.code == 65 && unknown.output == "")
  }

  @Test(arguments: [
    ["search", "Otan ("], ["search", "Otan", "--by", "week"],
    ["search", "Otan", "--since", "soon"],
    ["backtest", "--term", "Otan", "--against", "x.json"], ["backtest", "--watchlist", "nobody"],
    ["backtest", "--since", "1h", "--until", "2h"],
  ]) func `a wrong command line is told, and prints nothing`(arguments: [String]) async throws {
    let bureau = try await bureau()

    let ending = try await Program.run(arguments, in: bureau.folder)

    #expect(ending.code == 64)
    #expect(ending.output == "")
    #expect(!ending.errors.isEmpty)
  }
}
