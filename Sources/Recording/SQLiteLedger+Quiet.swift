public import Model

// What is remembered of feeds: their rows, and the journal of polls that brought nothing.
//
// Such a poll changes some times and the rhythm of a feed. Those of a transaction are one row of
// `quiet`; the last one of each feed counts, while it is younger than the feed's own row.
extension SQLiteLedger {
  public func memories() throws(LedgerError) -> [FeedID: FoldedMemory] {
    // Each page is looked at once: a few, one after another, take the same room.
    try connection.execute("PRAGMA cache_size = -500")
    defer { try? connection.execute("PRAGMA cache_size = -\(LedgerFile.cacheKilobytes)") }
    // The rows of feeds and the journal as they were at one moment.
    return try connection.reading { () throws(LedgerError) in try readFeeds() }
  }

  /// In a transaction. Reads the journal when that was not done.
  func openJournal() throws(LedgerError) {
    if journal == nil { _ = try readFeeds() }
  }

  private func readFeeds() throws(LedgerError) -> [FeedID: FoldedMemory] {
    // Roughly: of feeds that are long gone the numbers are free.
    let count = Int(min(max(0, try connection.integer("SELECT max(id) FROM feed")), 100_000))
    let polls = try readQuietRows(of: count)
    var journal = isReader ? nil : QuietJournal(rows: polls.rows, feeds: count)
    var memories: [FeedID: FoldedMemory] = [:]
    memories.reserveCapacity(count)
    let rows = try connection.statement(.allFeeds)
    while try rows.step() {
      let feed = FeedID(url: rows.text(0))
      let (number, marker) = (rows.integer(4), rows.integer(5))
      let poll = polls.last(of: number, after: marker)
      let read = rows.withBytes(1) { raw in
        poll.flatMap { polls.memory(raw, with: $0) } ?? FoldedMemory(bytes: raw)
      }
      guard var memory = read else {
        throw .damaged(path: path, detail: .unreadableMemory(feed: feed.url))
      }
      journal?.add(
        feed, number, settled: UInt64(bitPattern: rows.integer(6)), marker: marker, row: poll?.row)
      memory.count(entriesSeen: rows.integer(2), alerts: rows.integer(3))
      memories[feed] = memory
    }
    self.journal = journal
    return memories
  }

  /// A row whose bytes are damaged counts for nothing: its feeds are asked a little early.
  private func readQuietRows(of feeds: Int) throws(LedgerError) -> QuietPolls {
    var polls = QuietPolls(feeds: feeds)
    let rows = try connection.statement(.quietRows)
    while try rows.step() {
      let id = rows.integer(0)
      rows.withBytes(1) { polls.add(id, $0) }
    }
    polls.end()
    return polls
  }

  /// Writes the polls that brought nothing.
  func endQuietRow() throws(LedgerError) {
    guard let (id, bytes) = journal?.end() else { return }
    try connection.statement(.addQuietRow).bind(1, id).bind(2, bytes: bytes).run()
  }

  /// Before the row of the feed is written. Returns what its columns of these names have to say.
  func settleQuiet(_ record: PollRecord) throws(LedgerError) -> (quiet: Int64, settled: Int64) {
    if journal?.isPending(record.feed) == true { try endQuietRow() }
    let settled = QuietJournal.settled(record.memory)
    journal?.settle(record.feed, as: settled)
    return (journal?.lastID ?? 0, Int64(bitPattern: settled))
  }

  /// Takes out what counts no more, and the oldest polls when there are too many.
  func trimJournal() throws(LedgerError) {
    var hasBegun = false
    while let row = journal?.due(hasBegun: hasBegun) {
      hasBegun = true
      if row.live > 0 { try fold(row.id, of: nil) }
      try connection.statement(.dropQuietRow).bind(1, row.id).run()
      journal?.dropFirst()
    }
  }

  /// Brings the row of a feed up to date with the journal; false when it is.
  func foldQuiet(_ feed: FeedID, _ number: Int64) throws(LedgerError) -> Bool {
    do throws(LedgerError) {
      return try connection.transaction { () throws(LedgerError) in
        try openJournal()
        guard let row = journal?.row(of: feed) else { return false }
        try fold(row.id, of: UInt32(clamping: number))
        // Also when it is damaged by now: it is not tried again.
        journal?.settle(feed)
        return true
      }
    } catch {
      journal = nil
      throw error
    }
  }

  /// Writes the polls of a row of the journal that count, or those of one feed, to the rows of feeds.
  private func fold(_ id: Int64, of only: UInt32?) throws(LedgerError) {
    var polls: [UInt32: [UInt8]] = [:]
    let row = try connection.statement(.quietRow).bind(1, id)
    while try row.step() {
      _ = row.withBytes(0) { raw in
        QuietRow.read(raw) { feed, passing in
          if only == nil || only == feed { polls[feed] = Array(passing) }
        }
      }
    }
    for (number, passing) in polls.sorted(by: { $0.key < $1.key }) {
      let feed = try connection.statement(.memoryOfFeed).bind(1, Int64(number))
      guard try feed.step() else { continue }
      let address = FeedID(url: feed.text(0))
      let read = feed.withBytes(1) { raw in
        passing.withUnsafeBytes { FoldedMemory(bytes: raw, passing: $0) }
      }
      feed.reset()
      guard journal?.row(of: address)?.id == id, let memory = read else { continue }
      try connection.statement(.foldMemory).bind(1, Int64(number))
        .bind(2, bytes: memory.bytes).bind(3, memory.lastPoll?.milliseconds).bind(4, id).run()
      journal?.settle(address)
    }
  }
}
