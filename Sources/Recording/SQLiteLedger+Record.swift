public import Model

extension SQLiteLedger {
  public func known(
    of feed: FeedID, among entries: [Entry]
  ) throws(LedgerError) -> [EntryStanding] {
    guard let feed = try find(feed) else {
      let resolution = try DocumentResolution(entries) { _ throws(LedgerError) in nil }
      return resolution.isRepeat.map { $0 ? .known : .new }
    }
    let resolution = try resolve(entries, of: feed.number)
    var standings: [EntryStanding] = []
    standings.reserveCapacity(entries.count)
    for (place, isRepeat) in zip(resolution.slotOfEntry, resolution.isRepeat) {
      let slot = resolution.slots[place]
      if isRepeat {
        standings.append(.known)
      } else if let number = slot.number {
        standings.append(
          slot.hasChanged
            ? .changed(alreadyReported: try reportedWatchlists(feed.number, number)) : .known)
      } else {
        standings.append(.new)
      }
    }
    return standings
  }

  public func record(
    _ batch: [PollRecord], at now: Timestamp
  ) throws(LedgerError) -> RecordOutcome {
    do throws(LedgerError) {
      return try connection.transaction { () throws(LedgerError) in
        var outcome = RecordOutcome(lastSeq: try lastSeq())
        let before = outcome.lastSeq
        try beginTexts()
        for record in batch { try self.record(record, at: now, outcome: &outcome) }
        if outcome.lastSeq > before { try set(Self.alertCounter, to: outcome.lastSeq) }
        try endTexts()
        return outcome
      }
    } catch {
      // Numbers that were given out in the transaction went with it.
      watchlistNumbers.removeAll()
      forgetTexts()
      throw error
    }
  }

  private func record(
    _ record: PollRecord, at now: Timestamp, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    var poll = RecordOutcome.Poll(feed: record.memory.feed)
    var feed: KnownFeed
    if let known = try find(record.memory.feed) {
      feed = known
    } else {
      feed = try add(record.memory.feed)
    }
    if let entries = record.entries {
      let resolution = try resolve(entries.map(\.entry), of: feed.number)
      poll.entries = resolution.slots.count
      var writer = DocumentWriter(
        ledger: self, record: record, resolution: resolution, feed: feed, now: now)
      try writer.write(entries, poll: &poll, outcome: &outcome)
      feed = writer.feed
    }
    for event in record.coverage {
      let seq = try lastCoverageSeq() + 1
      let row = try connection.statement(.addCoverage)
      CoverageRow.bind(event, seq: seq, to: row)
      try row.run()
      try set(Self.coverageCounter, to: seq)
      outcome.coverageEvents += 1
    }
    let row = try connection.statement(.updateFeed).bind(1, feed.number)
    FeedMemoryRow.bind(record.memory, to: row)
    row.bind(28, Int64(poll.newEntries)).bind(29, Int64(poll.alerts))
    row.bind(30, feed.nextEntry).bind(31, bytes: feed.present.bytes)
    try row.run()
    outcome.polls.append(poll)
  }

  /// A feed as `entry` refers to it.
  struct KnownFeed {
    var number: Int64
    var nextEntry: Int64
    var present: PresentEntries
  }

  private func find(_ feed: FeedID) throws(LedgerError) -> KnownFeed? {
    let row = try connection.statement(.findFeed).bind(1, feed.url)
    guard try row.step() else { return nil }
    defer { row.reset() }
    guard let present = row.withBytes(2, { PresentEntries(reading: $0) }) else {
      throw .damaged(path: path, detail: "the entries of \(feed.url) are not readable")
    }
    return KnownFeed(number: row.integer(0), nextEntry: row.integer(1), present: present)
  }

  private func add(_ feed: FeedID) throws(LedgerError) -> KnownFeed {
    let row = try connection.statement(.addFeed).bind(1, feed.url)
    _ = try row.step()
    let number = row.integer(0)
    while try row.step() {}
    return KnownFeed(number: number, nextEntry: 1, present: PresentEntries([]))
  }

  private func resolve(
    _ entries: [Entry], of feed: Int64
  ) throws(LedgerError) -> DocumentResolution {
    let row = try connection.statement(.findKey)
    return try DocumentResolution(entries) { key throws(LedgerError) in
      row.bind(1, feed).bind(2, Int64(bitPattern: key))
      guard try row.step() else { return nil }
      defer { row.reset() }
      return (row.integer(0), UInt64(bitPattern: row.integer(1)), row.integer(2) != 0)
    }
  }

  private func reportedWatchlists(
    _ feed: Int64, _ number: Int64
  ) throws(LedgerError) -> Set<String> {
    let rows = try connection.statement(.reportedWatchlists).bind(1, feed).bind(2, number)
    var names: Set<String> = []
    while try rows.step() { names.insert(rows.text(0)) }
    return names
  }

  /// The number of a watchlist, given when it first has an alert.
  func number(ofWatchlist name: String) throws(LedgerError) -> Int64 {
    if let number = watchlistNumbers[name] { return number }
    let row = try connection.statement(.findWatchlist).bind(1, name)
    var number: Int64?
    while try row.step() { number = row.integer(0) }
    if number == nil {
      let added = try connection.statement(.addWatchlist).bind(1, name)
      while try added.step() { number = added.integer(0) }
    }
    watchlistNumbers[name] = number
    return number ?? 0
  }
}
