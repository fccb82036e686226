import Foundation
import TestSupport
import Testing

@Suite(.turnstile) struct `A storm of kill -9` {
  enum Moment: CaseIterable, Sendable { case any, log, state, answer }

  @Test(.timeLimit(.minutes(Patience.isLong ? 30 : 10)))
  func `loses nothing, repeats nothing and tears nothing`() async throws {
    let bureau = try Bureau()
    let rounds = Patience.rounds(Patience.isSanitized ? 8 : 24, long: 200)
    let press = SteadyPress(
      on: bureau.server, newspapers: 6, interval: .milliseconds(80), window: 1000)
    try FileManager.default.createDirectory(
      atPath: bureau.folder.file("state"), withIntermediateDirectories: true)
    try bureau.configure(
      feeds: press.paths, watchlists: SteadyPress.watchlists,
      more: #""state": "state/guetteur.db""#)
    try FileManager.default.createDirectory(
      atPath: bureau.alertFolder, withIntermediateDirectories: true)
    let logs = Logs(bureau)
    var slowest = Duration.zero

    for round in 0..<rounds {
      let missed = press.expected(press.published)
      let began = ContinuousClock.now
      let program = try Program(["run"], in: bureau.folder)
      try await eventually(
        "round \(round): what was missed is written; it said: \(program.errors)",
        watching: bureau.alertFolder
      ) { logs.reported.isSuperset(of: missed) }
      slowest = max(slowest, .now - began)
      try await kill(program, of: bureau, at: Moment.allCases[round % 4], logs, round)
      if round % 5 == 1 { logs.shift(copying: false) }
      if round % 5 == 3 { logs.shift(copying: true) }
    }
    press.stop()
    let expected = press.expected(press.published)
    let last = try await bureau.watch()
    try await eventually("all is written", watching: bureau.alertFolder) {
      logs.reported.isSuperset(of: expected)
    }
    last.send(SIGTERM)

    #expect(try await last.ending().code == 0)
    let lines = logs.lines
    #expect(lines.malformed == [])
    #expect(lines.doubles == [], "duplicates")
    #expect(lines.missing == [], "lost")
    #expect(lines.alerts.map(\.seq) == lines.alerts.map(\.seq).sorted(), "out of order")
    #expect(Set(lines.alerts.map { "\($0.watchlist) \($0.id)" }) == expected)
    #expect(lines.alerts.count == expected.count)
    #expect(logs.numbers(in: "alerts.log") == lines.alerts.map(\.seq))
    for watchlist in ["otan", "tokyo"] {
      let own = lines.alerts.filter { $0.watchlist == watchlist }.map(\.seq)
      #expect(logs.numbers(in: watchlist + ".log") == own)
    }
    #expect(slowest < Patience.bound(.seconds(3)), "slow to catch up")
  }

  private func kill(
    _ program: Program, of bureau: Bureau, at moment: Moment, _ logs: Logs, _ round: Int
  ) async throws {
    switch moment {
    case .any:
      if round % 3 == 0 { logs.shift(copying: false) }
      await elapse(.milliseconds(Int.random(in: 0..<800)))
    case .log:
      await atNextChange(in: bureau.alertFolder, within: .seconds(3)) { program.send(SIGKILL) }
    case .state:
      if round % 3 == 0 {
        logs.remove()
        // A file that went in the middle of a batch, with the program after it, would rightly be
        // written again.
        try await eventually("the logs are made anew", watching: bureau.alertFolder) {
          logs.areThere
        }
      }
      await atNextChange(in: bureau.folder.file("state"), within: .seconds(3)) {
        program.send(SIGKILL)
      }
    case .answer:
      let asked = bureau.server.requests().count
      try await eventually("a request") { bureau.server.requests().count > asked }
      await elapse(.milliseconds(Int.random(in: 0..<30)))
    }
    try await program.kill()
  }
}

/// The logs of a bureau, rotated by hand.
private final class Logs: Sendable {
  private let folder: String
  private let aside: String
  private let cache = AlertLines.Cache([:])
  private static let names = ["alerts.jsonl", "alerts.log", "otan.log", "tokyo.log"]

  init(_ bureau: Bureau) {
    folder = bureau.alertFolder
    aside = bureau.folder.file("aside")
    try? FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
  }

  /// As logrotate does, `create` or `copytruncate`.
  func shift(copying: Bool) {
    let files = FileManager.default
    for name in Logs.names {
      let path = folder + "/" + name
      guard files.fileExists(atPath: path) else { continue }
      for number in stride(from: 300, to: 0, by: -1) {
        rename("\(path).\(number)", "\(path).\(number + 1)")
      }
      if copying {
        try? files.copyItem(atPath: path, toPath: path + ".1")
        truncate(path, 0)
      } else {
        rename(path, path + ".1")
      }
    }
  }

  /// Deletes every log, having linked it elsewhere for the count.
  func remove() {
    for name in Logs.names {
      let existing = (try? FileManager.default.contentsOfDirectory(atPath: aside)) ?? []
      link("\(folder)/\(name)", "\(aside)/\(name).\(9000 - existing.count)")
      unlink("\(folder)/\(name)")
    }
  }

  var areThere: Bool {
    Logs.names.allSatisfy { FileManager.default.fileExists(atPath: folder + "/" + $0) }
  }

  var lines: AlertLines {
    var all = AlertLines(folder: folder, cache: cache)
    let removed = AlertLines(folder: aside, cache: cache)
    all.alerts = (all.alerts + removed.alerts)
    all.malformed += removed.malformed
    if !removed.alerts.isEmpty { all.alerts = merged(all.alerts) }
    return all
  }

  /// Removed files stand between the others: their lines are put where their numbers belong.
  private func merged(_ alerts: [AlertLines.Line]) -> [AlertLines.Line] {
    alerts.sorted { $0.seq < $1.seq }
  }

  var reported: Set<String> { Set(lines.alerts.map { "\($0.watchlist) \($0.id)" }) }

  /// The `#number`s of a log for people, in order.
  func numbers(in name: String) -> [Int] {
    var result: [Int] = []
    for folder in [folder, aside] {
      for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      where file == name || file.hasPrefix(name + ".") {
        for line in text(of: folder + "/" + file).split(separator: "\n") {
          result.append(line.split(separator: "#").last.flatMap { Int($0) } ?? -1)
        }
      }
    }
    return result.sorted()
  }
}
