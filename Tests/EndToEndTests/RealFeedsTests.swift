import Foundation
import TestSupport
import Testing

/// Feeds as the press serves them, from a folder that may stand beside this one.
enum RealFeeds {
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment["GUETTEUR_SHARED"]
    let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared").standardizedFileURL.path
    let folder = (environment ?? beside) + "/feeds/real"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { !$0.hasSuffix(".tsv") }.sorted()
  }

  /// What an independent script finds in them: `FILE<TAB>WATCHLIST<TAB>IDENTITY`.
  static func naiveReading(of folder: String) throws -> Set<String> {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("naive_reading.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Set(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  static let watchlists = """
    { "otan": ["Otan", "NATO"], "ukraine": ["Ukraine"], "cyber": ["cybersécurité"],
      "japon": ["Japan", "日本"] }
    """
}

@Suite(.turnstile, .enabled(if: RealFeeds.folder != nil, "no folder of real feeds"))
struct `Real feeds` {
  let bureau: Bureau
  let names: [String]

  init() throws {
    bureau = try Bureau()
    let folder = try #require(RealFeeds.folder)
    names = try RealFeeds.names(in: folder)
    for name in names {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      bureau.server.serve("/" + name, type: "application/xml", Array(data))
    }
    try bureau.configure(feeds: names.map { "/" + $0 }, watchlists: RealFeeds.watchlists)
  }

  /// `FILE<TAB>WATCHLIST<TAB>IDENTITY` of each alert in the log.
  private func found() -> [String] {
    bureau.alerts.alerts.map { alert in
      let identity = [alert.id, alert.url, alert.title].first { !$0.isEmpty } ?? ""
      let file = alert.feed.split(separator: "/").last.map(String.init) ?? ""
      let words = identity.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return "\(file)\t\(alert.watchlist)\t\(words)"
    }
  }

  @Test func `once reports exactly what a naive reading finds`() async throws {
    let expected = try RealFeeds.naiveReading(of: try #require(RealFeeds.folder))

    let ending = try await bureau.run("once")

    #expect(ending.code == 0, "\(ending.errors)")
    let found = found()
    #expect(Set(found).subtracting(expected).sorted() == [], "reported, and not in the reading")
    #expect(expected.subtracting(found).sorted() == [], "in the reading, and not reported")
    #expect(found.count == Set(found).count)
    #expect(bureau.alerts.malformed == [])
  }

  @Test func `a second once reports nothing and downloads no body`() async throws {
    _ = try await bureau.run("once")
    let alerts = bureau.alerts.alerts.count
    let asked = bureau.server.requests().count

    let ending = try await bureau.run("once", "--json")

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("\"alerts\":0"), "\(ending.output)")
    #expect(ending.output.contains("\"not_modified\":\(names.count - 1)"), "\(ending.output)")
    #expect(bureau.alerts.alerts.count == alerts)
    let again = bureau.server.requests().dropFirst(asked)
    #expect(again.count == names.count)
    // This document ends before its root does: what is missing may come under the same validator.
    #expect(again.filter { $0["If-None-Match"] == nil }.map(\.path) == ["/osm-pl-cut-off.rss"])
  }

  @Test func `run killed in the middle and started again gives each alert once`() async throws {
    let expected = try RealFeeds.naiveReading(of: try #require(RealFeeds.folder))
    let first = try await bureau.watch()
    try await eventually("half of the feeds are asked", watching: bureau.alertFolder) {
      bureau.server.requests().count >= names.count / 2
    }

    try await first.kill()
    let second = try await bureau.watch()

    try await bureau.alerts(reach: expected.count)
    try await eventually("every feed is asked") {
      Set(bureau.server.requests().map(\.path)).count == names.count
    }
    second.send(SIGTERM)
    #expect(try await second.ending().code == 0)
    #expect(found().sorted() == expected.sorted())
    #expect(bureau.alerts.doubles == [])
    #expect(bureau.alerts.missing == [])
  }
}
