import Foundation
import TestSupport
import Testing

/// A command line, what it finds and how it ends.
struct CommandLineCase: Sendable, CustomTestStringConvertible {
  var arguments: [String]
  var code: Int32
  /// Stands on stderr.
  var says: String
  var input: String?
  var environment: [String: String] = [:]

  init(
    _ arguments: [String], _ code: Int32, _ says: String, input: String? = nil,
    environment: [String: String] = [:]
  ) {
    self.arguments = arguments
    self.code = code
    self.says = says
    self.input = input
    self.environment = environment
  }

  var testDescription: String { "guetteur \(arguments.joined(separator: " ")) → \(code)" }

  static let failing = [
    CommandLineCase([], 64, "no command"),
    CommandLineCase(["frobnicate"], 64, "frobnicate"),
    CommandLineCase(["--frobnicate"], 64, "--frobnicate"),
    CommandLineCase(["once", "--frobnicate"], 64, "--frobnicate"),
    CommandLineCase(["once", "extra"], 64, "once"),
    CommandLineCase(["once", "--json=yes"], 64, "--json"),
    CommandLineCase(["check", "--config"], 64, "--config"),
    CommandLineCase(["check", "--color", "mauve"], 64, "mauve"),
    CommandLineCase(["parse"], 64, "parse"),
    CommandLineCase(["parse", "a", "b"], 64, "parse"),
    CommandLineCase(["parse", "absent.xml"], 74, "absent.xml"),
    CommandLineCase(["parse", "."], 74, "."),
    CommandLineCase(["parse", "-"], 65, "standard input", input: "no feed"),
    CommandLineCase(["parse", "-"], 65, "standard input", input: ""),
    CommandLineCase(
      ["parse", "-"], 65, "standard input", input: "<html><body>Bonjour</body></html>"),
    CommandLineCase(["check"], 78, "config.json"),
    CommandLineCase(["check", "--config", "absent.json"], 78, "absent.json"),
    CommandLineCase(["run", "--config", "absent.json"], 78, "absent.json"),
    CommandLineCase(["once", "--config", "absent.json"], 78, "absent.json"),
    CommandLineCase(["match", "--config", "absent.json", "Otan"], 78, "absent.json"),
    CommandLineCase(["check", "--config", "."], 74, "."),
    CommandLineCase(["check"], 78, "other.json", environment: ["GUETTEUR_CONFIG": "other.json"]),
    CommandLineCase(
      ["match", "--config", "lists.json"], 65, "standard input:1:", input: "{ no JSON\n"),
    CommandLineCase(
      ["match", "--config", "lists.json"], 65, "standard input:2:",
      input: #"{"title":"Otan"}"# + "\n[]\n"),
    CommandLineCase(
      ["match", "--config", "lists.json"], 65, "title", input: #"{"title":7}"# + "\n"),
  ]
}

@Suite(.turnstile) struct `Exit codes` {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write(#"{ "watchlists": { "otan": ["Otan"] } }"#, as: "lists.json")
  }

  @Test(arguments: CommandLineCase.failing)
  func `a command that fails says why and prints no data`(line: CommandLineCase) async throws {
    let ending = try await Program.run(
      line.arguments, in: folder, input: line.input, environment: line.environment)

    #expect(ending.code == line.code, "\(ending.errors)")
    #expect(ending.errors.contains(line.says), "\(ending.errors)")
    #expect(ending.output == "")
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["run", "--help"], ["once", "-h"], ["check", "--help"],
    ["parse", "--help"], ["match", "--help"],
  ])
  func `help and version are data`(arguments: [String]) async throws {
    let ending = try await Program.run(arguments, in: folder)

    #expect(ending.code == 0)
    #expect(ending.output.contains("uetteur"))
    #expect(ending.errors == "")
  }

  @Test func `a ledger that is no database is 65 and stays as it is`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss("Otan"))
    try bureau.configure(feeds: ["/feed"])
    try bureau.folder.write("these are my notes, not your ledger\n", as: "guetteur.db")

    let ending = try await bureau.run("once")

    #expect(ending.code == 65)
    #expect(ending.errors.contains("guetteur.db"))
    #expect(ending.output == "")
    #expect(text(of: bureau.folder.file("guetteur.db")) == "these are my notes, not your ledger\n")
  }

  /// Offsets in the header, and in the roots of the tables of entries and of alerts.
  @Test(arguments: [100, 16384, 40960])
  func `a ledger damaged at some byte is 65 with the way out`(offset: Int) async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss((0..<400).map { Article("\($0)", "Otan \($0)") }))
    try bureau.configure(feeds: ["/feed"])
    _ = try await bureau.run("once")
    let ledger = bureau.folder.file("guetteur.db")
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: ledger))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: Data(repeating: 0xA5, count: 3000))
    try file.close()

    let ending = try await bureau.run("once")

    #expect(ending.code == 65, "\(ending.errors)")
    #expect(ending.errors.contains("guetteur.db"))
    #expect(bureau.alerts.alerts.count == 400)
  }

  @Test func `a second process on one ledger is 69, by whatever path`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss("Otan"))
    try bureau.configure(feeds: ["/feed"])
    let first = try await bureau.watch()
    try FileManager.default.createSymbolicLink(
      atPath: bureau.folder.file("link.db"), withDestinationPath: bureau.folder.file("guetteur.db"))
    try bureau.configure(feeds: ["/feed"], more: #""state": "link.db""#)

    let ending = try await bureau.run("once", within: .seconds(45))

    #expect(ending.code == 69, "\(ending.errors)")
    #expect(ending.errors.contains("db"))
    #expect(ending.output == "")
    #expect(!first.hasEnded)
  }

  @Test func `a ledger that cannot be made is 73`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss("Otan"))
    try bureau.configure(feeds: ["/feed"], more: #""state": "nowhere/deep/guetteur.db""#)

    let ending = try await bureau.run("once")

    #expect(ending.code == 73 || ending.code == 78, "\(ending.errors)")
    #expect(ending.errors.contains("nowhere/deep"))
    #expect(ending.output == "")
  }

  @Test func `once whose logs cannot be made is 73 and says so`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss("Otan"))
    try bureau.configure(feeds: ["/feed"])
    try bureau.folder.write("in the way", as: "alerts")

    let ending = try await bureau.run("once")

    #expect(ending.code == 73 || ending.code == 74, "\(ending.errors)")
    #expect(ending.errors.contains("alerts"))
    #expect(ending.output == "")
  }

  @Test func `check names a log folder that cannot be written`() async throws {
    let bureau = try Bureau()
    try bureau.configure(feeds: ["/feed"])
    try bureau.folder.write("in the way", as: "alerts")

    let ending = try await bureau.run("check")

    #expect(ending.code == 78, "\(ending.errors)")
    #expect(ending.errors.contains("alerts"))
    #expect(ending.output == "")
  }

  @Test func `stdout that cannot be written is 74`() async throws {
    let ending = try await Program.run(["--help"], in: folder, prelude: "exec >/dev/full")

    #expect(ending.code == 74)
  }

  @Test func `once with --json prints one JSON object`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/feed", rss("Otan"))
    try bureau.configure(feeds: ["/feed"])

    let ending = try await bureau.run("once", "--json")

    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Int]
    #expect(
      object == [
        "feeds": 1, "fetched": 1, "not_modified": 0, "failed": 0, "entries": 1, "new_entries": 1,
        "alerts": 1,
      ])
    #expect(ending.code == 0)
  }
}
