import Foundation
import Glibc
import Model
import Recording
import Reporting
import TestSupport
import Testing

@testable import Daemon

/// Keeps what the desk says and what it wants to do later.
private final class Listener: @unchecked Sendable {
  private let lock = NSLock()
  private var said: [Diagnostic] = []
  private var later: [(Duration, @Sendable () -> Void)] = []
  private var questions = 0
  /// How often the desk has looked at the clock: once for each transaction.
  private(set) var looks = 0

  var messages: [String] { lock.withLock { said.map(\.message) } }
  var pauses: [Duration] { lock.withLock { later.map(\.0) } }

  func look() -> Timestamp {
    lock.withLock { looks += 1 }
    return deskNoon
  }

  func isAsked() -> Int {
    lock.withLock {
      questions += 1
      return questions
    }
  }

  func say(_ diagnostic: Diagnostic) { lock.withLock { said.append(diagnostic) } }
  func pause(_ time: Duration, _ body: @escaping @Sendable () -> Void) {
    lock.withLock { later.append((time, body)) }
  }

  func pauseIsOver() {
    let bodies = lock.withLock {
      defer { later = [] }
      return later.map(\.1)
    }
    for body in bodies { body() }
  }
}

@Suite struct `The desk` {
  private let place = DeskPlace()
  private let listener = Listener()
  private static let harvest = String(repeating: "x", count: 60_000)

  /// `coming`: how often the desk is told that more polls will be finished soon.
  private func desk(
    _ files: FileDoor = .system, isPatient: Bool = true, coming: Int = 0
  ) throws -> Desk {
    let listener = listener
    return Desk(
      ledger: try place.ledger(), alerts: place.settings, watchlists: ["otan"],
      isPatient: isPatient, files: files, now: { listener.look() },
      pause: { listener.pause($0, $1) }, isMoreComing: { listener.isAsked() <= coming },
      say: { listener.say($0) })
  }

  @Test func `a settled poll's alerts are in the logs`() async throws {
    let desk = try desk()
    await desk.start()

    let poll = try await desk.settle(deskRecord(1..<3))
    let failures = await desk.flush()

    #expect(poll.alerts == 2)
    #expect(failures.isEmpty)
    #expect(place.numbers("alerts.jsonl") == [1, 2])
    #expect(listener.messages.isEmpty)
  }

  @Test func `polls that wait settle together, and each learns of its own`() async throws {
    let desk = try desk()
    await desk.start()

    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for poll in 0..<50 {
        group.addTask {
          try await desk.settle(deskRecord(poll * 10..<poll * 10 + poll % 3)).newEntries
        }
      }
      return try await group.reduce(0, +)
    }
    _ = await desk.flush()

    #expect(counts == 49)
    #expect(place.numbers("alerts.jsonl") == Array(1...49))
  }

  @Test func `polls wait for those that are coming, and settle with the last`() async throws {
    let desk = try desk(coming: 2)
    await desk.start()

    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for poll in 1..<4 {
        group.addTask {
          try await desk.settle(deskRecord(poll..<poll + 1, text: Self.harvest)).newEntries
        }
      }
      return try await group.reduce(0, +)
    }

    #expect(counts == 3)
    #expect(listener.looks == 1)
    #expect(listener.pauses == [.milliseconds(15)])
  }

  @Test func `news does not wait for what is coming`() async throws {
    let desk = try desk(coming: .max)
    await desk.start()

    let poll = try await desk.settle(deskRecord(1..<3))

    #expect(poll.newEntries == 2)
    #expect(listener.pauses.isEmpty)
  }

  @Test func `a poll does not wait longer than a while`() async throws {
    let desk = try desk(coming: .max)
    await desk.start()

    async let poll = desk.settle(deskRecord(1..<3, text: Self.harvest))
    while listener.pauses.isEmpty { await Task.yield() }
    listener.pauseIsOver()

    #expect(try await poll.newEntries == 2)
  }

  @Test func `logs that cannot be written are said once, and caught up`() async throws {
    let files = FaultyFiles()
    files.error = ENOSPC
    files.failing = 0..<Int.max
    let desk = try desk(files.door)
    await desk.start()
    _ = try await desk.settle(deskRecord(1..<3))
    _ = await desk.flush()
    _ = try await desk.settle(deskRecord(3..<4))
    let failures = await desk.flush()
    let before = listener.messages
    files.failing = 0..<0

    let left = await desk.flush()

    #expect(failures.map(\.errno) == [ENOSPC, ENOSPC, ENOSPC])
    #expect(before.count == 1)
    #expect(before.first?.contains("No space left on device") == true)
    #expect(left.isEmpty)
    #expect(listener.messages.last?.hasSuffix("written again; 9 lines caught up") == true)
    #expect(place.numbers("alerts.jsonl") == [1, 2, 3])
  }

  @Test func `a log that fails is tried again after a second`() async throws {
    let files = FaultyFiles()
    files.failing = 0..<Int.max
    let desk = try desk(files.door)
    await desk.start()
    _ = try await desk.settle(deskRecord(1..<3))
    _ = await desk.memoriesAreRead()
    let pauses = listener.pauses
    files.failing = 0..<0

    listener.pauseIsOver()
    while place.numbers("otan.log") != [1, 2] { await Task.yield() }

    #expect(pauses == [.seconds(1)])
    #expect(place.numbers("alerts.jsonl") == [1, 2])
  }

  @Test func `what a run left behind is written at the next start`() async throws {
    let files = FaultyFiles()
    files.failing = 0..<Int.max
    do {
      let desk = try desk(files.door)
      await desk.start()
      _ = try await desk.settle(deskRecord(1..<3))
      _ = await desk.flush()
    }

    let again = try await reopened()
    await again.start()

    #expect(place.numbers("alerts.jsonl") == [1, 2])
  }

  /// The first desk is gone as soon as the last task that used it is.
  private func reopened() async throws -> Desk {
    while true {
      do { return try desk() } catch LedgerError.heldByAnotherProcess { await Task.yield() }
    }
  }
}

extension Desk {
  /// Whatever was in line before this is done.
  fileprivate func memoriesAreRead() -> Bool { (try? memories()) != nil }
}
