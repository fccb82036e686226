internal import Model

extension SQLiteLedger {
  /// A page is made of this much text.
  private static let pageBytes = 1 << 20
  private static let day = Duration.seconds(86_400)

  /// Packs the oldest texts into one page: when there are enough of them, or after a day.
  func packArchive(at now: Timestamp) throws(LedgerError) -> Bool {
    let rows = try connection.statement(.freshArchived)
      .bind(1, Int64.min).bind(2, Int64.max).bind(3, 5000)
    var page = ArchivePage.Builder()
    while page.rawBytes < Self.pageBytes, try rows.step() {
      page.add(
        id: rows.integer(0), feed: rows.integer(1), number: rows.integer(2),
        time: rows.integer(3), body: rows.bytes(4))
    }
    rows.reset()
    guard let first = page.first, let packed = page.packed,
      page.rawBytes >= Self.pageBytes || Timestamp(milliseconds: page.until) < now - Self.day
    else { return false }
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(.addArchivePage)
        .bind(1, first).bind(2, page.last).bind(3, page.since).bind(4, page.until)
        .bind(5, Int64(page.count)).bind(6, Int64(page.rawBytes)).bind(7, bytes: page.keys)
        .bind(8, bytes: packed).run()
      try connection.statement(.dropFresh).bind(1, page.last).run()
    }
    return true
  }

  /// Drops the oldest page, or the oldest texts, that are older than `keep` or above `maxBytes`.
  func pruneArchive(
    _ settings: ArchiveSettings, at now: Timestamp
  ) throws(LedgerError) -> Bool {
    let row = try connection.statement(.oldestPage)
    guard try row.step() else { return try pruneFresh(before: now - settings.keep) }
    let (first, until) = (row.integer(0), Timestamp(milliseconds: row.integer(1)))
    row.reset()
    var isDue = until < now - settings.keep
    if !isDue { isDue = try isAbove(settings.maxBytes) }
    guard isDue else { return false }
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(.dropArchivePage).bind(1, first).run()
    }
    return true
  }

  private func isAbove(_ most: Int64?) throws(LedgerError) -> Bool {
    guard let most else { return false }
    let row = try connection.statement(.archiveBytes)
    var bytes: Int64 = 0
    while try row.step() { bytes = row.integer(0) }
    return bytes > most
  }

  /// Texts that no page has taken yet, the oldest first.
  private func pruneFresh(before time: Timestamp) throws(LedgerError) -> Bool {
    let rows = try connection.statement(.freshArchived)
      .bind(1, Int64.min).bind(2, time.milliseconds).bind(3, 200)
    var last: Int64?
    while try rows.step() { last = rows.integer(0) }
    guard let last else { return false }
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(.dropFresh).bind(1, last).run()
    }
    return true
  }
}
