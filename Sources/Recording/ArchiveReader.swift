public import Model

/// The archive as it stood at one moment, for reading beside a daemon that goes on writing.
///
/// A class, since it owns a connection; used by one thread at a time. What it hands out are pieces
/// that any thread may unpack.
public final class ArchiveReader {
  private let connection: Connection
  private let pages: Statement
  private let fresh: Statement

  /// A piece of texts that no page has taken yet has at most so many of them.
  private static let freshBatch: Int64 = 500

  /// Opens the ledger at `path` for reading. What others write from now on is not seen.
  public init(path: String) throws(LedgerError) {
    connection = try LedgerFile.openForReading(LedgerLock.resolved(path))
    try connection.execute("BEGIN")
    pages = try connection.statement(sql: "SELECT body FROM archive_page WHERE first = ?1")
    fresh = try connection.statement(
      sql: """
        SELECT id, feed, number, time, body FROM archive WHERE id BETWEEN ?1 AND ?2 ORDER BY id
        """)
  }

  // MARK: What is there

  /// What the archive has of a time, without its texts: some 2 µs a piece.
  ///
  /// - Parameters:
  ///   - since: nil: from the beginning.
  ///   - until: not included; nil: to the end.
  public func contents(
    since: Timestamp? = nil, until: Timestamp? = nil
  ) throws(LedgerError) -> ArchiveContents {
    var all = try pagePlaces()
    let lastPacked = all.last?.last ?? 0
    all += try freshPlaces(after: lastPacked)
    return ArchiveContents(all, since: since, until: until)
  }

  private func pagePlaces() throws(LedgerError) -> [ArchivePlace] {
    let rows = try connection.statement(
      sql: """
        SELECT first, last, since, until, entries, raw_bytes, length(body) FROM archive_page
          ORDER BY first
        """)
    var places: [ArchivePlace] = []
    while try rows.step() {
      places.append(
        ArchivePlace(
          kind: .page, first: rows.integer(0), last: rows.integer(1),
          since: Timestamp(milliseconds: rows.integer(2)),
          until: Timestamp(milliseconds: rows.integer(3)), entries: Int(rows.integer(4)),
          rawBytes: rows.integer(5), storedBytes: rows.integer(6)))
    }
    return places
  }

  private func freshPlaces(after last: Int64) throws(LedgerError) -> [ArchivePlace] {
    let rows = try connection.statement(
      sql: """
        SELECT min(id), max(id), min(time), max(time), count(*), sum(length(body)) FROM archive
          WHERE id > ?1 GROUP BY id / \(Self.freshBatch) ORDER BY 1
        """
    ).bind(1, last)
    var places: [ArchivePlace] = []
    while try rows.step() {
      places.append(
        ArchivePlace(
          kind: .fresh, first: rows.integer(0), last: rows.integer(1),
          since: Timestamp(milliseconds: rows.integer(2)),
          until: Timestamp(milliseconds: rows.integer(3)), entries: Int(rows.integer(4)),
          rawBytes: rows.integer(5), storedBytes: rows.integer(5)))
    }
    return places
  }

  // MARK: Texts

  /// The stored bytes of one piece. Bytes that the database itself finds damaged are told by the
  /// piece when it is read.
  public func piece(at place: ArchivePlace) throws(LedgerError) -> ArchivePiece {
    do throws(LedgerError) {
      switch place.kind {
      case .page:
        pages.bind(1, place.first)
        guard try pages.step() else { return ArchivePiece(unreadable: place) }
        defer { pages.reset() }
        return ArchivePiece(place, page: pages.bytes(0))
      case .fresh:
        fresh.bind(1, place.first).bind(2, place.last)
        var rows: [ArchivePiece.FreshRow] = []
        while try fresh.step() {
          rows.append(
            ArchivePiece.FreshRow(
              id: fresh.integer(0), feed: fresh.integer(1), number: fresh.integer(2),
              time: Timestamp(milliseconds: fresh.integer(3)), body: fresh.bytes(4)))
        }
        return ArchivePiece(place, fresh: rows)
      }
    } catch {
      if case .damaged = error { return ArchivePiece(unreadable: place) }
      throw error
    }
  }

  /// The texts that were seen at a link (http and https being equal) or, without one, under an id:
  /// oldest first, and what of them is damaged. Cost: one unpacked page a text.
  public func entries(
    at link: String
  ) throws(LedgerError) -> (entries: [ArchivedEntry], losses: [ArchiveLoss]) {
    guard let key = ArchiveCoding.key(ofLink: link) else { return ([], []) }
    let rows = try connection.statement(
      sql: "SELECT id FROM archive_url WHERE key = ?1 ORDER BY id"
    ).bind(1, Int64(bitPattern: key))
    var ids: [Int64] = []
    while try rows.step() { ids.append(rows.integer(0)) }
    return try entries(numbered: ids)
  }

  /// The texts with these numbers, those that are there, in their order.
  public func entries(
    numbered ids: [Int64]
  ) throws(LedgerError) -> (entries: [ArchivedEntry], losses: [ArchiveLoss]) {
    let contents = try contents()
    var found: [ArchivedEntry] = []
    var losses: [ArchiveLoss] = []
    var last: (place: ArchivePlace, entries: [ArchivedEntry])?
    for id in ids {
      guard let place = contents.place(of: id) else { continue }
      if last?.place != place {
        let read = try piece(at: place).read()
        losses += read.losses
        last = (place, read.entries)
      }
      if let entry = last?.entries.first(where: { $0.id == id }) { found.append(entry) }
    }
    return (found, losses)
  }

  /// Every text of one entry, before the one with number `id`.
  public func earlierTexts(of entry: ArchivedEntry) throws(LedgerError) -> [ArchivedEntry] {
    guard let link = entry.entry.url ?? entry.entry.id else { return [] }
    return try entries(at: link).entries.filter {
      $0.feed == entry.feed && $0.number == entry.number && $0.id < entry.id
    }
  }
}
