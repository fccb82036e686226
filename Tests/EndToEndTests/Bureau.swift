import Foundation
import TestSupport

/// A folder with a configuration, a press server and what the program leaves there.
final class Bureau: Sendable {
  let folder: TemporaryFolder
  let server: PressServer

  init() throws {
    folder = TemporaryFolder()
    server = try PressServer()
  }

  /// Writes `config.json`; feeds are paths on the server, URLs, or entries in JSON.
  /// - Parameters:
  ///   - fetch: members of `fetch` beside those that let a test ask loopback often.
  ///   - more: further members of the configuration.
  @discardableResult
  func configure(
    feeds: [String], watchlists: String = #"{ "otan": ["Otan", "NATO"] }"#, every: String = "1s",
    fetch: String = #""timeout": "10s""#, more: String = ""
  ) throws -> String {
    let entries = feeds.map { feed in
      feed.hasPrefix("{")
        ? feed : #"{ "url": "\#(url(feed))", "every": "\#(every)", "name": "\#(name(of: feed))" }"#
    }
    return try folder.write(
      """
      {
        "feeds": [
          \(entries.joined(separator: ",\n    "))
        ],
        "watchlists": \(watchlists),
        "fetch": { "min_every": "1s", "host_delay": "0s", "per_host": 64, "backfill": "all",
                   "contact": "https://gazette.test/", "allow_private_addresses": true,
                   \(fetch) }\(more.isEmpty ? "" : ",\n  " + more)
      }

      """, as: "config.json")
  }

  func url(_ feed: String) -> String { feed.hasPrefix("/") ? server.url(feed) : feed }

  private func name(of feed: String) -> String {
    String(feed.drop { $0 == "/" }).replacingOccurrences(of: "\"", with: "")
  }

  /// Runs `guetteur ARGUMENTS` in the folder to its end.
  func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:],
    prelude: String? = nil, within limit: Duration = .seconds(60)
  ) async throws -> Program.Ending {
    try await Program.run(
      arguments, in: folder, input: input, environment: environment, prelude: prelude,
      within: limit)
  }

  /// Starts `guetteur run` and waits until it watches.
  func watch(prelude: String? = nil, environment: [String: String] = [:]) async throws -> Program {
    let program = try Program(
      ["run"], in: folder, environment: environment, prelude: prelude)
    if prelude?.contains("2>&-") != true { try await program.says("watching") }
    return program
  }

  // MARK: what it left

  var alertFolder: String { folder.file("alerts") }

  func log(_ name: String) -> String { text(of: alertFolder + "/" + name) }

  /// The lines of `alerts.jsonl` and its rotated neighbours, older ones first.
  var alerts: AlertLines { AlertLines(folder: alertFolder) }

  /// Waits until the alert log holds `count` alerts.
  func alerts(reach count: Int, within limit: Duration = .seconds(60)) async throws {
    try await eventually(
      "\(count) alerts; there are \(self.alerts.alerts.count)", within: limit,
      watching: alertFolder
    ) {
      self.alerts.alerts.count >= count
    }
  }
}

/// The whole of an alert log, rotated files included, read strictly.
struct AlertLines: Sendable {
  struct Line: Hashable, Sendable {
    var seq: Int
    var watchlist: String
    var id: String
    var title: String
    var url: String
    var feed: String
    var feedName: String
  }

  /// In the order of the files (by name, longest first) and of their lines.
  var alerts: [Line] = []
  /// Lines that are no JSON object with the members that always stand there.
  var malformed: [String] = []

  /// What was read of files before: the first so many bytes of a file are not read again.
  typealias Cache = Locked<[UInt64: (bytes: Int, lines: [Line])]>

  init(folder: String, named name: String = "alerts.jsonl", cache: Cache? = nil) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { $0 == name || $0.hasPrefix(name + ".") }
    for file in files.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
      read(folder + "/" + file, cache)
    }
  }

  private mutating func read(_ path: String, _ cache: Cache?) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    if !data.isEmpty && data.last != 0x0A { malformed.append("no newline at the end") }
    var status = stat()
    let inode = stat(path, &status) == 0 ? UInt64(status.st_ino) : 0
    let whole = (data.lastIndex(of: 0x0A) ?? -1) + 1
    var known: (bytes: Int, lines: [Line]) = (0, [])
    if let earlier = cache?.withLock({ $0[inode] }) { known = earlier }
    if known.bytes > whole { known = (0, []) }
    for line in data[known.bytes..<whole].split(separator: 0x0A) {
      if let line = Line(line) {
        known.lines.append(line)
      } else {
        malformed.append(String(decoding: line, as: UTF8.self))
      }
    }
    alerts += known.lines
    if malformed.isEmpty { cache?.withLock { $0[inode] = (whole, known.lines) } }
  }

  /// Numbers that stand more than once.
  var doubles: [Int] {
    var seen: Set<Int> = []
    return alerts.map(\.seq).filter { !seen.insert($0).inserted }
  }

  /// Numbers between the first and the last that stand nowhere.
  var missing: [Int] {
    let seqs = Set(alerts.map(\.seq))
    return (1...max(1, seqs.max() ?? 1)).filter { !seqs.isEmpty && !seqs.contains($0) }
  }
}

extension AlertLines.Line {
  /// nil when a member that always stands there does not.
  init?(_ line: Data) {
    guard
      let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
      let seq = object["seq"] as? Int, let watchlist = object["watchlist"] as? String,
      let id = object["id"] as? String, let title = object["title"] as? String,
      let url = object["url"] as? String, let feed = object["feed"] as? [String: Any],
      object["time"] is String, object["terms"] is [Any], object["hits"] is [Any]
    else { return nil }
    self.init(
      seq: seq, watchlist: watchlist, id: id, title: title, url: url,
      feed: feed["url"] as? String ?? "", feedName: feed["name"] as? String ?? "")
  }
}
