import Foundation
import Model
import TestSupport
import Testing

@testable import Recording

private let day = Duration.seconds(86_400)

@Suite struct `Housekeeping` {
  let folder = TemporaryFolder()

  private func tidy(_ ledger: SQLiteLedger, _ limits: LedgerLimits, at now: Timestamp) throws {
    var steps = 0
    while try ledger.tidy(limits, at: now), steps < 1000 { steps += 1 }
    #expect(steps < 1000)
  }

  @Test func `an entry is forgotten ninety days after it left its feed`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un"), item(id: "b", title: "Deux")], for: ["x"])
    try poll(ledger, [item(id: "b", title: "Deux")], for: ["x"])
    let limits = LedgerLimits(feeds: [feed])

    try tidy(ledger, limits, at: noon + .seconds(90 * 86_400))
    let before = try ledger.known(of: feed, among: [item(id: "a", title: "Un")])
    try tidy(ledger, limits, at: noon + .seconds(90 * 86_400 + 1))
    let after = try ledger.known(
      of: feed, among: [item(id: "a", title: "Un"), item(id: "b", title: "Deux")])

    #expect(before == [.known])
    #expect(after == [.new, .known])
    #expect(try ledger.connection.integer("SELECT count(*) FROM entry_key WHERE number = 1") == 0)
  }

  @Test func `an alert that a log still waits for is kept, however old`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", title: "Un"), item(id: "b", title: "Deux")], for: ["x"])
    try ledger.save(cursor: LogCursor(name: "alerts.jsonl", seq: 1), durably: true)
    try ledger.save(cursor: LogCursor(name: "watchlist:x", seq: 2), durably: true)

    try tidy(ledger, LedgerLimits(feeds: [feed]), at: noon + .seconds(100 * 86_400))

    #expect(try ledger.alerts(after: 0, watchlist: nil, limit: 9).map(\.seq) == [2])
    #expect(try ledger.lastSeq() == 2)
  }

  @Test func `where old alerts were is forgotten with them`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, (1...600).map { item(id: "\($0)", title: "T \($0)") }, for: ["x"])
    try ledger.save(cursor: LogCursor(name: "alerts.jsonl", seq: 599), durably: true)

    try tidy(ledger, LedgerLimits(feeds: [feed]), at: noon + .seconds(300 * 86_400))

    #expect(try ledger.alerts(after: 0, watchlist: "x", limit: 9).map(\.seq) == [600])
    #expect(try ledger.connection.integer("SELECT sum(block) FROM alert_block") == 2)
  }

  @Test func `a feed is forgotten ninety days after it left the configuration`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, (1...450).map { item(id: "\($0)", title: "T \($0)") }, for: [])

    try tidy(ledger, LedgerLimits(feeds: [feed]), at: noon + .seconds(100 * 86_400))
    let configured = try ledger.memories().count
    try tidy(ledger, LedgerLimits(feeds: []), at: noon + .seconds(100 * 86_400))

    #expect(configured == 1)
    #expect(try ledger.memories().isEmpty)
    #expect(try ledger.connection.integer("SELECT count(*) FROM document") == 0)
  }
}

@Suite struct `The archive` {
  let folder = TemporaryFolder()

  /// Entries whose texts are some three kilobytes long.
  private func fill(_ ledger: SQLiteLedger, _ numbers: Range<Int>, at time: Timestamp) throws {
    let entries = numbers.map { number in
      item(
        id: "\(number)", link: "https://x.org/\(number)", title: "Titre \(number)",
        text: (0..<300).map { "mot\(($0 * number) % 997)" }.joined(separator: " "))
    }
    try poll(ledger, entries, for: [], at: time, isWhole: false)
  }

  private func ids(_ ledger: SQLiteLedger) throws -> [String?] {
    let reader = try ArchiveReader(path: ledger.path)
    return try reader.contents().places.flatMap { place in
      try reader.piece(at: place).read().entries.map(\.entry.id)
    }
  }

