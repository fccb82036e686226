import Foundation
import Model
import TestSupport
import Testing

/// What somebody writes who knows that analysts will look at it.
private struct Attack {
  static let title = "=Otan\u{1B}]0;owned\u{07}\u{1B}[31m\u{202E}rouge\u{2066}, \"non\"\u{9B}2J"
  let bureau: Bureau

  init() throws {
    bureau = try Bureau()
    try bureau.configure(
      feeds: [#"{ "url": "\#(PastLedger.feed)", "every": "7d" }"#],
      watchlists: #"{ "otan": ["Otan"] }"#)
    var ledger = PastLedger(in: bureau.folder)
    try ledger.poll(
      .seconds(3600),
      [PastLedger.Item(title: Self.title, content: "Otan \u{1B}[2J\u{202E} fin")])
  }
}

@Suite(.turnstile) struct `A title with control characters` {
  @Test(arguments: [
    ["search", "Otan"], ["search", "Otan", "--color", "always"], ["search", "Otan", "--json"],
    ["search", "Otan", "--by", "feed"], ["backtest"], ["backtest", "--color", "always"],
    ["backtest", "--list"], ["backtest", "--json"], ["why", "https://press.example/1"],
    ["why", "https://press.example/1", "--verbose"],
  ]) func `does nothing to the terminal`(command: [String]) async throws {
    let attack = try Attack()

    let ending = try await Program.run(command, in: attack.bureau.folder)

    #expect(ending.code == 0)
    #expect(!ending.output.isEmpty)
    for text in [ending.output, ending.errors] {
      #expect(!text.contains("\u{1B}]0"))
      #expect(!text.contains("\u{1B}[2J"))
      #expect(!text.unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x07 })
      if !command.contains("--json") && !command.contains("--list") {
        #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
        #expect(!text.unicodeScalars.contains { (0x2066...0x2069).contains($0.value) })
      }
    }
  }
}

@Suite(.turnstile) struct `The past for programs` {
  /// `jq` and spreadsheets are not at hand: Foundation and Python's `csv` stand for them.
  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func `is JSON with the members that the page names`() async throws {
    let attack = try Attack()

    let search = try objects(try await attack.bureau.run("search", "Otan", "--json").output)
    let count = try objects(
      try await attack.bureau.run("search", "Otan", "--json", "--count").output)
    let days = try objects(
      try await attack.bureau.run("search", "Otan", "--json", "--by", "day").output)
    let list = try objects(try await attack.bureau.run("backtest", "--list").output)
    let report = try objects(try await attack.bureau.run("backtest", "--json").output)

    #expect(
      search.first?.keys.sorted() == [
        "feed", "hits", "id", "language", "terms", "time", "title", "url",
      ])
    #expect(search.first?["title"] as? String == Attack.title)
    #expect(count.first?["entries"] as? Int == 1)
    #expect(days.first?.keys.sorted() == ["day", "entries"])
    #expect(
      list.first?.keys.sorted() == ["feed", "id", "time", "title", "url", "watchlist"])
    #expect(
      report.first?.keys.sorted() == [
        "archive_begins", "caveats", "entries", "lost_entries", "pruned_entries", "since", "until",
        "watchlists",
      ])
  }

  @Test func `is exported as CSV that is read back, and as JSON Feed`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/a.json", type: "application/feed+json", feed)
    try bureau.configure(feeds: ["/a.json"])
    _ = try await bureau.run("once", "--quiet")

    let csv = try await bureau.run("export", "--alerts", "--since", "2h").output
    let json = try await bureau.run("export", "--alerts", "--format", "json").output
    let none = try await bureau.run("export", "--alerts", "--watchlist", "nobody")
    let parsed = try await bureau.run("parse", "-", input: json)
    let rows = try await rows(ofCSV: csv)

    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.count == 11 })
    #expect(rows.last?[8] == "'=HYPERLINK(\"https://x.example\";\"Otan\"),  suite")
    #expect(csv.hasSuffix("\r\n") && !csv.replacing("\r\n", with: "").contains("\n"))
    let feed = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
    let item = try #require((feed["items"] as? [[String: Any]])?.first)
    #expect(item["id"] is String && item["content_text"] is String)
    #expect(parsed.code == 0 && parsed.output.contains("\"id\":\"guetteur:1\""))
    #expect(none.errors.contains("no watchlist is called 'nobody'"))
  }

  private var feed: String {
    #"""
    { "version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [
      { "id": "1", "url": "https://x.example/1", "content_text": "Otan",
        "title": "=HYPERLINK(\"https://x.example\";\"Otan\"),\n suite" } ] }
    """#
  }

  private func rows(ofCSV text: String) async throws -> [[String]] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import csv,io,json,sys;print(json.dumps(list(csv.reader(io.StringIO(sys.argv[1],newline='')))))",
      text,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try #require(try JSONSerialization.jsonObject(with: output) as? [[String]])
  }
}

@Suite(.turnstile) struct `The past beside a daemon` {
  @Test func `is read while the daemon goes on writing`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/a.xml", rss([Article("1", "L’Otan 1")]))
    try bureau.configure(feeds: ["/a.xml"])
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 1)

    let first = try await bureau.run("backtest", "--list")
    bureau.server.serve("/a.xml", rss([Article("1", "L’Otan 1"), Article("2", "L’Otan 2")]))
    try await bureau.alerts(reach: 2)
    let second = try await bureau.run("backtest", "--list")

    #expect(first.code == 0 && first.output.split(separator: "\n").count == 1)
    #expect(second.code == 0 && second.output.split(separator: "\n").count == 2)
    program.send(SIGTERM)
    #expect(try await program.ending().code == 0)
  }

  @Test func `interrupted says how far it came, and prints what it has`() async throws {
    let bureau = try Bureau()
    // One expression that is slow, over enough texts to be interrupted in the middle.
    try bureau.configure(
      feeds: [#"{ "url": "\#(PastLedger.feed)", "every": "7d" }"#],
      watchlists: #"{ "slow": ["/(b|co|di|fé|gra|jou)+zz[a-z]*(x|y)$/", "sommet"] }"#)
    var ledger = PastLedger(in: bureau.folder)
    for day in 0..<20 {
      try ledger.poll(
        .seconds(PastLedger.dayLength * Int64(25 - day)),
        (0..<60).map {
          PastLedger.Item(
            title: "sommet \($0)", content: PastLedger.prose(8_000, seed: day * 100 + $0))
        })
    }
    try ledger.tidy()
    let program = try Program(["backtest", "--json"], in: bureau.folder)
    try await eventually("it reads the archive") { program.catchesInterrupt }

    program.send(SIGINT)
    let ending = try await program.ending()

    #expect(ending.code == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    // A quick machine may have come to the end.
    let entries = report["entries"] as? Int ?? 0
    #expect((report["interrupted_at"] != nil) == (entries < 1200))
    #expect(ending.errors.contains("interrupted at") == (entries < 1200), "\(ending.errors)")
  }

  @Test func `an unknown feed is told`() async throws {
    let attack = try Attack()

    let ending = try await attack.bureau.run("search", "Otan", "--feed", "nobody", "--count")

    #expect(ending.output == "0\n")
    #expect(ending.errors.contains("no configured feed is 'nobody'"))
  }
}

extension Program {
  /// Whether it has come to where SIGINT is a wish to stop. The shell that becomes it catches SIGINT
  /// too, and dies of it.
  var catchesInterrupt: Bool {
    guard text(of: "/proc/\(pid)/comm") == "guetteur\n" else { return false }
    let line = text(of: "/proc/\(pid)/status").split(separator: "\n").first {
      $0.hasPrefix("SigCgt:")
    }
    let mask = line?.split(whereSeparator: \.isWhitespace).last.flatMap { UInt64($0, radix: 16) }
    return (mask ?? 0) & 1 << UInt64(SIGINT - 1) != 0
  }
}
