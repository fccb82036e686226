import Foundation
import Glibc
import Model
import Recording
import Reporting
import TestSupport
import Testing

@testable import Daemon

@Suite struct `Projecting alerts to logs` {
  let place = DeskPlace()

  @Test func `every log has its lines, in order`() throws {
    try place.prepare()
    try place.record(1..<4, for: ["otan", "cyber"])

    try place.catchUp()

    #expect(place.numbers("alerts.jsonl") == [1, 2, 3, 4, 5, 6])
    #expect(place.numbers("alerts.log") == [1, 2, 3, 4, 5, 6])
    #expect(place.numbers("otan.log") == [1, 3, 5])
    #expect(place.numbers("cyber.log") == [2, 4, 6])
  }

  @Test func `a log that is configured later begins then`() throws {
    let ledger = try place.ledger()
    let logs = LogSet(ledger: ledger, files: .system)
    try logs.configure(
      AlertSettings(directory: place.directory, format: .json), watchlists: ["otan"])
    logs.recorded(try ledger.record([deskRecord(1..<3)], at: deskNoon))
    _ = logs.catchUp(retrying: true)

    try logs.configure(place.settings, watchlists: ["otan"])
    logs.recorded(try ledger.record([deskRecord(3..<4)], at: deskNoon))
    _ = logs.catchUp(retrying: true)

    #expect(place.numbers("alerts.jsonl") == [1, 2, 3])
    #expect(place.numbers("alerts.log") == [3])
    #expect(place.numbers("otan.log") == [3])
  }

  @Test func `alerts of many megabytes are read back from the ledger`() throws {
    let ledger = try place.ledger()
    let logs = LogSet(ledger: ledger, files: .system)
    try logs.configure(place.settings, watchlists: ["otan"])
    let long = String(repeating: "Otan ", count: 12_000)

    let outcome = try ledger.record([deskRecord(1..<121, excerpt: long)], at: deskNoon)
    logs.recorded(outcome)
    _ = logs.catchUp(retrying: true)

    #expect(outcome.alerts.count < 120 && outcome.alerts.seqs.last == 120)
    #expect(place.numbers("alerts.log") == Array(1...120))
    #expect(place.numbers("otan.log") == Array(1...120))
  }

  /// The program is killed after any number of steps of any log, and started again.
  @Test(arguments: 0..<12)
  func `a kill between two steps loses and doubles nothing`(_ steps: Int) throws {
    try place.prepare()
    try place.record(1..<4)
    try killed(after: steps)
    try place.record(4..<6)
    try killed(after: steps)

    try place.catchUp()

    #expect(place.numbers("alerts.jsonl") == [1, 2, 3, 4, 5])
    #expect(place.numbers("alerts.log") == [1, 2, 3, 4, 5])
  }

  /// As above, and the log is rotated before the restart.
  @Test(arguments: 0..<12, ["create", "copytruncate"])
  func `a kill and a rotation lose and double nothing`(_ steps: Int, _ kind: String) throws {
    try place.prepare()
    try place.record(1..<4)
    try killed(after: steps)
    try rotate(kind)
    try place.record(4..<6)
    try killed(after: steps)

    try place.catchUp()

    #expect(place.numbers("alerts.jsonl.1", "alerts.jsonl") == [1, 2, 3, 4, 5])
    #expect(place.numbers("alerts.log.1", "alerts.log") == [1, 2, 3, 4, 5])
  }

  /// A kill tears a line in the middle of its write, and the log is rotated before the restart.
  @Test(arguments: ["create", "copytruncate"], [1, 60, 400])
  func `a line that was torn before a rotation is cut off and written again`(
    _ kind: String, _ missing: Int
  ) throws {
    try place.prepare()
    try place.record(1..<3)
    try place.catchUp()
    try place.record(3..<8)
    try killed(after: 3)
    for name in ["alerts.jsonl", "alerts.log"] {
      let size = try Data(contentsOf: URL(fileURLWithPath: place.log(name))).count
      try #require(truncate(place.log(name), max(0, size - missing)) == 0)
    }
    try rotate(kind)

    try place.catchUp()

    for name in ["alerts.jsonl", "alerts.log"] {
      #expect(place.numbers(name + ".1", name) == Array(1..<8))
      let rotated = try Data(contentsOf: URL(fileURLWithPath: place.log(name + ".1")))
      #expect(rotated.last == UInt8(ascii: "\n"), "\(name) stays torn")
    }
  }

  @Test func `somebody's own file beside a log is left as it is`() throws {
    try place.prepare()
    try place.record(1..<3)
    try place.catchUp()
    let notes = String(repeating: "remember\n", count: 1000) + "the milk"
    try notes.write(toFile: place.log("alerts.log.notes"), atomically: true, encoding: .utf8)
    try place.record(3..<5)
    try killed(after: 3)
    try rotate("copytruncate")

    try place.catchUp()

    #expect(place.numbers("alerts.log.1", "alerts.log") == [1, 2, 3, 4])
    #expect(try String(contentsOfFile: place.log("alerts.log.notes"), encoding: .utf8) == notes)
  }

  @Test(arguments: ["create", "copytruncate"])
  func `a rotation while running needs no signal`(_ kind: String) throws {
    let ledger = try place.ledger()
    let logs = LogSet(ledger: ledger, files: .system)
    try logs.configure(place.settings, watchlists: ["otan"])
    logs.recorded(try ledger.record([deskRecord(1..<3)], at: deskNoon))
    _ = logs.catchUp(retrying: false)
    try rotate(kind)

    logs.recorded(try ledger.record([deskRecord(3..<5)], at: deskNoon))
    _ = logs.catchUp(retrying: false)

    #expect(place.numbers("alerts.jsonl.1") == [1, 2])
    #expect(place.numbers("alerts.jsonl") == [3, 4])
  }

