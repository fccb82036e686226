import Foundation
import Model
import TestSupport
import Testing

@testable import Recording

private func feed(_ number: Int) -> FeedID { FeedID(url: "https://example.org/\(number)") }

/// A feed's memory after a poll at `minute`.
private func memory(_ number: Int, _ minute: Int, etag: String = "a") -> FeedMemory {
  var memory = FeedMemory(feed: feed(number))
  memory.title = "Feed \(number)"
  memory.validators = Validators(url: memory.feed.url, etag: Array(etag.utf8))
  memory.firstPoll = noon
  memory.lastPoll = noon + .seconds(Int64(minute) * 60)
  memory.lastSuccess = memory.lastPoll
  memory.nextPoll = noon + .seconds(Int64(minute) * 60 + 900)
  memory.nextReason = "every 15m, as configured"
  memory.rhythm = (0..<24).map { Double(($0 + minute) % 7) }
  memory.observedDays = Double(minute) / 1440
  return memory
}

private func quiet(_ number: Int, _ minute: Int, etag: String = "a") -> PollRecord {
  PollRecord(memory: memory(number, minute, etag: etag))
}

private func document(_ number: Int, _ minute: Int, etag: String = "a") -> PollRecord {
  PollRecord(memory: memory(number, minute, etag: etag), entries: [RecordedEntry(item(id: "a"))])
}

extension SQLiteLedger {
  fileprivate func record(_ batch: [PollRecord]) throws { _ = try record(batch, at: noon) }

  /// What is remembered of a feed, but for what the ledger counts.
  fileprivate func memory(of number: Int) throws -> FeedMemory? {
    var memory = try memories()[feed(number)]
    memory?.count(entriesSeen: 0, alerts: 0)
    return memory.map { FeedMemory(feed: feed(number), $0) }
  }

  fileprivate func integer(_ sql: String) throws -> Int64 { try connection.integer(sql) }
}

/// Polls that brought nothing are recorded in a journal, and leave the rows of feeds alone.
@Suite struct `Quiet polls` {
  let folder = TemporaryFolder()

  @Test func `of a transaction are one row, and each is remembered`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record((1...3).map { document($0, 0) })
    let before = try ledger.integer("SELECT total_changes()")

    try ledger.record((1...3).map { quiet($0, 15) })

