import Foundation
import Model
import TestSupport
import Testing

@Suite(.turnstile) struct `An archive that is not whole` {
  static let commands = [
    ["search", "sommet"], ["search", "sommet", "--count"], ["search", "sommet", "--by", "day"],
    ["backtest"], ["backtest", "--list"], ["backtest", "--json"], ["check", "--archive", "30d"],
  ]

  @Test(arguments: commands) func `says what a damaged page takes away`(command: [String])
    async throws
  {
    let archive = try SixDays()
    try archive.ledger.damage(page: 2)

    let ending = try await Program.run(command, in: archive.bureau.folder)

    #expect(ending.code == 0)
    #expect(ending.errors.contains("entries seen at"), "\(ending.errors)")
    #expect(ending.errors.contains("are damaged and were not read"), "\(ending.errors)")
    #expect(!ending.output.isEmpty)
  }

  @Test(arguments: commands) func `says what a page that is gone takes away`(command: [String])
    async throws
  {
    let archive = try SixDays()
    try archive.ledger.removePage(2)

    let ending = try await Program.run(command, in: archive.bureau.folder)

    #expect(ending.code == 0)
    #expect(ending.errors.contains("are missing from the archive"), "\(ending.errors)")
    #expect(!ending.output.isEmpty)
  }

  @Test(arguments: commands) func `says what was pruned`(command: [String]) async throws {
    let archive = try SixDays()
    try archive.ledger.tidy(maxBytes: 200_000)

    let ending = try await Program.run(command, in: archive.bureau.folder)

    #expect(ending.code == 0)
    #expect(ending.errors.contains("the archive begins at"), "\(ending.errors)")
    #expect(ending.errors.contains("older entries have been pruned"), "\(ending.errors)")
  }

  @Test func `is counted in the JSON of a backtest`() async throws {
    let archive = try SixDays()
    try archive.ledger.damage(page: 4)
    try archive.ledger.tidy(maxBytes: 200_000)

    let output = try await archive.bureau.run("backtest", "--json").output
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])

    #expect((report["pruned_entries"] as? Int ?? 0) > 0)
    #expect((report["lost_entries"] as? Int ?? 0) > 0)
    #expect((report["caveats"] as? [String])?.count == 2)
  }

  @Test func `tells why of the entries that a damaged page held`() async throws {
    let archive = try SixDays()
    try archive.ledger.damage(page: 2)

    let ending = try await archive.bureau.run("why", SixDays.page(ofSummit: 2))

    #expect(ending.output.contains("first seen"))
    #expect(ending.output.contains("its text cannot be read"), "\(ending.output)")
    #expect(ending.output.contains("a page of the archive is damaged: "))
  }

  @Test func `tells why of an entry whose text is missing or pruned`() async throws {
    let archive = try SixDays()
    try archive.ledger.removePage(2)
    let missing = try await archive.bureau.run("why", SixDays.page(ofSummit: 2)).output
    let unseen = try await archive.bureau.run("why", "https://press.example/nothing").output
    try archive.ledger.tidy(maxBytes: 200_000)
    let pruned = try await archive.bureau.run("why", SixDays.page(ofSummit: 0)).output

    #expect(missing.contains("its text is missing from the archive, which begins at"), "\(missing)")
    #expect(unseen.contains("never seen in any feed"))
    #expect(unseen.contains("are missing from the archive"), "\(unseen)")
    #expect(pruned.contains("its text is not kept any more: the archive begins at"), "\(pruned)")
  }

  @Test func `is told at reload`() async throws {
    let archive = try SixDays(lastDay: 1)
    try archive.ledger.damage(page: 4)
    let program = try await archive.bureau.watch()

    try archive.configure(#"{ "otan": ["titre"] }"#)

    try await program.says("watchlist otan: over the last 7 days it would have gained")
    try await program.says("are damaged and were not read")
    program.send(SIGTERM)
    #expect(try await program.ending().code == 0)
  }

  @Test func `of an older program is told, and what to do`() async throws {
    let archive = try SixDays()
    try archive.ledger.execute("PRAGMA user_version = 1")

    let ending = try await archive.bureau.run("search", "sommet")

    #expect(ending.code == 65)
    #expect(ending.output == "")
    #expect(ending.errors.contains("guetteur.db"), "\(ending.errors)")
  }

  @Test func `that is empty is told`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/a.xml", rss([Article("a", "Rien")]))
    try bureau.configure(feeds: ["/a.xml"], more: #""archive": { "keep": "0s" }"#)
    _ = try await bureau.run("once", "--quiet")

    for command in Self.commands {
      let ending = try await Program.run(command, in: bureau.folder)
      #expect(ending.code == 0)
      #expect(ending.errors.contains("the archive is empty"), "\(command): \(ending.errors)")
    }
  }
}

/// Six days of press, a page of the archive each; one entry a day is about the summit.
struct SixDays {
  let bureau: Bureau
  let ledger: PastLedger

  /// - Parameter lastDay: how many days ago the last one was.
  init(lastDay: Int64 = 15) throws {
    bureau = try Bureau()
    var ledger = PastLedger(in: bureau.folder)
    for day in 0..<6 {
      let items = (0..<100).map { number in
        PastLedger.Item(
          title: number == 50 ? "Le sommet du jour \(day)" : "Titre \(number)",
          content: PastLedger.prose(2_000, seed: day * 1000 + number))
      }
      try ledger.poll(.seconds(PastLedger.dayLength * (lastDay + 5 - Int64(day))), items)
      try ledger.tidy()
    }
    self.ledger = ledger
    try configure(#"{ "otan": ["sommet"] }"#)
  }

  func configure(_ watchlists: String) throws {
    // A feed that is not asked while a test looks.
    try bureau.configure(
      feeds: [#"{ "url": "\#(PastLedger.feed)", "every": "7d" }"#], watchlists: watchlists)
  }

  static func page(ofSummit day: Int) -> String { "https://press.example/\(day * 100 + 51)" }
}
