/// The table `archive` of version 2, a row a text, for the migration that leaves it behind.
enum PastArchive {
  /// Packs all of it into pages. Cost: some 20 µs a text; there is an hour of them.
  static func pack(_ connection: Connection) throws(LedgerError) {
    let rows = try connection.statement(
      sql: "SELECT id, feed, number, time, body FROM archive ORDER BY id")
    var page = ArchivePage.Builder()
    while try rows.step() {
      rows.withBytes(4) { text in
        page.add(
          id: rows.integer(0), feed: rows.integer(1), number: rows.integer(2),
          time: rows.integer(3), text)
      }
      if page.rawBytes >= SQLiteLedger.pageBytes {
        try SQLiteLedger.addPage(page, to: connection)
        page.clear()
      }
    }
    try SQLiteLedger.addPage(page, to: connection)
  }
}