    #expect(try ledger.integer("SELECT total_changes()") - before == 1)
    #expect(try (1...3).map { try ledger.memory(of: $0) } == (1...3).map { memory($0, 15) })
    #expect(try ledger.integer("SELECT max(last_poll) FROM feed") == noon.milliseconds)
  }

  @Test func `are remembered by who opens the ledger, and by who reads it`() throws {
    var ledger: SQLiteLedger? = try newLedger(in: folder)
    try ledger?.record([document(1, 0), document(2, 0)])
    try ledger?.record([quiet(1, 15), quiet(2, 15)])
    try ledger?.record([quiet(1, 30)])
    let path = try #require(ledger?.path)

    let read = try SQLiteLedger(reading: path)
    #expect(try read.memory(of: 1) == memory(1, 30))
    ledger = nil
    let opened = try newLedger(in: folder)

    #expect(try opened.memory(of: 1) == memory(1, 30))
    #expect(try opened.memory(of: 2) == memory(2, 15))
    #expect(throws: LedgerError.self) { try read.record([quiet(1, 45)]) }
  }

  @Test func `are remembered when the process was killed`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record((1...50).map { document($0, 0) })
    var copies: [TemporaryFolder] = []

    for minute in 1...60 {
      try ledger.record((1...50).map { quiet($0, minute) })
      guard minute % 20 == 0 else { continue }
      let copy = TemporaryFolder()
      for name in ["guetteur.db", "guetteur.db-wal"] {
        try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
      }
      copies.append(copy)
    }

    let remembered = try copies.map { try newLedger(in: $0).memory(of: 50) }
    #expect(remembered == [20, 40, 60].map { memory(50, $0) })
  }

  @Test(arguments: [
    // What is recorded together; the minute of the last is what counts.
    [quiet(1, 1), quiet(1, 2)],
    [document(1, 1, etag: "b"), quiet(1, 2, etag: "b")],
    [quiet(1, 1), document(1, 2)],
    [quiet(1, 0), quiet(1, 1), document(1, 1, etag: "b"), quiet(1, 2, etag: "b")],
    [quiet(1, 1), quiet(1, 2, etag: "b")],
    [quiet(1, 0), quiet(1, 1, etag: "b"), quiet(1, 2, etag: "b")],
  ])
  func `and others of one feed count in their order`(_ batch: [PollRecord]) throws {
    for batches in [[batch], batch.map { [$0] }] {
      let folder = TemporaryFolder()
      let ledger = try newLedger(in: folder)
      try ledger.record([document(1, 0), document(2, 0)])

      for batch in batches { try ledger.record(batch) }

      let last = try #require(batch.last).memory
      #expect(try ledger.memories()[feed(1)]?.lastPoll == last.lastPoll)
      #expect(try ledger.memory(of: 1) == FeedMemory(feed: feed(1), last))
      #expect(try ledger.memory(of: 2) == memory(2, 0))
    }
  }

  @Test func `of a feed that the ledger does not know make it known`() throws {
    let ledger = try newLedger(in: folder)

    try ledger.record([quiet(1, 0), quiet(2, 0)])
    try ledger.record([quiet(1, 15), quiet(2, 15)])

    #expect(try ledger.integer("SELECT count(*) FROM feed") == 2)
    #expect(try ledger.integer("SELECT count(*) FROM quiet") == 1)
    #expect(try ledger.memory(of: 2) == memory(2, 15))
  }

  @Test func `that change more than passes write the row of their feed`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0)])
    try ledger.record([quiet(1, 15)])

    try ledger.record([quiet(1, 30, etag: "b")])

    #expect(try ledger.integer("SELECT count(*) FROM quiet") == 1)
    #expect(
      try ledger.integer("SELECT last_poll FROM feed") == memory(1, 30).lastPoll?.milliseconds)
    #expect(try ledger.memory(of: 1) == memory(1, 30, etag: "b"))
  }

  @Test func `that tell of coverage write the row of their feed`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0)])
    var record = quiet(1, 15)
    record.coverage = [
      CoverageEvent(time: noon, feedName: "", feedURL: feed(1).url, kind: .recovered(since: noon))
    ]

    try ledger.record([record])

    #expect(try ledger.integer("SELECT count(*) FROM quiet") == 0)
    #expect(try ledger.memory(of: 1) == memory(1, 15))
  }

  @Test func `of which a row is damaged are forgotten, and earlier ones remembered`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0), document(2, 0)])
    try ledger.record([quiet(1, 15)])
    try ledger.record([quiet(1, 30), quiet(2, 30)])
    try ledger.connection.execute(
      "UPDATE quiet SET polls = CAST(substr(polls, 1, 99) || x'00' || substr(polls, 101) AS BLOB) "
        + "WHERE id = 2")

    #expect(try ledger.memory(of: 1) == memory(1, 15))
    #expect(try ledger.memory(of: 2) == memory(2, 0))
    try ledger.record([quiet(1, 45), quiet(2, 45)])

    #expect(try newReader(of: ledger).memory(of: 1) == memory(1, 45))
    #expect(try newReader(of: ledger).memory(of: 2) == memory(2, 45))
  }

  private func newReader(of ledger: SQLiteLedger) throws -> SQLiteLedger {
    try SQLiteLedger(reading: ledger.path)
  }

  @Test func `take no more room in the end than some of each feed`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record((1...300).map { document($0, 0) })

    for minute in 1...40 {
      for hundred in 0..<3 {
        try ledger.record((1...100).map { quiet($0 + hundred * 100, minute) })
      }
    }

    // Of 1,024 that count no more half are kept, and all that count.
    #expect(try ledger.integer("SELECT count(*) FROM quiet") < 16)
    #expect(try ledger.integer("SELECT min(id) FROM quiet") > 100)
    #expect(try (1...300).allSatisfy { try ledger.memory(of: $0) == memory($0, 40) })
    // None of the rows of feeds had to be written.
    #expect(try ledger.integer("SELECT max(last_poll) FROM feed") == noon.milliseconds)
  }

  @Test func `of a feed that is seldom asked go to its row in time`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record((1...20).map { document($0, 0) })

    try ledger.record([quiet(20, 1)])
    for minute in 2...150 { try ledger.record((1...19).map { quiet($0, minute) }) }

    let seldom = try ledger.integer("SELECT last_poll FROM feed WHERE id = 20")
    #expect(seldom == memory(20, 1).lastPoll?.milliseconds)
    #expect(try ledger.memory(of: 20) == memory(20, 1))
    #expect(try ledger.memory(of: 19) == memory(19, 150))
    #expect(try newReader(of: ledger).memory(of: 20) == memory(20, 1))
    #expect(try ledger.integer("SELECT min(id) FROM quiet") > 1)
  }

  @Test func `count for when a feed is forgotten`() throws {
    let day = Duration.seconds(86_400)
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0), document(2, 0)])
    try ledger.record([quiet(1, 1440 * 50)])

    while try ledger.tidy(LedgerLimits(feeds: []), at: noon + day * 100) {}
    let after100Days = try ledger.memories()
    while try ledger.tidy(LedgerLimits(feeds: []), at: noon + day * 141) {}

    #expect(Array(after100Days.keys) == [feed(1)])
    #expect(after100Days[feed(1)]?.lastPoll == noon + day * 50)
    #expect(try ledger.memories().isEmpty)
  }

  @Test func `that were damaged while the ledger is open hold nothing up`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0), document(2, 0)])
    try ledger.record([quiet(1, 1), quiet(2, 1)])
    try ledger.connection.execute("UPDATE quiet SET polls = x'00'")

    var steps = 0
    let limits = LedgerLimits(feeds: [feed(2)])
    while try ledger.tidy(limits, at: noon + .seconds(100 * 86_400)), steps < 99 { steps += 1 }
    for minute in 2...1200 { try ledger.record([quiet(2, minute)]) }

    #expect(steps < 99)
    #expect(Array(try ledger.memories().keys) == [feed(2)])
    #expect(try ledger.memory(of: 2) == memory(2, 1200))
    #expect(try ledger.integer("SELECT count(*) FROM quiet WHERE polls = x'00'") == 0)
  }

  @Test func `of a feed that was forgotten are not those of one that has its number`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0)])
    try ledger.record([quiet(1, 15)])
    while try ledger.tidy(LedgerLimits(feeds: []), at: noon + .seconds(100 * 86_400)) {}

    try ledger.record([document(2, 1)])
    let first = try ledger.memory(of: 2)
    try ledger.record([quiet(1, 3), quiet(2, 2)])

    #expect(first == memory(2, 1))
    #expect(try ledger.integer("SELECT id FROM feed ORDER BY id LIMIT 1") == 1)
    #expect(try ledger.memory(of: 2) == memory(2, 2))
    #expect(try ledger.memory(of: 1) == memory(1, 3))
  }

  @Test func `are recorded again after a step that failed`() throws {
    let ledger = try newLedger(in: folder)
    try ledger.record([document(1, 0), document(2, 0), document(3, 0)])
    try ledger.record([quiet(1, 1), quiet(2, 1)])
    let batch = [quiet(1, 2), document(2, 2, etag: "b"), quiet(2, 3, etag: "b"), quiet(3, 3)]

    var failures = 0
    while failures < 200 {
      var left = failures
      ledger.connection.fault = {
        left -= 1
        return left == -1 ? 13 : 0
      }
      let outcome = try? ledger.record(batch, at: noon)
      ledger.connection.fault = nil
      if outcome != nil { break }
      #expect(try newReader(of: ledger).memory(of: 1) == memory(1, 1))
      #expect(try newReader(of: ledger).memory(of: 2) == memory(2, 1))
      failures += 1
    }

    #expect(failures > 10 && failures < 200)
    #expect(try ledger.memory(of: 1) == memory(1, 2))
    #expect(try ledger.memory(of: 2) == memory(2, 3, etag: "b"))
    #expect(try newReader(of: ledger).memory(of: 3) == memory(3, 3))
  }

  @Test func `wait for room on a full disk`() throws {
    let ledger = try newLedger(in: folder)
    let feeds = 1...400
    try ledger.record(feeds.map { document($0, 0) })
    let pages = try ledger.integer("PRAGMA page_count")
    try ledger.connection.execute("PRAGMA max_page_count = \(pages)")

    #expect(throws: LedgerError.self) { try ledger.record(feeds.map { quiet($0, 15) }) }
    #expect(try ledger.memory(of: 7) == memory(7, 0))
    try ledger.connection.execute("PRAGMA max_page_count = 100000")
    try ledger.record(feeds.map { quiet($0, 15) })

    #expect(try newReader(of: ledger).memory(of: 7) == memory(7, 15))
  }
}
