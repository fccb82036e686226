import Foundation
import Model
import TestSupport
import Testing

/// Three weeks of a small press: a full-text feed, one of headlines only, one in English.
struct SmallPress {
  let bureau: Bureau

  init(watchlists: String) throws {
    bureau = try Bureau()
    try bureau.configure(
      feeds: [
        #"{ "url": "https://a.example/rss", "name": "Plein", "every": "7d" }"#,
        #"{ "url": "https://b.example/rss", "name": "Titres", "every": "7d", "tags": ["court"] }"#,
        #"{ "url": "https://c.example/rss", "name": "English", "every": "7d" }"#,
      ], watchlists: watchlists)
    var ledger = PastLedger(in: bureau.folder)
    for day in 0..<21 {
      let ago = Duration.seconds(PastLedger.dayLength * Int64(21 - day))
      try ledger.poll(
        ago, (0..<20).map { Self.full(day, $0) }, feed: "https://a.example/rss")
      try ledger.poll(
        ago, (0..<10).map { PastLedger.Item(title: "Le gouvernement \(day)-\($0)") },
        feed: "https://b.example/rss")
      try ledger.poll(
        ago,
        (0..<10).map {
          PastLedger.Item(
            title: "NATO \($0 == 3 && day > 15 ? "summit" : "day") \(day)",
            summary: "a minister speaks",
            language: "en")
        }, feed: "https://c.example/rss")
    }
    try ledger.tidy()
  }

  private static func full(_ day: Int, _ number: Int) -> PastLedger.Item {
    let tail = number == 4 ? "La mer de Chine, et le sommet de l’Otan." : ""
    return PastLedger.Item(
      title: "Titre \(day)-\(number)",
      content: "Le gouvernement parle. " + PastLedger.prose(400, seed: day * 50 + number) + tail)
  }
}

@Suite(.turnstile) struct `Terms tried on an archive` {
  private func warnings(
    _ watchlists: String, limit: String = "100"
  ) async throws -> [String] {
    let press = try SmallPress(watchlists: watchlists)
    let ending = try await Program.run(
      ["check", "--archive", "30d", "--limit", limit], in: press.bureau.folder)
    #expect(ending.code == 0)
    // What `check` says of terms without an archive is left out.
    return ending.errorLines.filter { $0.hasPrefix("warning: ") && !$0.contains(" hides in ") }
  }

  @Test func `a term that never hit is told, with its place and how many entries it had`()
    async throws
  {
    let lines = try await warnings(#"{ "otan": ["Otan", "missile"] }"#)

    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("warning: config.json:") == true, "\(lines)")
    #expect(
      lines.first?.hasSuffix(
        "watchlist otan: «missile» never hit in 840 entries of the archive") == true, "\(lines)")
  }

  @Test func `a term whose every hit is another's is told`() async throws {
    let lines = try await warnings(#"{ "w": ["Otan", "sommet ET Otan"] }"#)

    #expect(lines.count == 1)
    #expect(
      lines.first?.contains(
        "«sommet ET Otan» adds nothing: each of its 21 hits is one of «Otan» too")
        == true, "\(lines)")
  }

  @Test func `a watchlist that fires too often is told`() async throws {
    let lines = try await warnings(#"{ "w": ["NATO"] }"#, limit: "5")

    #expect(lines.contains { $0.contains("watchlist w: it would have fired 10 times a day") })
  }

  @Test func `a common word of one of the languages is told`() async throws {
    let lines = try await warnings(#"{ "w": ["gouvernement", "minister"] }"#)

    #expect(lines.contains { $0.contains("«gouvernement» is a common word in 'fr'") }, "\(lines)")
    #expect(lines.contains { $0.contains("«minister» is a common word in 'en'") }, "\(lines)")
  }

  @Test func `a NEAR over feeds of headlines only is told, and not one over full texts`()
    async throws
  {
    let lines = try await warnings(
      """
      { "court": { "any": ["mer NEAR/3 Chine"], "feeds": ["#court"] },
        "corps": { "any": ["mer NEAR/3 Chine"], "feeds": ["#court"], "fields": ["content"] },
        "long": ["mer NEAR/3 Chine"] }
      """)

    #expect(lines.count == 2)
    #expect(
      lines.first?.contains(
        "«mer NEAR/3 Chine» never hit in 210 entries of the archive; most of them are headlines "
          + "only, where NEAR has little to find") == true, "\(lines)")
    #expect(
      lines.last?.hasSuffix("where NEAR cannot hold in summary or content") == true, "\(lines)")
  }

  @Test func `a watchlist whose feeds brought nothing is told as that`() async throws {
    let lines = try await warnings(
      #"{ "w": { "any": ["Otan"], "languages": ["de"] } }"#)

    #expect(
      lines.first?.hasSuffix("never hit: no entry of the archive is of its feeds and languages")
        == true, "\(lines)")
  }

  @Test func `sound watchlists are not warned of, those that name another neither`() async throws {
    let lines = try await warnings(
      #"{ "otan": ["Otan", "summit"], "mer": ["mer NEAR/3 Chine ET list:otan"] }"#)

    #expect(lines == [])
  }
}

@Suite(.turnstile) struct `A watchlist that names another` {
  @Test(arguments: [
    ["backtest", "--watchlist", "mer", "--list"], ["backtest", "--term", "list:otan", "--list"],
    ["search", "list:otan"],
  ]) func `is read by every command that takes it alone`(command: [String]) async throws {
    let press = try SmallPress(
      watchlists: #"{ "otan": ["Otan"], "mer": ["Chine ET list:otan"] }"#)

    let ending = try await Program.run(command, in: press.bureau.folder)

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("https://press.example/"), "\(ending.output)")
  }

  @Test func `is explained alone`() async throws {
    let press = try SmallPress(
      watchlists: #"{ "otan": ["Otan"], "mer": ["Chine ET list:otan"] }"#)

    let ending = try await press.bureau.run(
      "why", "https://press.example/5", "--watchlist", "mer")

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("[mer] holds"), "\(ending.output)")
    #expect(!ending.output.contains("[otan]"), "\(ending.output)")
  }
}

@Suite(.turnstile, .enabled(if: RealFeeds.folder != nil, "no folder of real feeds"))
struct `Terms tried on real feeds` {
  @Test func `say nothing that is not so`() async throws {
    let bureau = try Bureau()
    let folder = try #require(RealFeeds.folder)
    let names = try RealFeeds.names(in: folder)
    for name in names {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      bureau.server.serve("/" + name, type: "application/xml", Array(data))
    }
    try bureau.configure(
      feeds: names.map { "/" + $0 },
      watchlists: """
        { "otan": ["Otan", "NATO", "traité NEAR/5 atlantique"], "ukraine": ["Ukraine", "Kyiv", "Kiev"],
          "cyber": ["cybersécurité", "ransomware", "cyber*"], "japon": ["Japan", "日本", "Tokyo"],
          "zzz": ["xylophonistique"] }
        """)
    _ = try await bureau.run("once", "--quiet")

    let ending = try await bureau.run("check", "--archive", "30d")

    #expect(ending.code == 0)
    for line in ending.errorLines where line.contains(" never hit in ") {
      let term = String(line.split(separator: "«")[1].split(separator: "»")[0])
      #expect(try await bureau.run("search", term, "--count").output == "0\n", "\(line)")
    }
    #expect(ending.errors.contains("«xylophonistique» never hit in "))
    #expect(!ending.errors.contains("common word"), "\(ending.errors)")
    #expect(ending.errors.contains("too young to say how often"), "\(ending.errors)")
    #expect(!ending.errors.contains("would have fired"), "\(ending.errors)")
  }
}
