public import Model

/// What a reading of the archive covered.
public struct ArchiveReading: Hashable, Sendable {
  public var entries = 0
  /// When the oldest entry that is kept was seen; nil when there is none.
  public var oldest: Timestamp?
  /// Times whose entries could not be read.
  public var damaged: [ClosedRange<Timestamp>] = []
}

extension SQLiteLedger {
  /// A page is made of this much text.
  private static let pageBytes = 1 << 20

  /// Calls `body` with the archived entries seen from `since` to before `until`, in the order in
  /// which they were seen, until it returns false. A page that cannot be read is told, not hidden.
  public func archived(
    since: Timestamp, until: Timestamp, _ body: (ArchivedEntry) -> Bool
  ) throws(LedgerError) -> ArchiveReading {
    var reading = ArchiveReading()
    let oldest = try connection.statement(.oldestArchived)
    while try oldest.step() {
      reading.oldest = oldest.optionalInteger(0).map { Timestamp(milliseconds: $0) }
    }
    let pages = try connection.statement(.archivePages)
      .bind(1, since.milliseconds).bind(2, until.milliseconds)
    var goesOn = true
    while goesOn, try pages.step() {
      guard let page = pages.withBytes(2, ArchivePage.init(reading:)) else {
        let first = Timestamp(milliseconds: pages.integer(0))
        reading.damaged.append(first...max(first, Timestamp(milliseconds: pages.integer(1))))
        continue
      }
      for entry in page.entries where goesOn && entry.time >= since && entry.time < until {
        reading.entries += 1
        goesOn = body(entry)
      }
    }
    pages.reset()
    let fresh = try connection.statement(.freshArchived)
      .bind(1, since.milliseconds).bind(2, until.milliseconds).bind(3, Int64.max)
    while goesOn, try fresh.step() {
      guard let entry = Self.freshEntry(fresh) else {
        let time = Timestamp(milliseconds: fresh.integer(3))
        reading.damaged.append(time...time)
        continue
      }
      reading.entries += 1
      goesOn = body(entry)
    }
    fresh.reset()
    return reading
  }

  /// What was seen of the entry with this link (http and https being equal) or, without a link, id:
  /// oldest first.
  public func archived(link: String) throws(LedgerError) -> [ArchivedEntry] {
    guard let key = ArchiveCoding.key(ofLink: link) else { return [] }
    let rows = try connection.statement(.archivedByURL).bind(1, Int64(bitPattern: key))
    var ids: [Int64] = []
    while try rows.step() { ids.append(rows.integer(0)) }
    var entries: [ArchivedEntry] = []
    for id in ids {
      let fresh = try connection.statement(.freshByID).bind(1, id)
      while try fresh.step() { Self.freshEntry(fresh).map { entries.append($0) } }
      let page = try connection.statement(.pageOfID).bind(1, id)
      while try page.step() {
        let read = page.withBytes(0, ArchivePage.init(reading:))
        entries += read?.entries.filter { $0.id == id } ?? []
      }
    }
    return entries
  }

  private static func freshEntry(_ row: Statement) -> ArchivedEntry? {
    let (id, feed, number) = (row.integer(0), row.integer(1), row.integer(2))
    let time = Timestamp(milliseconds: row.integer(3))
    return row.withBytes(4) {
      try? ArchiveCoding.decode($0, id: id, feed: feed, number: number, time: time)
    }
  }

  // MARK: Housekeeping

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
      page.rawBytes >= Self.pageBytes
        || Timestamp(milliseconds: page.until) < now - .seconds(86_400)
    else { return false }
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(.addArchivePage)
        .bind(1, first).bind(2, page.last).bind(3, page.since).bind(4, page.until)
        .bind(5, Int64(page.count)).bind(6, Int64(page.rawBytes)).bind(7, bytes: packed).run()
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
    let (first, last, until) = (row.integer(0), row.integer(1), row.integer(2))
    let body = row.bytes(3)
    row.reset()
    var isDue = Timestamp(milliseconds: until) < now - settings.keep
    if !isDue, let most = settings.maxBytes {
      isDue =
        try connection.integer(
          """
          SELECT (SELECT coalesce(sum(length(body)), 0) FROM archive_page)
            + (SELECT coalesce(sum(length(body)), 0) FROM archive)
          """) > most
    }
    guard isDue else { return try pruneFresh(before: now - settings.keep) }
    let page = body.withUnsafeBytes { ArchivePage(reading: $0) }
    try connection.transaction { () throws(LedgerError) in
      for entry in page?.entries ?? [] {
        if let key = ArchiveCoding.key(of: entry.entry) { try dropURL(key, entry.id) }
      }
      try connection.statement(.dropArchivePage).bind(1, first).bind(2, last).run()
    }
    return true
  }

  private func pruneFresh(before time: Timestamp) throws(LedgerError) -> Bool {
    let rows = try connection.statement(.freshArchived)
      .bind(1, Int64.min).bind(2, time.milliseconds).bind(3, 200)
    var entries: [(id: Int64, key: UInt64?)] = []
    while try rows.step() {
      entries.append(
        (rows.integer(0), Self.freshEntry(rows).flatMap { ArchiveCoding.key(of: $0.entry) }))
    }
    if entries.isEmpty { return false }
    try connection.transaction { () throws(LedgerError) in
      for (id, key) in entries {
        if let key { try dropURL(key, id) }
        try connection.statement(.dropFreshByID).bind(1, id).run()
      }
    }
    return true
  }

  private func dropURL(_ key: UInt64, _ id: Int64) throws(LedgerError) {
    try connection.statement(.dropArchivedURL).bind(1, Int64(bitPattern: key)).bind(2, id).run()
  }
}
