public import Model

/// What the ledger knows of one entry, whether its text is still kept or not.
public struct KnownEntry: Hashable, Sendable {
  public struct Report: Hashable, Sendable {
    public var seq: Int64
    public var time: Timestamp
    public var watchlist: String
  }

  public var feedURL: String
  /// As in `ArchivedEntry`.
  public var feed: Int64
  public var number: Int64
  public var firstSeen: Timestamp
  /// When it was no longer in its feed; nil while it is.
  public var leftAt: Timestamp?
  /// False when it was only remembered (older than its feed's `backfill`).
  public var wasMatched: Bool
  /// The alerts that it gave and that are still kept.
  public var reports: [Report]
}

extension SQLiteLedger {
  /// The entries, of every feed, that are known by this link or id, the oldest first. Cost: 4 µs a
  /// feed, and one pass over the alerts when something is found.
  public func entries(knownBy text: String) throws(LedgerError) -> [KnownEntry] {
    let keys = EntryIdentity.keys(ofText: text)
    var entries = try presentEntries(knownBy: keys)
    for entry in try pastEntries(knownBy: keys) where !entries.contains(entry) {
      entries.append(entry)
    }
    entries.sort { $0.firstSeen < $1.firstSeen }
    for index in entries.indices {
      entries[index].reports = try reports(of: entries[index].feed, entries[index].number)
    }
    return entries
  }

  /// Among the entries of the feeds' last documents.
  private func presentEntries(knownBy keys: [UInt64]) throws(LedgerError) -> [KnownEntry] {
    let rows = try connection.statement(.documents)
    var found: [KnownEntry] = []
    while try rows.step() {
      let present = rows.withBytes(2) { raw in
        keys.contains { PresentEntries.mayHold($0, in: raw) } ? PresentEntries(reading: raw) : nil
      }
      for entry in present?.entries ?? [] where keys.contains(where: entry.keys.contains) {
        found.append(
          KnownEntry(
            feedURL: rows.text(1), feed: rows.integer(0), number: entry.number,
            firstSeen: Timestamp(milliseconds: entry.firstSeen), leftAt: nil,
            wasMatched: entry.wasMatched, reports: []))
      }
    }
    return found
  }

  /// Among those that have left.
  private func pastEntries(knownBy keys: [UInt64]) throws(LedgerError) -> [KnownEntry] {
    let rows = try connection.statement(
      sql: """
        SELECT f.url, f.id, e.number, e.first_seen, e.left_at, e.was_matched FROM feed f
          JOIN entry_key k ON k.feed = f.id AND k.key = ?1
          JOIN entry e ON e.feed = f.id AND e.number = k.number
        """)
    var entries: [KnownEntry] = []
    for key in keys {
      rows.bind(1, Int64(bitPattern: key))
      while try rows.step() {
        let entry = KnownEntry(
          feedURL: rows.text(0), feed: rows.integer(1), number: rows.integer(2),
          firstSeen: Timestamp(milliseconds: rows.integer(3)),
          leftAt: rows.optionalInteger(4).map { Timestamp(milliseconds: $0) },
          wasMatched: rows.integer(5) != 0, reports: [])
        if !entries.contains(entry) { entries.append(entry) }
      }
    }
    return entries
  }

  /// The alerts of one entry. Cost: one pass over all alerts.
  public func reports(of feed: Int64, _ number: Int64) throws(LedgerError) -> [KnownEntry.Report] {
    let rows = try connection.statement(
      sql: """
        SELECT a.seq, a.time, w.name FROM alert a JOIN watchlist w ON w.id = a.watchlist
          WHERE a.feed = ?1 AND a.number = ?2 ORDER BY a.seq
        """
    ).bind(1, feed).bind(2, number)
    var reports: [KnownEntry.Report] = []
    while try rows.step() {
      reports.append(
        KnownEntry.Report(
          seq: rows.integer(0), time: Timestamp(milliseconds: rows.integer(1)),
          watchlist: rows.text(2)))
    }
    return reports
  }

  /// The entry of an alert; nil when there is no such alert.
  public func entry(ofAlert seq: Int64) throws(LedgerError) -> (feed: Int64, number: Int64)? {
    let row = try connection.statement(.alertBySeq).bind(1, seq)
    guard try row.step() else { return nil }
    defer { row.reset() }
    return (row.integer(0), row.integer(1))
  }
}