  @Test func `a deleted folder is made again, with what comes after`() throws {
    let ledger = try place.ledger()
    let logs = LogSet(ledger: ledger, files: .system)
    try logs.configure(place.settings, watchlists: ["otan"])
    logs.recorded(try ledger.record([deskRecord(1..<3)], at: deskNoon))
    _ = logs.catchUp(retrying: false)
    try FileManager.default.removeItem(atPath: place.directory)

    logs.recorded(try ledger.record([deskRecord(3..<4)], at: deskNoon))
    _ = logs.catchUp(retrying: false)

    #expect(place.numbers("alerts.jsonl") == [3])
  }

  @Test(arguments: ["{\"seq\":3,\"ti", "2026", "{\"seq\":3,\"time\":\"2026-\0\0\0\0\0\0\n{}\n"])
  func `a torn end is cut off and written again`(_ torn: String) throws {
    try place.prepare()
    try place.record(1..<3)
    try place.catchUp()
    try place.record(3..<4)
    try killed(after: 2)
    for name in ["alerts.jsonl", "alerts.log"] {
      let handle = try #require(FileHandle(forWritingAtPath: place.log(name)))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(torn.utf8))
      try handle.close()
    }

    try place.catchUp()

    #expect(place.numbers("alerts.jsonl") == [1, 2, 3])
    #expect(place.numbers("alerts.log") == [1, 2, 3])
  }

  @Test func `a compressed neighbour counts as gone`() throws {
    try place.prepare()
    try place.record(1..<3)
    try killed(after: 4)
    try FileManager.default.moveItem(
      atPath: place.log("alerts.jsonl"), toPath: place.log("alerts.jsonl.1.gz"))

    try place.catchUp()

    #expect(place.numbers("alerts.jsonl") == [1, 2])
  }

  @Test func `another ledger's lines are not taken for ours`() throws {
    try FileManager.default.createDirectory(
      atPath: place.directory, withIntermediateDirectories: true)
    try "{\"seq\":1,\"time\":\"\"}\n".write(
      toFile: place.log("alerts.jsonl"), atomically: true, encoding: .utf8)
    try place.prepare()
    try place.record(1..<2)

    try place.catchUp()

    #expect(place.numbers("alerts.jsonl") == [1, 1])
  }

  /// One system call of the log writer fails, whichever; afterwards all goes on.
  @Test(arguments: [EIO, ENOSPC], [0, 40])
  func `each failure of each call loses and doubles nothing`(_ error: Int32, _ torn: Int) throws {
    for call in 0..<200 {
      let place = DeskPlace()
      try place.prepare()
      try place.record(1..<4)
      let files = FaultyFiles()
      files.failing = call..<call + 1
      files.error = error
      files.tornBytes = torn

      try place.catchUp(files.door)
      try place.record(4..<6)
      try place.catchUp()

      #expect(place.numbers("alerts.jsonl") == [1, 2, 3, 4, 5], "call \(call)")
      #expect(place.numbers("alerts.log") == [1, 2, 3, 4, 5], "call \(call)")
      #expect(place.numbers("otan.log") == [1, 2, 3, 4, 5], "call \(call)")
      if files.calls <= call { return }
    }
    Issue.record("more calls than expected")
  }

  /// All calls fail from one on, in the same run that goes on afterwards.
  @Test(arguments: 0..<40)
  func `a full disk is caught up in order when there is room again`(_ call: Int) throws {
    let ledger = try place.ledger()
    let files = FaultyFiles()
    files.error = ENOSPC
    files.tornBytes = 100
    let logs = LogSet(ledger: ledger, files: files.door)
    try logs.configure(place.settings, watchlists: ["otan"])
    files.failing = call..<Int.max
    logs.recorded(try ledger.record([deskRecord(1..<4)], at: deskNoon))
    _ = logs.catchUp(retrying: true)
    logs.recorded(try ledger.record([deskRecord(4..<6)], at: deskNoon))
    _ = logs.catchUp(retrying: true)

    files.failing = 0..<0
    _ = logs.catchUp(retrying: true)

    #expect(logs.failing.isEmpty)
    #expect(place.numbers("alerts.jsonl") == [1, 2, 3, 4, 5])
    #expect(place.numbers("alerts.log") == [1, 2, 3, 4, 5])
    #expect(place.numbers("otan.log") == [1, 2, 3, 4, 5])
  }

  // MARK: What happens to a program and its logs

  /// Takes `steps` steps of each log's projection, and is gone.
  private func killed(after steps: Int) throws {
    let ledger = try place.ledger()
    let cursors = try ledger.cursors()
    for output in LogSet.outputs(place.settings, watchlists: []) {
      let cursor = try #require(cursors[output.name])
      let projection = Projection(output, cursor: cursor, ledger: ledger, files: .system)
      for _ in 0..<steps { if try !projection.step() { break } }
    }
  }

  private func rotate(_ kind: String) throws {
    for name in ["alerts.jsonl", "alerts.log"] {
      let log = place.log(name)
      guard FileManager.default.fileExists(atPath: log) else { continue }
      if kind == "create" {
        try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
        _ = FileManager.default.createFile(atPath: log, contents: nil)
      } else {
        try FileManager.default.copyItem(atPath: log, toPath: log + ".1")
        try #require(truncate(log, 0) == 0)
      }
    }
  }
}
