public import Model

extension SQLiteLedger {
  public func known(
    of feed: FeedID, among identity: DocumentIdentity
  ) throws(LedgerError) -> [EntryStanding] {
    guard let feed = try find(feed) else {
      var first = identity
      return first.standingsOfFirst()
    }
    let resolution = try resolve(identity, of: feed)
    var standings: [EntryStanding] = []
    standings.reserveCapacity(identity.keys.count)
    for (place, isRepeat) in zip(resolution.slotOfEntry, resolution.isRepeat) {
      let slot = resolution.slots[place]
      if isRepeat {
        standings.append(.known)
      } else if let number = slot.number {
        standings.append(
          slot.hasChanged
            ? .changed(alreadyReported: try reportedWatchlists(feed, number)) : .known)
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
      return try connection.transaction(durably: batch.contains(where: \.mustLast)) {
        () throws(LedgerError) in
        try openJournal()
        var outcome = RecordOutcome(lastSeq: try lastSeq())
        let before = outcome.lastSeq
        outcome.polls.reserveCapacity(batch.count)
        outcome.alerts.reserve(batch.reduce(0) { $0 + $1.bytesOfAlerts })
        try beginTexts()
        for place in batch.indices { try record(batch[place], at: now, outcome: &outcome) }
        if outcome.lastSeq > before { try set(Self.alertCounter, to: outcome.lastSeq) }
        try endTexts()
        try endQuietRow()
        try trimJournal()
        return outcome
      }
    } catch {
      // What was written of them in the transaction went with it.
      watchlists.removeAll()
      forgetTexts()
      journal = nil
      throw error
    }
  }

  private func record(
    _ record: PollRecord, at now: Timestamp, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    var poll = RecordOutcome.Poll(feed: record.feed)
    if let document = record.document {
      try write(document, of: record, at: now, poll: &poll, outcome: &outcome)
    } else if !(record.coverage.isEmpty && journal?.note(record) == true) {
      try remember(record)
    }
    for event in record.coverage {
      let seq = try lastCoverageSeq() + 1
      let row = try connection.statement(.addCoverage)
      CoverageRow.bind(event, seq: seq, to: row)
      try row.run()
      try set(Self.coverageCounter, to: seq)
      outcome.coverageEvents += 1
    }
    outcome.polls.append(poll)
  }

  private func write(
    _ document: RecordedDocument, of record: PollRecord, at now: Timestamp,
    poll: inout RecordOutcome.Poll, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    let feed =
      if let known = try find(record.feed) { known } else {
        try add(record.feed, record.memory)
      }
    let resolution: DocumentResolution
    if let first = document.identity.resolutionOfFirst, feed.isNew {
      resolution = first
    } else {
      resolution = try resolve(document.identity, of: feed)
    }
    poll.entries = resolution.slots.count
    var writer = DocumentWriter(record, resolution, of: feed, in: self, at: now)
    try writer.write(document, poll: &poll, outcome: &outcome)
    let row = try connection.statement(.updateFeed).bind(1, feed.number)
    row.bind(2, bytes: record.memory.bytes).bind(3, record.memory.lastPoll?.milliseconds)
    row.bind(4, Int64(poll.newEntries)).bind(5, Int64(poll.alerts)).bind(6, writer.feed.nextEntry)
    let (quiet, settled) = try settleQuiet(record)
    try row.bind(7, quiet).bind(8, settled).run()
  }

  /// Of a poll without a document that changes more than passes.
  private func remember(_ record: PollRecord) throws(LedgerError) {
    let row = try connection.statement(.updateMemory).bind(1, record.feed.url)
    row.bind(2, bytes: record.memory.bytes).bind(3, record.memory.lastPoll?.milliseconds)
    let (quiet, settled) = try settleQuiet(record)
    try row.bind(4, quiet).bind(5, settled).run()
    guard connection.changes == 0 else { return }
    _ = try add(record.feed, record.memory)
    try row.run()
  }

  /// A feed as `entry` refers to it.
  struct KnownFeed {
    var number: Int64
    var nextEntry: Int64
    var present: PresentEntries

    /// No document of it was ever recorded.
    var isNew: Bool { nextEntry == 1 && present.entries.isEmpty }
  }

  private func find(_ feed: FeedID) throws(LedgerError) -> KnownFeed? {
    let row = try connection.statement(.findFeed).bind(1, feed.url)
    guard try row.step() else { return nil }
    defer { row.reset() }
    guard let present = row.withBytes(2, { PresentEntries(reading: $0) }) else {
      throw .damaged(path: path, detail: .unreadableEntries(feed: feed.url))
    }
    return KnownFeed(number: row.integer(0), nextEntry: row.integer(1), present: present)
  }

  private func add(
    _ feed: FeedID, _ memory: FoldedMemory
  ) throws(LedgerError) -> KnownFeed {
    let row = try connection.statement(.addFeed).bind(1, feed.url)
    _ = try row.step()
    let number = row.integer(0)
    while try row.step() {}
    journal?.add(feed, number, settled: QuietJournal.settled(memory))
    return KnownFeed(number: number, nextEntry: 1, present: .none)
  }

  /// Keys are looked for among the entries of the last document, then among those that left.
  private func resolve(
    _ identity: DocumentIdentity, of feed: KnownFeed
  ) throws(LedgerError) -> DocumentResolution {
    var present = KeyTable(minimumCapacity: feed.present.entries.count * 2)
    for (index, entry) in feed.present.entries.enumerated() {
      for key in entry.keys { present.insert(key, index) }
    }
    let hasPast = feed.nextEntry > Int64(feed.present.entries.count) + 1
    let row = try connection.statement(.findKey)
    return try DocumentResolution(identity) { key throws(LedgerError) in
      if let index = present[key] {
        let entry = feed.present.entries[index]
        return (entry.number, entry.fingerprint, false)
      }
      guard hasPast else { return nil }
      row.bind(1, feed.number).bind(2, Int64(bitPattern: key))
      guard try row.step() else { return nil }
      defer { row.reset() }
      return (row.integer(0), UInt64(bitPattern: row.integer(1)), true)
    }
  }

  private func reportedWatchlists(
    _ feed: KnownFeed, _ number: Int64
  ) throws(LedgerError) -> Set<String> {
    var names: Set<String> = []
    if let entry = feed.present.entry(number) {
      for watchlist in entry.reported {
        let row = try connection.statement(.watchlistName).bind(1, watchlist)
        while try row.step() { names.insert(row.text(0)) }
      }
      return names
    }
    let rows = try connection.statement(.reportedWatchlists)
      .bind(1, feed.number).bind(2, number)
    while try rows.step() { names.insert(rows.text(0)) }
    return names
  }

  /// A watchlist as `alert` refers to it.
  struct KnownWatchlist {
    var number: Int64
    /// Of its last alert, as `alert_block` has it; -1 when that is not known.
    var block: Int64 = -1
  }

  /// The number of a watchlist, given when it first has an alert, and to which now `seq` belongs.
  func number(ofWatchlist name: String, at seq: Int64) throws(LedgerError) -> Int64 {
    var watchlist: KnownWatchlist
    if let known = watchlists[name] {
      watchlist = known
    } else {
      watchlist = KnownWatchlist(number: try number(ofWatchlist: name))
    }
    let block = seq >> 8
    if watchlist.block == block { return watchlist.number }
    try connection.statement(.addAlertBlock).bind(1, watchlist.number).bind(2, seq).run()
    watchlist.block = block
    watchlists[name] = watchlist
    return watchlist.number
  }

  private func number(ofWatchlist name: String) throws(LedgerError) -> Int64 {
    let row = try connection.statement(.findWatchlist).bind(1, name)
    var number: Int64?
    while try row.step() { number = row.integer(0) }
    if number == nil {
      let added = try connection.statement(.addWatchlist).bind(1, name)
      while try added.step() { number = added.integer(0) }
    }
    return number ?? 0
  }
}
