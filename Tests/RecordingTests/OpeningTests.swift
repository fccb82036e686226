import Foundation
import Model
import TestSupport
import Testing

@testable import Recording

@Suite struct `Opening a ledger` {
  let folder = TemporaryFolder()
  var path: String { folder.file("guetteur.db") }

  @Test func `a second opener is refused while the first holds it`() throws {
    let first = try newLedger(in: folder)

    #expect(throws: LedgerError.heldByAnotherProcess(path: first.path)) {
      try SQLiteLedger(path: path, waitingForLock: .zero)
    }
  }

  @Test func `a lock that is refused closes nothing that another thread opened`() async throws {
    let first = try newLedger(in: folder)
    let isOver = Locked(false)
    async let closed = onThread {
      var closed = 0
      while !isOver.withLock({ $0 }) {
        let descriptors = (0..<16).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
        for descriptor in descriptors where close(descriptor) != 0 { closed += 1 }
      }
      return closed
    }
    for _ in 0..<5000 {
      #expect(throws: LedgerError.self) { try SQLiteLedger(path: path, waitingForLock: .zero) }
    }
    isOver.withLock { $0 = true }

    #expect(await closed == 0)
    withExtendedLifetime(first) {}
  }

  @Test func `a symbolic link does not get around the lock`() throws {
    let first = try newLedger(in: folder)
    let link = folder.file("link.db")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "guetteur.db")

    #expect(throws: LedgerError.heldByAnotherProcess(path: first.path)) {
      try SQLiteLedger(path: link, waitingForLock: .zero)
    }
  }

  @Test func `a ledger that was let go of can be opened`() throws {
    var first: SQLiteLedger? = try newLedger(in: folder)
    try poll(#require(first), [item(id: "a", title: "Un")], for: ["otan"])
    first = nil

    let second = try newLedger(in: folder)

    #expect(try second.lastSeq() == 1)
  }

  @Test(arguments: ["", "not a database at all", "SQLite format 3\0 and then nothing good"])
  func `a file that is no ledger is refused and left alone`(_ text: String) throws {
    try folder.write(text, as: "guetteur.db")

    #expect {
      try SQLiteLedger(path: path, waitingForLock: .zero)
    } throws: { error in
      guard case .damaged(let named, _) = error as? LedgerError else { return false }
      return named.hasSuffix("guetteur.db")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func `a database of another program is refused`() throws {
    let other = try Connection(path, .create)
    try other.execute("CREATE TABLE t (x)")

    #expect(throws: LedgerError.self) { try SQLiteLedger(path: path, waitingForLock: .zero) }
  }

  @Test func `a ledger of a later version is refused`() throws {
    do {
      let ledger = try newLedger(in: folder)
      try ledger.connection.execute("PRAGMA user_version = 99")
    }

    #expect {
      try SQLiteLedger(path: path, waitingForLock: .zero)
    } throws: { error in
      guard case .newerVersion(_, 99, Schema.version) = error as? LedgerError else { return false }
      return true
    }
  }

  @Test(arguments: 1..<Schema.version)
  func `a ledger of each earlier version is brought up to date`(_ version: Int) throws {
    do {
      let old = try Connection(path, .create)
      try LedgerFile.migrate(old, from: 0, to: version)
      try old.execute("INSERT INTO feed(url) VALUES ('https://old.example/')")
      if version >= 6 {
        let memory = FoldedMemory()
        try old.statement(sql: "UPDATE feed SET memory = ?1").bind(1, bytes: memory.bytes).run()
      }
    }

    let ledger = try newLedger(in: folder)

    #expect(try ledger.connection.integer("PRAGMA user_version") == Int64(Schema.version))
    #expect(try ledger.memories().keys.map(\.url) == ["https://old.example/"])
    #expect(try poll(ledger, [item(id: "a", title: "Un")], for: ["otan"]).alerts.count == 1)
  }

  @Test func `what version 5 remembered of a feed is remembered`() throws {
    do {
      let old = try Connection(path, .create)
      try LedgerFile.migrate(old, from: 0, to: 5)
      try old.execute(
        """
        INSERT INTO feed VALUES (7, '\(feed.url)', 'Dépêches', 'https://b.example/', 1000, 1,
          'https://b.example/', x'22ff22', x'41', -1, 60000, 8388609, 65, 2, 3, 4, 5, 6, 'max-age until 14:05',
          900000, 3, 7, 'HTTP status 500', 1, x'0000000000003f40000000000000c03f', 12, 40, 3,
          8, 9, 10, 11, 12, 13)
        """)
    }

    let ledger = try newLedger(in: folder)
    let memory = FeedMemory(feed: feed, try #require(try ledger.memories()[feed]))

    var expected = FeedMemory.full(of: feed)
    expected.rhythm = [31, 0.125]
    expected.observedDays = Double(bitPattern: 12)
    (expected.entriesSeen, expected.alerts) = (11, 12)
    #expect(memory == expected)
    #expect(try ledger.connection.integer("SELECT id * 100 + next_entry FROM feed") == 713)
  }

  @Test func `what is remembered of a feed is told when it is not readable`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a")], for: [])
    try ledger.connection.execute("UPDATE feed SET memory = x'00'")

    #expect {
      try ledger.memories()
    } throws: { error in
      guard case .damaged(_, .unreadableMemory(feed.url)) = error as? LedgerError else {
        return false
      }
      return true
    }
  }

  @Test func `what version 3 knew of entries is known`() throws {
    let (here, gone) = (item(id: "a", title: "Un"), item(id: "b", title: "Deux"))
    do {
      let old = try Connection(path, .create)
      try LedgerFile.migrate(old, from: 0, to: 3)
      try old.execute(
        """
        INSERT INTO feed(id, url, next_entry, present) VALUES (7, '\(feed.url)', 3, x'01');
        INSERT INTO watchlist(id, name) VALUES (5, 'otan');
        INSERT INTO reported(feed, number, watchlist) VALUES (7, 1, 5), (7, 2, 5);
        """)
      let entry = try old.statement(
        sql: "INSERT INTO entry VALUES (7, ?1, ?2, 1000, ?3, 1, ?4)")
      let key = try old.statement(sql: "INSERT INTO entry_key VALUES (7, ?1, ?2)")
      for (number, one, leftAt) in [(1, here, nil), (2, gone, noon.milliseconds)]
        as [(Int64, Entry, Int64?)]
      {
        let keys = EntryIdentity.keys(of: [one])[0].candidates
        try entry.bind(1, number).bind(2, Int64(bitPattern: one.fingerprint)).bind(3, leftAt)
          .bind(4, bytes: DocumentWriter.bytes(of: keys)).run()
        for one in keys { try key.bind(1, Int64(bitPattern: one)).bind(2, number).run() }
      }
    }

    let ledger = try newLedger(in: folder)
    let standings = try ledger.known(
      of: feed, among: [here, gone, item(id: "a", title: "Une"), item(id: "c")])
    let changed = try ledger.known(of: feed, among: [item(id: "b", title: "Deux fois")])
    let outcome = try poll(ledger, [here, gone, item(id: "c")], for: ["otan"])

    #expect(standings.map { $0 == .new } == [false, false, false, true])
    #expect(changed == [.changed(alreadyReported: ["otan"])])
    #expect(outcome.polls.map(\.newEntries) == [1])
    #expect(outcome.alerts.count == 1)
    #expect(try ledger.present.map(\.number) == [1, 2, 3])
    #expect(try ledger.connection.integer("SELECT count(*) FROM entry_key") == 0)
    #expect(try ledger.connection.integer("SELECT count(*) FROM reported") == 0)
  }

  @Test func `the alerts that version 4 had of a watchlist are found`() throws {
    do {
      let old = try Connection(path, .create)
      try LedgerFile.migrate(old, from: 0, to: 4)
      try old.execute("INSERT INTO watchlist(id, name) VALUES (5, 'otan'), (6, 'cyber')")
      var body = ByteWriter()
      let finding = Finding(watchlist: "", terms: ["Otan"], hits: [])
      let title = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      _ = AlertCoding.encode(finding, of: Entry(), titled: title, language: nil, into: &body)
      // The name and the address of a feed, which stand among other empty texts.
      body.bytes += [0, 0]
      let row = try old.statement(sql: "INSERT INTO alert VALUES (?1, 0, ?2, 7, 1, ?3)")
      for seq in [3, 255, 256, 257, 9000] as [Int64] {
        try row.bind(1, seq).bind(2, seq % 2 == 1 ? 5 : 6).bind(3, bytes: body.bytes).run()
      }
      try old.execute("INSERT INTO counter VALUES ('alert', 9000)")
    }

    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un")], for: ["otan"])

    let odd = try ledger.alerts(after: 0, watchlist: "otan", limit: 9)
    #expect(odd.map(\.seq) == [3, 255, 257, 9001])
    let even = try ledger.alerts(after: 0, watchlist: "cyber", limit: 9)
    #expect(even.map(\.seq) == [256, 9000])
  }

  @Test func `texts that version 2 had not packed are kept`() throws {
    var text = ByteWriter()
    Document(title: FieldText("Un")).withBytes {
      ArchiveCoding.encode(
        item(id: "a"), $0, language: nil, source: nil, wasMatched: true, into: &text)
    }
    do {
      let old = try Connection(path, .create)
      try LedgerFile.migrate(old, from: 0, to: 2)
      let row = try old.statement(sql: "INSERT INTO archive VALUES (?1, 1, 1, 1000, ?2)")
      for id in 1...3 as ClosedRange<Int64> {
        try row.bind(1, id).bind(2, bytes: text.bytes).run()
      }
      try old.execute("INSERT INTO counter VALUES ('archive', 3)")
    }

    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "b", title: "Deux")], for: ["otan"])

    let reader = try ArchiveReader(path: ledger.path)
    let read = try reader.contents().places.flatMap { try reader.piece(at: $0).read().entries }
    #expect(read.map(\.id) == [1, 2, 3, 4])
    #expect(read.map(\.document.title.text) == ["Un", "Un", "Un", "Deux"])
  }

  @Test func `overwritten pages are found at start`() throws {
    do {
      let ledger = try newLedger(in: folder)
      try poll(ledger, (1...500).map { item(id: "\($0)", title: "Titre \($0)") }, for: ["otan"])
    }
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try handle.seekToEnd()
    for page in stride(from: 8192, to: size, by: 8192) {
      try handle.seek(toOffset: page)
      try handle.write(contentsOf: Data(repeating: 0xA5, count: 2048))
    }
    try handle.close()

    #expect {
      try SQLiteLedger(path: path, waitingForLock: .zero)
    } throws: { error in
      guard case .damaged = error as? LedgerError else { return false }
      return true
    }
  }

  @Test func `overwritten pages are found although the ledger was closed in order`() throws {
    do {
      let ledger = try newLedger(in: folder)
      try poll(ledger, (1...500).map { item(id: "\($0)", title: "Titre \($0)") }, for: ["otan"])
      ledger.rest()
    }
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 8192)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: 2048))
    try handle.close()

    #expect {
      try SQLiteLedger(path: path, waitingForLock: .zero)
    } throws: { error in
      guard case .damaged = error as? LedgerError else { return false }
      return true
    }
  }

  /// What the lock file says, of a ledger that was opened and, perhaps, closed in order.
  private func seal(afterRest: Bool) throws -> LedgerSeal? {
    do {
      let ledger = try newLedger(in: folder)
      if afterRest { ledger.rest() }
    }
    return LedgerSeal(reading: try String(contentsOfFile: path + ".lock", encoding: .utf8))
  }

  @Test func `a ledger is sealed when it is closed in order, until it is opened`() throws {
    let first = try #require(try seal(afterRest: true))
    #expect(first.openings == 0 && first.holds(for: path))
    let second = try #require(try seal(afterRest: true))
    #expect(second.openings == 1 && second.holds(for: path))

    #expect(try seal(afterRest: false) == nil)
    #expect(try seal(afterRest: true)?.openings == 0)
  }

  @Test func `a seal does not hold for ever, nor for a file that was touched`() throws {
    var seal = try #require(try seal(afterRest: true))
    seal.openings = LedgerSeal.mostOpenings
    #expect(!seal.holds(for: path))

    seal.openings = 0
    seal.modified += 1
    #expect(!seal.holds(for: path))
  }

  @Test(arguments: [
    "", "closed", "closed 1 2 3", "closed 1 2 x\n", "open 1 2 3\n", "closed 1 2 3 4\n",
  ])
  func `what is no seal is none`(text: String) {
    #expect(LedgerSeal(reading: text) == nil)
  }

  @Test func `a truncated file is found at start`() throws {
    do {
      let ledger = try newLedger(in: folder)
      try poll(ledger, (1...500).map { item(id: "\($0)", title: "Titre \($0)") }, for: ["otan"])
    }
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.truncate(atOffset: 20_000)
    try handle.close()

    #expect(throws: LedgerError.self) { try SQLiteLedger(path: path, waitingForLock: .zero) }
  }

  @Test func `a log without its database is not started over`() throws {
    try folder.write("leftover", as: "guetteur.db-wal")

    #expect(throws: LedgerError.self) { try SQLiteLedger(path: path, waitingForLock: .zero) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a half-made ledger of a crash is no hindrance`() throws {
    try folder.write("half", as: "guetteur.db.new")

    let ledger = try newLedger(in: folder)

    #expect(try ledger.lastSeq() == 0)
  }

  @Test func `only the last folder of a path is made`() throws {
    let one = try SQLiteLedger(path: folder.file("state/guetteur.db"), waitingForLock: .zero)

    #expect(try one.lastSeq() == 0)
    #expect(throws: LedgerError.self) {
      try SQLiteLedger(path: folder.file("a/b/guetteur.db"), waitingForLock: .zero)
    }
  }

  @Test func `a reader sees what is recorded beside it`() throws {
    let ledger = try newLedger(in: folder)
    let reader = try SQLiteLedger(reading: path)

    try poll(ledger, [item(id: "a", title: "Un")], for: ["otan"])

    #expect(try reader.alerts(after: 0, watchlist: nil, limit: 9).map(\.seq) == [1])
    #expect(throws: LedgerError.self) { try reader.save(holds: []) }
  }

  @Test func `a reader says that there is no ledger`() throws {
    #expect(throws: LedgerError.missing(path: LedgerLock.resolved(path))) {
      try SQLiteLedger(reading: path)
    }
  }

  @Test func `a reader refuses a ledger of an earlier version`() throws {
    do {
      let old = try Connection(path, .create)
      try LedgerFile.migrate(old, from: 0, to: 1)
    }

    #expect {
      try SQLiteLedger(reading: path)
    } throws: { error in
      guard case .olderVersion(_, 1, Schema.version) = error as? LedgerError else { return false }
      return true
    }
  }
}
