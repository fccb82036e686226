/// The rows of version 3, in which every entry had one, for the migration that puts those of a
/// feed's last document together.
enum PastEntries {
  /// Cost: some 10 µs an entry.
  static func gather(_ connection: Connection) throws(LedgerError) {
    let feeds = try connection.statement(sql: "SELECT id FROM feed")
    let entries = try connection.statement(
      sql: """
        SELECT number, fingerprint, first_seen, was_matched, keys FROM entry
          WHERE feed = ?1 AND left_at IS NULL
        """)
    let reports = try connection.statement(
      sql: "SELECT watchlist FROM reported WHERE feed = ?1 AND number = ?2")
    let add = try connection.statement(sql: "INSERT INTO document(feed, entries) VALUES (?1, ?2)")
    while try feeds.step() {
      let feed = feeds.integer(0)
      var present: [PresentEntry] = []
      entries.bind(1, feed)
      while try entries.step() {
        var entry = PresentEntry(
          number: entries.integer(0), fingerprint: UInt64(bitPattern: entries.integer(1)),
          firstSeen: entries.integer(2), wasMatched: entries.integer(3) != 0,
          keys: EntryKeys(DocumentWriter.keys(of: entries.bytes(4))))
        reports.bind(1, feed).bind(2, entry.number)
        while try reports.step() { entry.reported.append(reports.integer(0)) }
        present.append(entry)
      }
      if present.isEmpty { continue }
      try add.bind(1, feed).bind(2, bytes: PresentEntries(present).bytes).run()
    }
    try connection.execute(
      """
      DELETE FROM reported WHERE EXISTS (SELECT 1 FROM entry e
        WHERE e.feed = reported.feed AND e.number = reported.number AND e.left_at IS NULL);
      DELETE FROM entry_key WHERE EXISTS (SELECT 1 FROM entry e
        WHERE e.feed = entry_key.feed AND e.number = entry_key.number AND e.left_at IS NULL);
      DELETE FROM entry WHERE left_at IS NULL
      """)
  }
}
