import Foundation
import TestSupport
import Testing

/// `guetteur feeds`, read as a script would and as a person would.
@Suite struct `The list of feeds` {
  private struct Row: Decodable {
    var name: String
    var state: String
    var nextReason: String
    var nextPoll: String?
    var lastError: String
    var entries: Int
    var alerts: Int
    var failures: Int
  }

  private func rows(_ bureau: Bureau, _ arguments: String...) async throws -> [Row] {
    let ending = try await Program.run(["feeds", "--json"] + arguments, in: bureau.folder)
    #expect(ending.code == 0)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try ending.output.split(separator: "\n").map {
      try decoder.decode(Row.self, from: Data($0.utf8))
    }
  }

  private static let rss = """
    <rss version="2.0"><channel><title>Gazette</title>
    <item><guid>1</guid><title>L’Otan à Tokyo</title></item>
    <item><guid>2</guid><title>Botanique</title></item></channel></rss>
    """

  @Test func `tells what came of each, those in trouble first`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/a.xml", Self.rss)
    bureau.server.on("/b.xml") { $1.answer(410) }
    bureau.server.on("/c.xml") { $1.answer(404) }
    try bureau.configure(feeds: ["/a.xml", "/b.xml", "/c.xml"], every: "10m")
    _ = try await bureau.run("once", "--quiet")

    let rows = try await rows(bureau)
    let failing = try await self.rows(bureau, "--failing")

    #expect(rows.map(\.name) == ["b.xml", "c.xml", "a.xml"])
    #expect(rows.map(\.state) == ["gone", "failing", "ok"])
    #expect(rows.map(\.failures) == [1, 1, 0])
    #expect(rows[1].lastError == "HTTP 404")
    #expect(rows[2].entries == 2 && rows[2].alerts == 1)
    #expect(rows[2].nextReason == "every 10m, as configured")
    #expect(failing.map(\.name) == ["b.xml", "c.xml"])
    let table = try await bureau.run("feeds")
    let told = table.output.split(separator: "\n")
    #expect(told[1].hasSuffix("  410: gone, not asked any more (`once` asks again)"))
    #expect(told[2].hasSuffix("  HTTP 404"))

    try bureau.configure(feeds: [
      #"{ "url": "\#(bureau.server.url("/b.xml"))", "name": "b.xml", "enabled": false }"#, "/c.xml",
      "/a.xml",
    ])
    let off = try await self.rows(bureau)
    #expect(off.map(\.name) == ["c.xml", "a.xml", "b.xml"])
    #expect(off[2].state == "disabled")
    #expect(try await self.rows(bureau, "--failing").map(\.name) == ["c.xml"])
  }

  @Test func `says of each feed of a host that the host asks to wait`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/a.xml", Self.rss)
    try bureau.configure(feeds: ["/a.xml"], every: "10m")
    _ = try await bureau.run("once", "--quiet")
    bureau.server.on("/b.xml") { $1.answer(429, ["Retry-After: 3600"]) }
    try bureau.configure(feeds: ["/b.xml", "/a.xml"], every: "10m")
    _ = try await bureau.run("once", "--quiet")

    let rows = try await rows(bureau)
    let table = try await bureau.run("feeds")

    #expect(rows.map(\.name) == ["b.xml", "a.xml"])
    #expect(rows.map(\.state) == ["failing", "held"])
    #expect(rows.allSatisfy { $0.nextReason.hasPrefix("429, host asks to wait until ") })
    #expect(rows[0].nextPoll == rows[1].nextPoll)
    let told = table.output.split(separator: "\n").filter {
      $0.contains("429, host asks to wait until ")
    }
    #expect(told.count == 2)

    let again = try await bureau.run("once")

    #expect(again.output.contains("2 feeds: 0 read, 0 not modified, 0 failed, 2 not asked"))
    #expect(again.errors.contains("a.xml \(bureau.server.url("/a.xml")): not asked: 429"))
  }

  @Test func `names feeds as they call themselves, and strips what could reach a terminal`()
    async throws
  {
    let bureau = try Bureau()
    bureau.server.serve(
      "/a.xml",
      """
      <rss version="2.0"><channel><title>Ga\u{202E}zette&#x9b;31m</title>
      <item><guid>1</guid><title>x</title></item></channel></rss>
      """)
    try bureau.configure(feeds: [#"{ "url": "\#(bureau.server.url("/a.xml"))" }"#])
    _ = try await bureau.run("once", "--quiet")

    let ending = try await bureau.run("feeds")

    #expect(ending.output.contains("zette"))
    #expect(!ending.output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9b}" })
  }

  @Test func `is empty when nothing is in trouble`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/a.xml", Self.rss)
    try bureau.configure(feeds: ["/a.xml"])
    _ = try await bureau.run("once", "--quiet")

    let ending = try await bureau.run("feeds", "--failing")

    #expect(ending.output == "no feed is in trouble\n")
  }

  @Test func `needs a ledger, and says so`() async throws {
    let bureau = try Bureau()
    try bureau.configure(feeds: ["/a.xml"])

    let ending = try await bureau.run("feeds")

    #expect(ending.code == 74)
    #expect(ending.output == "")
    #expect(ending.errors.contains("guetteur.db"))
  }
}