  @Test func `texts come back in order, packed or not`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<900, at: noon)
    let before = try ids(ledger)

    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon) {}

    #expect(before == (0..<900).map { "\($0)" })
    #expect(try ids(ledger) == before)
    #expect(try ledger.connection.integer("SELECT count(*) FROM archive_page") >= 1)
    #expect(try ledger.connection.integer("SELECT count(*) FROM archive_text") > 0)
    #expect(
      try ledger.connection.integer(
        "SELECT 100 * sum(length(body)) / sum(raw_bytes) FROM archive_page") < 35)
  }

  @Test func `an entry is found by its link, packed or not`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<600, at: noon)
    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon) {}

    let reader = try ArchiveReader(path: ledger.path)
    let packed = try reader.entries(at: "http://x.org/3").entries
    let fresh = try reader.entries(at: "https://x.org/599").entries

    #expect(packed.map(\.entry.id) == ["3"])
    #expect(packed.first?.document.title.text == "Titre 3")
    #expect(fresh.map(\.entry.id) == ["599"])
    #expect(try reader.entries(at: "https://x.org/9999").entries.isEmpty)
  }

  @Test func `a changed entry is kept as it was and as it is`() throws {
    let ledger = try newLedger(in: folder)
    try poll(ledger, [item(id: "a", link: "https://x.org/1", title: "Un")], for: [])
    try poll(ledger, [item(id: "a", link: "https://x.org/1", title: "Deux")], for: [])

    let texts = try ArchiveReader(path: ledger.path).entries(at: "https://x.org/1").entries

    #expect(texts.map(\.document.title.text) == ["Un", "Deux"])
    #expect(texts.map(\.isChange) == [false, true])
    #expect(Set(texts.map(\.number)).count == 1)
  }

  @Test func `what is older than its keep is gone`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<600, at: noon)
    try fill(ledger, 600..<700, at: noon + .seconds(8 * 86_400))
    let limits = LedgerLimits(
      archive: ArchiveSettings(keep: .seconds(7 * 86_400)), feeds: [feed])

    while try ledger.tidy(limits, at: noon + .seconds(8 * 86_400)) {}

    #expect(try ids(ledger) == (600..<700).map { "\($0)" })
    let contents = try ArchiveReader(path: ledger.path).contents()
    #expect(contents.pruned == 600)
    #expect(contents.losses.isEmpty)
  }

  @Test func `the archive stays below its bound`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<3000, at: noon)
    let limits = LedgerLimits(archive: ArchiveSettings(maxBytes: 1_000_000), feeds: [feed])

    while try ledger.tidy(limits, at: noon + .seconds(2 * 86_400)) {}

    let bytes = try ledger.connection.integer("SELECT sum(length(body)) FROM archive_page")
    #expect(bytes <= 1_000_000 && bytes > 0)
    #expect(try ids(ledger).last == "2999")
  }

  @Test func `no archive, no texts`() throws {
    let ledger = try newLedger(in: folder)
    let limits = LedgerLimits(archive: ArchiveSettings(keep: .zero), feeds: [feed])
    while try ledger.tidy(limits, at: noon) {}

    try fill(ledger, 0..<3, at: noon)

    #expect(try ids(ledger).isEmpty)
  }

  @Test func `a damaged page is told, and the rest is read`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<900, at: noon)
    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon) {}
    try ledger.connection.execute(
      "UPDATE archive_page SET body = CAST(substr(body, 1, 5000) || x'00' || substr(body, 5002) "
        + "AS BLOB) WHERE first = 1")

    let reader = try ArchiveReader(path: ledger.path)
    let contents = try reader.contents()
    let pieces = try contents.places.map { try reader.piece(at: $0).read() }

    let read = pieces.flatMap(\.entries).count
    #expect(read > 0 && read < 900)
    #expect(pieces.flatMap(\.losses).count == 1)
    #expect(pieces.flatMap(\.losses).reduce(read) { $0 + $1.entries } == 900)
    #expect(contents.oldest == noon)
  }

  @Test func `entries that are missing between others are told`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<900, at: noon)
    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon) {}
    try ledger.connection.execute("DELETE FROM archive_text WHERE last = 900")
    try fill(ledger, 900..<1800, at: noon + .seconds(60))
    try fill(ledger, 1800..<2700, at: noon + .seconds(60))
    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon + .seconds(60)) {}
    try ledger.connection.execute(
      "DELETE FROM archive_page WHERE first = (SELECT max(first) FROM archive_page)")

    let contents = try ArchiveReader(path: ledger.path).contents()

    #expect(contents.losses.count == 2)
    #expect(contents.losses.reduce(contents.entries) { $0 + $1.entries } == 2700)
    #expect(contents.pruned == 0)
  }

  @Test func `a reader sees what stood there when it was opened`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<900, at: noon)
    let reader = try ArchiveReader(path: ledger.path)

    try fill(ledger, 900..<910, at: noon)
    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon) {}

    let contents = try reader.contents()
    #expect(contents.entries == 900)
    #expect(
      try contents.places.flatMap { try reader.piece(at: $0).read().entries }.count == 900)
  }

  @Test func `texts that were damaged before they were packed are told`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<900, at: noon)
    let file = TextFile.path(of: ledger.path, 1)
    let handle = try #require(FileHandle(forUpdatingAtPath: file))
    try handle.seek(toOffset: 5000)
    try handle.write(contentsOf: Data([0]))
    try handle.close()

    let reader = try ArchiveReader(path: ledger.path)
    let pieces = try reader.contents().places.map { try reader.piece(at: $0).read() }
    while try ledger.tidy(LedgerLimits(feeds: [feed]), at: noon + .seconds(2 * 86_400)) {}
    let contents = try ArchiveReader(path: ledger.path).contents()

    let read = pieces.flatMap(\.entries).count
    #expect(read > 0 && read < 900)
    #expect(pieces.flatMap(\.losses).reduce(read) { $0 + $1.entries } == 900)
    #expect(contents.entries == read)
    #expect(contents.pruned == Int64(900 - read))
  }

  @Test func `texts whose file is gone are told, and the next ones are kept`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<3, at: noon)
    try FileManager.default.removeItem(atPath: TextFile.path(of: ledger.path, 1))
    ledger.forgetTexts()

    try fill(ledger, 3..<5, at: noon)

    let reader = try ArchiveReader(path: ledger.path)
    let pieces = try reader.contents().places.map { try reader.piece(at: $0).read() }
    #expect(pieces.flatMap(\.losses).map(\.entries) == [3])
    #expect(pieces.flatMap(\.entries).map(\.entry.id) == ["3", "4"])
  }

  @Test func `files of texts are removed when all is packed, and not before`() throws {
    var ledger: SQLiteLedger? = try newLedger(in: folder)
    try fill(#require(ledger), 0..<900, at: noon)
    let path = try #require(ledger?.path)
    let limits = LedgerLimits(feeds: [feed])

    while try ledger?.tidy(limits, at: noon) == true {}
    let isThere = FileManager.default.fileExists(atPath: TextFile.path(of: path, 1))
    while try ledger?.tidy(limits, at: noon + .seconds(2 * 86_400)) == true {}
    let isGone = !FileManager.default.fileExists(atPath: TextFile.path(of: path, 1))
    try fill(#require(ledger), 900..<901, at: noon)
    try folder.write("left by a crash", as: "guetteur.db-texts.77")
    ledger = nil
    ledger = try newLedger(in: folder)

    #expect(isThere && isGone)
    #expect(!FileManager.default.fileExists(atPath: folder.file("guetteur.db-texts.77")))
    #expect(try ids(#require(ledger)) == (0..<901).map { "\($0)" })
  }

  @Test func `texts begin another file when the last one is full`() throws {
    let ledger = try newLedger(in: folder)
    for hundred in 0..<120 {
      try fill(ledger, hundred * 100..<(hundred + 1) * 100, at: noon)
    }

    #expect(
      try ledger.connection.integer("SELECT count(DISTINCT file) FROM archive_text") == 2)
    #expect(try ids(ledger) == (0..<12_000).map { "\($0)" })
  }

  @Test func `a transaction that failed leaves no gap in the numbers`() throws {
    let ledger = try newLedger(in: folder)
    try fill(ledger, 0..<3, at: noon)
    var steps = 0
    ledger.connection.fault = {
      steps += 1
      return steps == 8 ? 13 : 0
    }

    #expect(throws: LedgerError.self) { try fill(ledger, 3..<30, at: noon) }
    ledger.connection.fault = nil
    try fill(ledger, 3..<30, at: noon)

    let contents = try ArchiveReader(path: ledger.path).contents()
    #expect(contents.entries == 30)
    #expect(contents.losses.isEmpty)
  }
}
