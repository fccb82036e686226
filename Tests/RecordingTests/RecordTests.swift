import Model
import TestSupport
import Testing

@testable import Recording

@Suite struct `Recording polls` {
  let folder = TemporaryFolder()

  @Test func `a changed entry is reported for the other watchlists only`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un")], for: ["otan"])
    let changed = [item(id: "a", title: "Deux")]

    let standings = try ledger.known(of: feed, among: changed)
    let outcome = try poll(ledger, changed, for: ["otan", "cyber"])

    #expect(standings == [.changed(alreadyReported: ["otan"])])
    #expect(outcome.watchlists == ["cyber"])
    #expect(
      try ledger.alerts(after: 0, watchlist: nil, limit: 9).map(\.watchlist) == ["otan", "cyber"])
  }

  @Test func `a watchlist never reports an entry twice, whatever the caller says`() throws {
    let ledger = try newLedger(in: folder)
    let record = PollRecord(
      memory: FeedMemory(feed: feed), feedName: "Example",
      entries: [recorded(item(id: "a", title: "Un"), for: ["otan", "otan"])])

    let first = try ledger.record([record, record], at: noon)
    let second = try ledger.record([record], at: noon)

    #expect(first.alerts.count == 1)
    #expect(second.alerts.isEmpty)
  }

  @Test func `numbers go up without a gap over batches, failures and restarts`() throws {
    var ledger: SQLiteLedger? = try newLedger(in: folder)
    try poll(#require(ledger), [item(id: "a", title: "Un")], for: ["x", "y"])
    ledger?.connection.fault = { 13 }
    #expect(throws: LedgerError.self) {
      try ledger?.record(
        [
          PollRecord(memory: FeedMemory(feed: feed), entries: [recorded(item(id: "b"), for: ["x"])])
        ],
        at: noon)
    }
    ledger = nil
    let again = try newLedger(in: folder)

    try poll(again, [item(id: "b", title: "Deux")], for: ["x"])

    #expect(try again.alerts(after: 0, watchlist: nil, limit: 9).map(\.seq) == [1, 2, 3])
    #expect(try again.alerts(after: 1, watchlist: "x", limit: 9).map(\.seq) == [3])
    #expect(try again.alerts(after: 0, watchlist: nil, limit: 2).map(\.seq) == [1, 2])
    #expect(try again.lastSeq() == 3)
  }

  @Test func `what need not be durable is not synced, time and again`() throws {
    let connection = try newLedger(in: folder).connection

    var levels: [Int64] = []
    for durably in [false, true, false, true, false] {
      try connection.transaction(durably: durably) { () throws(LedgerError) in
        levels.append(try connection.integer("PRAGMA synchronous"))
      }
    }

    // 1: NORMAL, which does not sync the write-ahead log; 2: FULL.
    #expect(levels == [1, 2, 1, 2, 1])
  }

  @Test func `polls that brought nothing are not synced, until something is`() throws {
    let ledger = try newLedger(in: folder)
    var memory = FeedMemory(feed: feed)
    memory.lastPoll = noon
    let quiet = PollRecord(memory: memory)

    var levels: [Int64] = []
    _ = try ledger.record([quiet], at: noon)
    levels.append(try ledger.connection.integer("PRAGMA synchronous"))
    try poll(ledger, [item(id: "a")], for: [])
    levels.append(try ledger.connection.integer("PRAGMA synchronous"))
    _ = try ledger.record([quiet, quiet], at: noon)
    levels.append(try ledger.connection.integer("PRAGMA synchronous"))

    // 1: NORMAL, which does not sync the write-ahead log; 2: FULL.
    #expect(levels == [1, 2, 1])
    #expect(try ledger.memories()[feed]?.lastPoll == noon)
  }

  @Test func `an alert comes back as it was recorded`() throws {
    let ledger = try newLedger(in: folder)
    var entry = item(id: "a", link: "https://x.org/1", title: "L’Otan va\nouvrir", date: 9)
    entry.authors = ["Ève"]
    var record = recorded(entry, for: ["otan"])
    record.document?.language = "fr"

    let outcome = try ledger.record(
      [PollRecord(memory: FeedMemory(feed: feed), feedName: "Courrier", entries: [record])],
      at: noon)

    let alert = Alert(
      seq: 1, time: noon, watchlist: "otan", terms: ["Otan"], feedName: "Courrier",
      feedURL: feed.url, id: "a", url: "https://x.org/1", title: "L’Otan va ouvrir",
      published: Timestamp(seconds: 9), language: "fr", authors: ["Ève"],
      hits: [
        ReportedHit(
          hit: Hit(term: "Otan", field: .title, text: "Otan", start: 2, end: 6),
          excerpt: "L’Otan va\nouvrir")
      ])
    #expect(outcome.alerts.values == [alert])
    #expect(try ledger.alerts(after: 0, watchlist: nil, limit: 9) == [alert])
  }

  @Test func `the alerts of a watchlist are found among those of others`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, (1...300).map { item(id: "\($0)", title: "T \($0)") }, for: ["x", "y"])
    try poll(ledger, [item(id: "later", title: "L’Otan")], for: ["y"])

    let some = try ledger.alerts(after: 250, watchlist: "y", limit: 4)
    let last = try ledger.alerts(after: 598, watchlist: "y", limit: 9)

    #expect(some.map(\.seq) == [252, 254, 256, 258])
    #expect(last.map(\.seq) == [600, 601])
    #expect(try ledger.alerts(after: 599, watchlist: "x", limit: 9).isEmpty)
    #expect(try ledger.alerts(after: 0, watchlist: "x", limit: 999).count == 300)
  }

  @Test func `an alert whose bytes are no text any more is damaged`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Otan")], for: ["x"])
    try ledger.connection.execute(
      "UPDATE alert SET body = CAST(replace(CAST(body AS TEXT), 'Otan', x'FFFFFFFF') AS BLOB)")

    #expect {
      try ledger.alerts(after: 0, watchlist: nil, limit: 9)
    } throws: { error in
      (error as? LedgerError) == .damaged(path: ledger.path, detail: .unreadableAlert(1))
    }
  }

  @Test func `the ledger counts entries and alerts itself`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un"), item(id: "b", title: "Deux")], for: ["x"])
    try poll(ledger, [item(id: "b", title: "Deux"), item(id: "c", title: "Trois")], for: [])

    let memory = FeedMemory(feed: feed, try #require(try ledger.memories()[feed]))

    #expect(memory.entriesSeen == 3)
    #expect(memory.alerts == 2)
  }

  @Test func `a poll without a document changes no entry`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un")], for: ["x"])

    _ = try ledger.record([PollRecord(memory: FeedMemory(feed: feed))], at: noon)

    #expect(try ledger.known(of: feed, among: [item(id: "a", title: "Un")]) == [.known])
    #expect(try ledger.present.count == 1)
  }

  @Test func `an entry that left and returns is known`() throws {
    let ledger = try newLedger(in: folder)
    let entry = item(id: "a", title: "Un")
    try poll(ledger, [entry], for: ["x"])
    try poll(ledger, [], for: ["x"])
    let left = try ledger.connection.integer("SELECT count(*) FROM entry WHERE left_at IS NOT NULL")

    let outcome = try poll(ledger, [entry], for: ["x"])

    #expect(left == 1)
    #expect(outcome.alerts.isEmpty)
    #expect(try ledger.present.count == 1)
  }

  @Test func `a document that broke off lets nothing leave`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un"), item(id: "b", title: "Deux")], for: ["x"])

    try poll(ledger, [item(id: "a", title: "Un")], for: ["x"], isWhole: false)

    #expect(try ledger.present.count == 2)
  }

  @Test func `a poll that brings nothing new writes one row`() throws {
    let ledger = try newLedger(in: folder)
    let entries = (1...60).map { item(id: "\($0)", title: "Titre \($0)") }
    try poll(ledger, entries, for: [])
    let before = try ledger.connection.integer("SELECT total_changes()")

    try poll(ledger, entries, for: [])

    #expect(try ledger.connection.integer("SELECT total_changes()") - before == 1)
  }

  @Test func `coverage events are numbered in their own order`() throws {
    let ledger = try newLedger(in: folder)
    let events: [CoverageEvent.Kind] = [
      .gap(from: noon, to: noon + .seconds(60)), .failing(since: noon, error: "TLS"),
      .recovered(since: noon), .gone,
    ]
    let given = events.map {
      CoverageEvent(time: noon, feedName: "Courrier", feedURL: feed.url, kind: $0)
    }

    let outcome = try ledger.record(
      [PollRecord(memory: FeedMemory(feed: feed), coverage: given)], at: noon)
    let read = try ledger.coverage(after: 1, limit: 9)

    #expect(outcome.coverageEvents == 4)
    #expect(read.map(\.seq) == [2, 3, 4])
    #expect(read.map(\.kind) == Array(events.dropFirst()))
  }

  @Test func `holds and cursors are kept`() throws {
    let ledger = try newLedger(in: folder)
    let hold = HostHold(host: "x.org:443", until: noon, reason: "Retry-After")
    let cursor = LogCursor(name: "alerts.jsonl", seq: 7, inode: .max, size: 310)

    try ledger.save(holds: [hold])
    try ledger.save(cursor: cursor, durably: true)
    try ledger.save(cursor: LogCursor(name: "alerts.log", seq: 1), durably: false)
    try ledger.forget(cursor: "alerts.log")

    #expect(try ledger.holds() == [hold])
    #expect(try ledger.cursors() == ["alerts.jsonl": cursor])
  }

  /// What `record` would leave half done, if a step of its transaction failed.
  @Test func `a step that fails leaves nothing behind`() throws {
    let ledger = try newLedger(in: folder)
    let record = PollRecord(
      memory: FeedMemory(feed: feed), feedName: "Example",
      entries: [
        recorded(item(id: "a", title: "Un"), for: ["x", "y"]),
        recorded(item(id: "b", title: "Deux")),
      ],
      coverage: [CoverageEvent(time: noon, feedName: "", feedURL: feed.url, kind: .gone)])

    var failures = 0
    while failures < 200 {
      var left = failures
      ledger.connection.fault = {
        left -= 1
        return left == -1 ? 10 : 0
      }
      let outcome = try? ledger.record([record], at: noon)
      ledger.connection.fault = nil
      if outcome != nil { break }
      #expect(try ledger.memories().isEmpty)
      #expect(try ledger.lastSeq() == 0)
      #expect(try ledger.connection.integer("SELECT count(*) FROM document") == 0)
      #expect(try ledger.connection.integer("SELECT count(*) FROM archive_text") == 0)
      failures += 1
    }

    #expect(failures > 15 && failures < 200)
    #expect(try ledger.alerts(after: 0, watchlist: nil, limit: 9).map(\.seq) == [1, 2])
    let reader = try ArchiveReader(path: ledger.path)
    let texts = try reader.contents().places.flatMap { try reader.piece(at: $0).read().entries }
    #expect(texts.map(\.entry.id) == ["a", "b"])
  }
}
