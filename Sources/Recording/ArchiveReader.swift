public import Model

/// The archive as it stood at one moment, for reading beside a daemon that goes on writing.
///
/// A class, since it owns a connection; used by one thread at a time. What it hands out are pieces
/// that any thread may unpack.
public final class ArchiveReader {
  private let connection: Connection
  private let pages: Statement
  private let fresh: Statement
  private var files: [Int64: TextFile] = [:]
  private var last: Unpacked?
  private var knownContents: [ArchivePlace]?
  private var knownKeys: [(place: ArchivePlace, keys: [UInt64])]?

  private struct Unpacked {
    var place: ArchivePlace
    var entries: [ArchivedEntry]
    var losses: [ArchiveLoss]
  }

  /// Opens the ledger at `path` for reading. What others write from now on is not seen.
  public init(path: String) throws(LedgerError) {
    connection = try LedgerFile.openForReading(LedgerLock.resolved(path))
    pages = try connection.statement(sql: "SELECT body FROM archive_page WHERE first = ?1")
    fresh = try connection.statement(
      sql: "SELECT file, offset, raw_bytes, checksum FROM archive_text WHERE first = ?1")
    // A file whose texts are all packed is removed, maybe between the two steps of a try.
    var tries = 1
    while try !beginReading(), tries < 5 {
      try connection.execute("ROLLBACK")
      tries += 1
    }
  }

  /// Decides what is seen, and opens its files; false when one of them is not there.
  private func beginReading() throws(LedgerError) -> Bool {
    try connection.execute("BEGIN")
    files = [:]
    var isWhole = true
    // The first reading decides what is seen (SQLite, "Isolation In SQLite").
    let rows = try connection.statement(sql: "SELECT DISTINCT file FROM archive_text")
    while try rows.step() {
      let number = rows.integer(0)
      files[number] = try TextFile(reading: number, of: connection.path)
      if files[number] == nil { isWhole = false }
    }
    return isWhole
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
    var all = knownContents ?? []
    if knownContents == nil {
      all = try pagePlaces()
      all += try freshPlaces()
      knownContents = all
    }
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

  private func freshPlaces() throws(LedgerError) -> [ArchivePlace] {
    let rows = try connection.statement(
      sql: "SELECT first, last, since, until, entries, raw_bytes FROM archive_text ORDER BY first")
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
        fresh.bind(1, place.first)
        guard try fresh.step() else { return ArchivePiece(unreadable: place) }
        defer { fresh.reset() }
        guard let file = files[fresh.integer(0)] else { return ArchivePiece(unreadable: place) }
        let bytes = try file.bytes(at: fresh.integer(1), count: Int(fresh.integer(2)))
        return ArchivePiece(place, fresh: bytes, checksum: fresh.integer(3))
      }
    } catch {
      if case .damaged = error { return ArchivePiece(unreadable: place) }
      throw error
    }
  }

  /// The texts that were seen at a link (http and https being equal) or, without one, under an id:
  /// oldest first, and what of them is damaged. Cost: one unpacked page a text, and once the hashes
  /// of all (16 bytes a text).
  public func entries(
    at link: String
  ) throws(LedgerError) -> (entries: [ArchivedEntry], losses: [ArchiveLoss]) {
    guard let key = ArchiveCoding.key(ofLink: link) else { return ([], []) }
    return try entries(keyed: key) { ArchiveCoding.key(of: $0.entry) == key }
  }

  private func entries(
    keyed key: UInt64, where isWanted: (ArchivedEntry) -> Bool
  ) throws(LedgerError) -> (entries: [ArchivedEntry], losses: [ArchiveLoss]) {
    var found: [ArchivedEntry] = []
    var losses: [ArchiveLoss] = []
    for (place, keys) in try keysOfPieces() where keys.contains(key) {
      let read = try unpacked(place)
      losses += read.losses
      found += read.entries.filter(isWanted)
    }
    return (found, losses)
  }

  /// The texts with these numbers, those that are there, in their order.
  public func entries(
    numbered ids: [Int64]
  ) throws(LedgerError) -> (entries: [ArchivedEntry], losses: [ArchiveLoss]) {
    let contents = try contents()
    var found: [ArchivedEntry] = []
    var losses: [ArchiveLoss] = []
    for id in ids {
      guard let place = contents.place(of: id) else { continue }
      let isAgain = last?.place == place
      let read = try unpacked(place)
      if !isAgain { losses += read.losses }
      if let entry = read.entries.first(where: { $0.id == id }) { found.append(entry) }
    }
    return (found, losses)
  }

  /// The texts that an entry had before this one.
  public func earlierTexts(of entry: ArchivedEntry) throws(LedgerError) -> [ArchivedEntry] {
    let key = ArchiveCoding.key(ofEntry: entry.number, in: entry.feed)
    return try entries(keyed: key) {
      $0.feed == entry.feed && $0.number == entry.number && $0.id < entry.id
    }.entries
  }

  /// A piece read, the last one kept.
  private func unpacked(_ place: ArchivePlace) throws(LedgerError) -> Unpacked {
    if let last, last.place == place { return last }
    let read = try piece(at: place).read()
    let unpacked = Unpacked(place: place, entries: read.entries, losses: read.losses)
    last = unpacked
    return unpacked
  }

  /// The hashes of links and entries of every piece.
  private func keysOfPieces() throws(LedgerError) -> [(place: ArchivePlace, keys: [UInt64])] {
    if let knownKeys { return knownKeys }
    let row = try connection.statement(sql: "SELECT keys FROM archive_page WHERE first = ?1")
    var pieces: [(place: ArchivePlace, keys: [UInt64])] = []
    for place in try contents().places {
      guard place.kind == .page else {
        var keys: [UInt64] = []
        for entry in try piece(at: place).read().entries {
          keys.append(ArchiveCoding.key(of: entry.entry) ?? 0)
          keys.append(ArchiveCoding.key(ofEntry: entry.number, in: entry.feed))
        }
        pieces.append((place, keys))
        continue
      }
      do throws(LedgerError) {
        row.bind(1, place.first)
        while try row.step() { pieces.append((place, DocumentWriter.keys(of: row.bytes(0)))) }
      } catch {
        // A page that the database cannot give: what it held is not known.
        guard case .damaged = error else { throw error }
      }
    }
    knownKeys = pieces
    return pieces
  }
}
