public import Model

extension SQLiteLedger {
  /// Entries, alerts or rows that one step removes at most.
  private static let step = 200

  public func tidy(
    _ limits: LedgerLimits, at now: Timestamp
  ) throws(LedgerError) -> Bool {
    keepsArchive = limits.archive.keep > .zero
    if try forgetEntries(before: now - limits.memory) { return true }
    if try dropAlerts(before: now - max(limits.memory, limits.archive.keep)) { return true }
    if let feeds = limits.feeds, try forgetFeed(notIn: feeds, before: now - limits.memory) {
      return true
    }
    if limits.packs, try packArchive(at: now) { return true }
    if try pruneArchive(limits.archive, at: now) { return true }
    return try vacuum()
  }

  private func forgetEntries(before time: Timestamp) throws(LedgerError) -> Bool {
    try connection.transaction { () throws(LedgerError) in
      let rows = try connection.statement(.forgettable)
        .bind(1, time.milliseconds).bind(2, Int64(Self.step))
      return try forget(rows)
    }
  }

  /// Forgets the entries that `rows` lists as feed, number and keys.
  private func forget(_ rows: Statement) throws(LedgerError) -> Bool {
    var entries: [(feed: Int64, number: Int64, keys: EntryKeys)] = []
    while try rows.step() {
      entries.append(
        (rows.integer(0), rows.integer(1), EntryKeys(DocumentWriter.keys(of: rows.bytes(2)))))
    }
    for (feed, number, keys) in entries { try forget(feed, number, keys) }
    return !entries.isEmpty
  }

  /// Takes an entry that left out of its tables.
  func forget(_ feed: Int64, _ number: Int64, _ keys: EntryKeys) throws(LedgerError) {
    for key in keys {
      try connection.statement(.dropKey)
        .bind(1, feed).bind(2, Int64(bitPattern: key)).bind(3, number).run()
    }
    try connection.statement(.dropReported).bind(1, feed).bind(2, number).run()
    try connection.statement(.dropEntry).bind(1, feed).bind(2, number).run()
  }

  /// Alerts that some log still waits for are kept, however old.
  private func dropAlerts(before time: Timestamp) throws(LedgerError) -> Bool {
    let cursors = try cursors()
    let everywhere =
      cursors.values
      .filter { $0.name != Self.coverageLog && !$0.name.hasPrefix(Self.watchlistLogs) }
      .map(\.seq).min() ?? .max
    return try connection.transaction { () throws(LedgerError) in
      // In the order of time, save where the clock was set back.
      let rows = try connection.statement(.oldAlerts).bind(1, Int64(Self.step))
      var seqs: [Int64] = []
      while try rows.step() {
        if rows.integer(2) >= time.milliseconds { continue }
        let seq = rows.integer(0)
        let own = cursors[Self.watchlistLogs + rows.text(1)]?.seq ?? .max
        if seq <= min(everywhere, own) { seqs.append(seq) }
      }
      for seq in seqs { try connection.statement(.dropAlert).bind(1, seq).run() }
      if !seqs.isEmpty { try connection.statement(.dropAlertBlocks).run() }
      try connection.statement(.dropCoverage)
        .bind(1, time.milliseconds).bind(2, cursors[Self.coverageLog]?.seq ?? .max).run()
      return !seqs.isEmpty
    }
  }

  private static let coverageLog = "coverage.log"
  private static let watchlistLogs = "watchlist:"

  /// A feed that is not configured any more, some entries at a time.
  private func forgetFeed(
    notIn feeds: Set<FeedID>, before time: Timestamp
  ) throws(LedgerError) -> Bool {
    let rows = try connection.statement(.idleFeeds).bind(1, time.milliseconds)
    var idle: (number: Int64, feed: FeedID)?
    while try rows.step() {
      let feed = FeedID(url: rows.text(1))
      if idle == nil && !feeds.contains(feed) { idle = (rows.integer(0), feed) }
    }
    guard let (number, feed) = idle else { return false }
    // Its last polls may have brought nothing.
    if try foldQuiet(feed, number) { return true }
    try connection.transaction { () throws(LedgerError) in
      let entries = try connection.statement(.entriesOfFeed).bind(1, number)
        .bind(2, Int64(Self.step))
      if try forget(entries) { return }
      try connection.statement(.dropDocument).bind(1, number).run()
      try connection.statement(.dropFeed).bind(1, number).run()
      journal?.drop(feed)
    }
    return true
  }

  /// Gives free pages back to the file system, while there are many.
  private func vacuum() throws(LedgerError) -> Bool {
    guard try connection.integer("PRAGMA freelist_count") > 1000 else { return false }
    try connection.execute("PRAGMA incremental_vacuum(200)")
    return true
  }
}
