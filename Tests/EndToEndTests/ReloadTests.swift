import Foundation
import TestSupport
import Testing

@Suite(.turnstile) struct `Editing a configuration` {
  private let bureau: Bureau

  init() throws {
    bureau = try Bureau()
    bureau.server.serve("/first", rss("L’Otan à Tokyo"))
    bureau.server.serve(
      "/second", rss([Article("a", "L’Otan à Paris"), Article("b", "La météo")]))
    try bureau.configure(feeds: ["/first"], every: "1h")
  }

  private func end(_ program: Program) async throws {
    program.send(SIGTERM)
    #expect(try await program.ending().code == 0)
    #expect(bureau.alerts.doubles == [])
    #expect(bureau.alerts.malformed == [])
  }

  @Test func `a feed that is added is asked at once, with its backfill; the others wait on`()
    async throws
  {
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 1)

    try bureau.configure(feeds: ["/first", "/second"], every: "1h")

    try await bureau.alerts(reach: 2)
    try await program.says("feeds: +1 −0")
    #expect(bureau.server.requests("/first").count == 1)
    #expect(bureau.server.requests("/second").count == 1)
    try await end(program)
  }

  @Test func `an editor that replaces the file is noticed`() async throws {
    let program = try await bureau.watch()
    let other = try Bureau.edited(bureau, feeds: ["/first", "/second"])

    #expect(rename(other, bureau.folder.file("config.json")) == 0)

    try await bureau.alerts(reach: 2)
    try await end(program)
  }

  @Test func `links that are exchanged as Kubernetes does are noticed`() async throws {
    let files = FileManager.default
    for (version, feeds) in [("..1", ["/first"]), ("..2", ["/first", "/second"])] {
      try files.createDirectory(
        atPath: bureau.folder.file(version), withIntermediateDirectories: true)
      try bureau.configure(
        feeds: feeds, every: "1h",
        more: """
          "alerts": { "directory": "\(bureau.alertFolder)" },
          "state": "\(bureau.folder.file("guetteur.db"))"
          """)
      rename(bureau.folder.file("config.json"), bureau.folder.file(version + "/config.json"))
    }
    symlink("..1", bureau.folder.file("..data"))
    symlink("..data/config.json", bureau.folder.file("config.json"))
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 1)

    symlink("..2", bureau.folder.file("..new"))
    rename(bureau.folder.file("..new"), bureau.folder.file("..data"))

    try await bureau.alerts(reach: 2)
    try await end(program)
  }

  @Test func `SIGHUP reads again, and says when nothing has changed`() async throws {
    let program = try await bureau.watch()

    program.send(SIGHUP)

    try await program.says("has not changed")
    try await end(program)
  }

  @Test func `a faulty edit changes nothing and every fault is told with its place`()
    async throws
  {
    try bureau.configure(feeds: ["/first"], every: "1s")
    let program = try await bureau.watch()
    let before = text(of: bureau.folder.file("config.json"))
    try bureau.folder.write(
      before.replacingOccurrences(of: "\"every\": \"1s\"", with: "\"every\": \"often\"")
        .replacingOccurrences(of: "\"watchlists\"", with: "\"watchlist\""), as: "config.json")

    try await program.says("stays in force")

    let errors = program.errors.split(separator: "\n")
    #expect(errors.contains { $0.contains("config.json:3:") }, "\(errors)")
    #expect(errors.contains { $0.contains("config.json:5:") }, "\(errors)")
    let asked = bureau.server.requests("/first").count
    try await eventually("it is asked on") { bureau.server.requests("/first").count > asked + 1 }
    try bureau.configure(feeds: ["/first", "/second"], every: "1s")
    try await bureau.alerts(reach: 2)
    try await end(program)
  }

  @Test func `a storm of edits ends with the last one`() async throws {
    let program = try await bureau.watch()

    for round in 0..<60 {
      try bureau.configure(
        feeds: round == 59 ? ["/first", "/second"] : ["/first"],
        watchlists: "{ \"otan\": [\"Otan\", \"mot\(round)\"] }", every: "1h")
    }

    try await bureau.alerts(reach: 2)
    try await program.says("+1 −0")
    #expect(program.errors.components(separatedBy: "reloaded").count < 20)
    #expect(bureau.server.requests("/first").count == 1)
    try await end(program)
  }

  @Test func `a watchlist that is changed applies to what is seen afterwards`() async throws {
    try bureau.configure(
      feeds: ["/second"], watchlists: #"{ "otan": ["Otan"] }"#, every: "1s")
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 1)

    try bureau.configure(
      feeds: ["/second"], watchlists: #"{ "otan": ["Otan"], "temps": ["météo"] }"#, every: "1s")
    try await program.says("watchlist temps: new")
    bureau.server.serve(
      "/second",
      rss([
        Article("a", "L’Otan à Paris"), Article("b", "La météo"), Article("c", "Météo et Otan"),
      ]))

    try await bureau.alerts(reach: 3)
    try await end(program)
    let found = Set(bureau.alerts.alerts.map { "\($0.watchlist) \($0.id)" })
    #expect(found == ["otan a", "otan c", "temps c"])
  }

  @Test func `a file of terms is watched too`() async throws {
    try bureau.folder.write("# Alliance\nOtan\n", as: "terms.txt")
    try bureau.configure(
      feeds: ["/second"], watchlists: #"{ "liste": { "file": "terms.txt" } }"#, every: "1s")
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 1)

    try bureau.folder.write("# Alliance\nOtan\nBruxelles\n", as: "terms.txt")
    try await program.says("watchlist liste: +1 −0 terms")
    bureau.server.serve("/second", rss([Article("d", "À Bruxelles")]))

    try await bureau.alerts(reach: 2)
    try await end(program)
  }

  @Test func `a configuration that vanishes and returns is taken when it is back`() async throws {
    let program = try await bureau.watch()
    unlink(bureau.folder.file("config.json"))
    await elapse(.milliseconds(300))
    #expect(!program.hasEnded)

    try bureau.configure(feeds: ["/first", "/second"], every: "1h")

    try await bureau.alerts(reach: 2)
    try await end(program)
  }

  @Test func `a feed that is removed is asked no more`() async throws {
    try bureau.configure(feeds: ["/first", "/second"])
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 2)

    try bureau.configure(feeds: ["/first"])
    try await program.says("feeds: +0 −1")

    let (first, second) = (
      bureau.server.requests("/first").count, bureau.server.requests("/second").count
    )
    try await eventually("the other is asked on") {
      bureau.server.requests("/first").count >= first + 2
    }
    #expect(bureau.server.requests("/second").count <= second + 1)
    try await end(program)
  }

  @Test func `SIGTERM in a storm of edits ends it`() async throws {
    let program = try await bureau.watch()
    for round in 0..<20 {
      try bureau.configure(feeds: ["/first"], watchlists: "{ \"w\(round)\": [\"Otan\"] }")
      program.send(SIGHUP)
    }

    program.send(SIGTERM)

    #expect(try await program.ending(within: Patience.bound(.seconds(5))).code == 0)
  }
}

extension Bureau {
  /// The path of an edited copy beside the configuration.
  fileprivate static func edited(_ bureau: Bureau, feeds: [String]) throws -> String {
    let path = bureau.folder.file("config.json")
    let old = text(of: path)
    try bureau.configure(feeds: feeds, every: "1h")
    let new = text(of: path)
    try bureau.folder.write(old, as: "config.json")
    return try bureau.folder.write(new, as: "config.json~")
  }
}
