import Foundation
import TestSupport
import Testing

@Suite(.turnstile) struct `Feeds that fail` {
  @Test func `garbage, nothing and 500 leave the others untouched and are named`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/good", rss("L’Otan à Tokyo"))
    bureau.server.on("/garbage") { $1.answer(200, ["Content-Type: text/xml"], "\u{1}\u{2}no feed") }
    bureau.server.on("/nothing") { $1.answer(200, ["Content-Type: text/xml"]) }
    bureau.server.on("/broken") { $1.answer(500) }
    try bureau.configure(feeds: ["/garbage", "/nothing", "/good", "/broken"])

    let ending = try await bureau.run("once")

    #expect(ending.code == 75)
    #expect(bureau.alerts.alerts.map(\.title) == ["L’Otan à Tokyo"])
    let lines = ending.errorLines
    #expect(lines.filter { $0.contains(bureau.server.url("/garbage")) }.count == 1, "\(lines)")
    #expect(lines.filter { $0.contains(bureau.server.url("/nothing")) }.count == 1, "\(lines)")
    let broken = lines.filter { $0.contains(bureau.server.url("/broken")) }
    #expect(broken.count == 1 && broken.first?.contains("500") == true, "\(lines)")
    #expect(lines.filter { $0.contains(bureau.server.url("/good")) } == [])
  }

  @Test func `a server that refuses connections is named with its reason`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/good", rss("L’Otan à Tokyo"))
    let gone = try ClosedPort()
    try bureau.configure(feeds: ["/good", gone.url("/feed")])

    let ending = try await bureau.run("once", "--json")

    #expect(ending.code == 75)
    #expect(ending.errorLines.filter { $0.contains(gone.url("/feed")) }.count == 1)
    #expect(ending.output.contains("\"failed\":1"))
    #expect(ending.output.contains("\"fetched\":1"))
  }

  @Test func `a failed poll forgets nothing`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss("L’Otan à Tokyo"))
    try bureau.configure(feeds: ["/feed"])
    _ = try await bureau.run("once")
    bureau.server.on("/feed") { $1.answer(200, [], "<html><body>maintenance") }
    _ = try await bureau.run("once")
    bureau.server.on("/feed") { $1.answer(200, [], rss("L’Otan à Tokyo")) }

    let ending = try await bureau.run("once")

    #expect(ending.code == 0)
    #expect(bureau.alerts.alerts.count == 1)
  }
}

@Suite(.turnstile) struct `Faults of a configuration` {
  @Test func `three faults are three places and exit code 78`() async throws {
    let folder = TemporaryFolder()
    try folder.write(
      """
      {
        "feeds": ["ftp://gazette.test/feed"],
        "watchlist": { "otan": ["Otan"] },
        "watchlists": { "alerts": ["Otan"] }
      }
      """, as: "config.json")

    let ending = try await Program.run(["check"], in: folder)

    #expect(ending.code == 78)
    #expect(ending.output == "")
    let lines = ending.errorLines
    #expect(lines.count == 3, "\(lines)")
    #expect(lines.allSatisfy { $0.contains(/^.*config\.json:[0-9]+:[0-9]+: ./) }, "\(lines)")
    #expect(lines.contains { $0.contains("config.json:2:13: ") }, "\(lines)")
    #expect(lines.contains { $0.contains("config.json:3:3: ") && $0.contains("watchlists") })
    #expect(lines.contains { $0.contains("config.json:4:19: ") }, "\(lines)")
  }

  @Test func `a fault inside a term is named at its place`() async throws {
    let folder = TemporaryFolder()
    try folder.write(
      """
      { "feeds": ["https://gazette.test/feed"],
        "watchlists": { "otan": ["Otan", "(Otan AND"] } }
      """, as: "config.json")

    let ending = try await Program.run(["check"], in: folder)

    #expect(ending.code == 78)
    #expect(ending.errors.contains("config.json:2:"), "\(ending.errors)")
  }

  @Test func `a warning of many terms is told of the first, and of all with --verbose`()
    async throws
  {
    let folder = TemporaryFolder()
    try folder.write(
      """
      { "feeds": ["https://gazette.test/feed"], "fetch": { "contact": "mailto:us@gazette.test" },
        "watchlists": { "names": { "any": ["de"], "file": "names.txt" } } }
      """, as: "config.json")
    try folder.write((1...13).map { "\"Vernon \($0)\"\n" }.joined(), as: "names.txt")

    let short = try await Program.run(["check"], in: folder)
    let long = try await Program.run(["check", "--verbose"], in: folder)

    #expect(short.code == 0 && long.code == 0)
    #expect(short.output == long.output)
    let lines = short.errorLines
    #expect(lines.count == 12, "\(lines)")
    #expect(lines[0].hasPrefix("warning: config.json:2:"), "\(lines)")
    #expect(lines[10].contains("names.txt:10:1: watchlist names: \"Vernon 10\" is quoted"))
    #expect(lines[11] == "warning: names.txt: 3 more like this; --verbose shows all", "\(lines)")
    #expect(long.errorLines.count { $0.contains(" is quoted: ") } == 13)
  }

  @Test(arguments: ["run", "once", "check"])
  func `a command that needs feeds refuses a file without them`(command: String) async throws {
    let folder = TemporaryFolder()
    try folder.write(#"{ "watchlists": { "otan": ["Otan"] } }"#, as: "config.json")

    let ending = try await Program.run([command], in: folder)

    #expect(ending.code == 78)
    #expect(ending.errors.contains("feeds"))
    #expect(ending.output == "")
  }
}
