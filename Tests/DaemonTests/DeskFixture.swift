import Foundation
import Glibc
import Model
import Recording
import Reporting
import TestSupport

@testable import Daemon

let deskFeed = FeedID(url: "https://example.org/rss")
let deskNoon = Timestamp(seconds: 1_700_000_000)

/// A poll that brings new entries, each for `watchlists`, with `text`.
func deskRecord(
  _ ids: Range<Int>, for watchlists: [String] = ["otan"], text: String = "",
  excerpt: String? = nil
) -> PollRecord {
  let entries = ids.map { id in
    let title = "L’Otan va ouvrir à Tokyo, \(id)"
    let findings = watchlists.map { name in
      Finding(
        watchlist: name, terms: ["Otan"],
        hits: [
          ReportedHit(
            hit: Hit(term: "Otan", field: .title, text: "Otan", start: 2, end: 6),
            excerpt: excerpt ?? title)
        ])
    }
    return RecordedEntry(
      Entry(
        id: "id-\(id)", url: "https://example.org/\(id)", title: Markup(title, .plain),
        fingerprint: UInt64(id)),
      document: Document(title: FieldText(title), content: FieldText(text)),
      findings: findings, wasMatched: true)
  }
  var memory = FeedMemory(feed: deskFeed)
  memory.lastPoll = deskNoon
  return PollRecord(memory: memory, feedName: "Courrier", entries: entries, isWhole: false)
}

/// A folder with a ledger and logs, as one run of the program after another finds it.
struct DeskPlace {
  let folder = TemporaryFolder()
  var directory: String { folder.file("alerts") }
  var settings: AlertSettings { AlertSettings(directory: directory) }

  /// A program that another test is starting has our descriptors too, until it is itself.
  func ledger() throws -> SQLiteLedger {
    try SQLiteLedger(path: folder.file("guetteur.db"), waitingForLock: .seconds(10))
  }

  func log(_ name: String) -> String { directory + "/" + name }

  func text(_ name: String) -> String {
    (try? String(contentsOfFile: log(name), encoding: .utf8)) ?? ""
  }

  /// The numbers of a log's lines in their order; -1 for a line that is not whole.
  func numbers(_ names: String...) -> [Int] {
    names.flatMap { name -> [Int] in
      var lines = text(name).components(separatedBy: "\n")
      let last = lines.removeLast()
      let numbers = lines.map { line in
        if name.contains("jsonl") {
          guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)),
            let seq = (object as? [String: Any])?["seq"] as? Int
          else { return -1 }
          return seq
        }
        guard line.hasPrefix("20"), let hash = line.range(of: " #", options: .backwards) else {
          return -1
        }
        return Int(line[hash.upperBound...]) ?? -1
      }
      return last.isEmpty ? numbers : numbers + [-1]
    }
  }

  /// One run of the program: the logs are brought up to date, or an error stops it.
  func catchUp(_ files: FileDoor = .system) throws {
    let logs = LogSet(ledger: try ledger(), files: files)
    try logs.configure(settings, watchlists: ["otan", "cyber"])
    _ = logs.catchUp(retrying: true)
  }

  /// The program starts once, so that its logs have cursors.
  func prepare() throws { try catchUp() }

  func record(_ ids: Range<Int>, for watchlists: [String] = ["otan"]) throws {
    _ = try ledger().record([deskRecord(ids, for: watchlists)], at: deskNoon)
  }
}

/// Counts system calls, and fails one of them, or all from one on.
final class FaultyFiles: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var calls = 0
  var failing: Range<Int> = 0..<0
  var error = EIO
  /// A write that fails writes this much of its bytes first.
  var tornBytes = 0

  private func fails() -> Bool {
    lock.withLock {
      calls += 1
      return failing.contains(calls - 1)
    }
  }

  var door: FileDoor {
    var door = FileDoor.system
    let system = FileDoor.system
    door.open = { [self] in fails() ? -Int(error) : system.open($0, $1, $2) }
    door.write = { [self] fd, bytes in
      guard fails() else { return system.write(fd, bytes) }
      if tornBytes > 0 {
        let torn = UnsafeRawBufferPointer(rebasing: bytes.prefix(tornBytes))
        _ = system.write(fd, torn)
      }
      return -Int(error)
    }
    door.read = { [self] in fails() ? -Int(error) : system.read($0, $1, $2) }
    door.truncate = { [self] in fails() ? -Int(error) : system.truncate($0, $1) }
    door.syncFile = { [self] in fails() ? -Int(error) : system.syncFile($0) }
    door.syncFolder = { [self] in fails() ? -Int(error) : system.syncFolder($0) }
    door.status = { [self] in fails() ? -Int(error) : system.status($0, &$1) }
    door.makeFolder = { [self] in fails() ? -Int(error) : system.makeFolder($0, $1) }
    return door
  }
}

extension Desk {
  func settle(_ record: PollRecord) async throws(LedgerError) -> RecordOutcome.Poll {
    try await settle([record])[0]
  }
}
