public import Model

/// The ledger as an SQLite database: WAL, `synchronous=FULL`, one process at a time.
///
/// A class, since it owns a connection; not Sendable, since one queue owns it.
public final class SQLiteLedger: Ledger {
  /// The database file, symbolic links followed.
  public let path: String
  public var folder: String { LedgerLock.folder(of: path) }
  let connection: Connection
  private let lock: LedgerLock?
  var isReader: Bool { lock == nil }
  /// Since it was last checked.
  private var openings: Int64 = 0
  /// Watchlists that had alerts, which are few.
  var watchlists: [String: KnownWatchlist] = [:]

  /// Read when it is first needed, and again after a transaction that failed.
  var journal: QuietJournal?

  /// Whether texts of new entries go into the archive; `tidy` sets it by the limits it is given.
  public var keepsArchive = true
  /// Texts of the transaction that is under way.
  var newTexts = NewTexts()

  /// Opens the ledger for this process alone, making it (and the last folder of its path) when there
  /// is none, and checks it unless it was closed in order and not touched since: some 5 ms, and about
  /// a second for each gigabyte outside the archive.
  ///
  /// `waitingForLock`: how long to wait for another process to let go of it.
  public init(path: String, waitingForLock: Duration) throws(LedgerError) {
    try LedgerFile.makeFolder(of: path)
    self.path = LedgerLock.resolved(path)
    let lock = try LedgerLock(for: self.path, waiting: waitingForLock)
    let seal = lock.takeSeal()
    let isAsLeft = seal?.holds(for: self.path) ?? false
    if isAsLeft, let seal { openings = seal.openings + 1 }
    self.lock = consume lock
    connection = try LedgerFile.open(self.path, isAsLeft: isAsLeft)
    removePackedFiles()
  }

  /// Opens the ledger for reading, beside a daemon that may be writing to it. What writes throws.
  public init(reading path: String) throws(LedgerError) {
    self.path = LedgerLock.resolved(path)
    lock = nil
    connection = try LedgerFile.openForReading(self.path)
  }

  /// Before the process ends: brings everything from the write-ahead log into the database file, so
  /// that it can be copied (with its `-texts` files). Readers are not waited for, and what fails
  /// costs nothing: the next start reads the log.
  public func rest() {
    do throws(LedgerError) {
      try connection.execute("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)")
    } catch { return }
    if let seal = LedgerSeal(of: path, openings: openings) { lock?.leave(seal) }
  }

  /// Lets go of the pages that were read, up to 8 MB, and of the room in which rows and texts are
  /// put together; they are read, and it is taken, again when they are needed.
  public func releaseMemory() {
    newTexts.releaseMemory()
    journal?.releaseMemory()
    do throws(LedgerError) { try connection.execute("PRAGMA shrink_memory") } catch {}
  }

  // MARK: Hosts

  public func holds() throws(LedgerError) -> [HostHold] {
    let rows = try connection.statement(.holds)
    var holds: [HostHold] = []
    while try rows.step() {
      holds.append(
        HostHold(
          host: rows.text(0), until: Timestamp(milliseconds: rows.integer(1)), reason: rows.text(2))
      )
    }
    return holds
  }

  public func save(holds: [HostHold]) throws(LedgerError) {
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(.dropHolds).run()
      for hold in holds {
        try connection.statement(.addHold)
          .bind(1, hold.host).bind(2, hold.until.milliseconds).bind(3, hold.reason).run()
      }
    }
  }

  // MARK: Alerts and coverage

  public func lastSeq() throws(LedgerError) -> Int64 { try counter(Self.alertCounter) }
  public func lastCoverageSeq() throws(LedgerError) -> Int64 { try counter(Self.coverageCounter) }

  public func alerts(
    after seq: Int64, watchlist: String?, limit: Int
  ) throws(LedgerError) -> [Alert] {
    try recordedAlerts(after: seq, watchlist: watchlist, limit: limit).values
  }

  /// The same as bytes; fewer than `limit`, though never none, once they come to a megabyte.
  public func recordedAlerts(
    after seq: Int64, watchlist: String?, limit: Int
  ) throws(LedgerError) -> RecordedAlerts {
    let rows = try connection.statement(watchlist == nil ? .alerts : .alertsOfWatchlist)
    rows.bind(1, seq).bind(2, Int64(limit))
    if let watchlist { rows.bind(3, watchlist) }
    var alerts = RecordedAlerts()
    while try rows.step() {
      let (seq, time) = (rows.integer(0), Timestamp(milliseconds: rows.integer(1)))
      let name = rows.text(2)
      guard rows.withBytes(3, { alerts.add(seq, time, name, $0) }) else {
        rows.reset()
        throw .damaged(path: path, detail: .unreadableAlert(seq))
      }
      if alerts.isMany {
        rows.reset()
        break
      }
    }
    return alerts
  }

  public func coverage(after seq: Int64, limit: Int) throws(LedgerError) -> [CoverageEvent] {
    let rows = try connection.statement(.coverage)
    rows.bind(1, seq).bind(2, Int64(limit))
    var events: [CoverageEvent] = []
    while try rows.step() { events.append(CoverageRow.read(rows)) }
    return events
  }

  // MARK: Logs

  public func cursors() throws(LedgerError) -> [String: LogCursor] {
    let rows = try connection.statement(.cursors)
    var cursors: [String: LogCursor] = [:]
    while try rows.step() {
      let name = rows.text(0)
      cursors[name] = LogCursor(
        name: name, seq: rows.integer(1), inode: UInt64(bitPattern: rows.integer(2)),
        size: rows.integer(3))
    }
    return cursors
  }

  public func save(cursor: LogCursor, durably: Bool) throws(LedgerError) {
    try connection.transaction(durably: durably) { () throws(LedgerError) in
      try connection.statement(.saveCursor)
        .bind(1, cursor.name).bind(2, cursor.seq).bind(3, Int64(bitPattern: cursor.inode))
        .bind(4, cursor.size).run()
    }
  }

  public func forget(cursor name: String) throws(LedgerError) {
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(.dropCursor).bind(1, name).run()
    }
  }

  // MARK: Counters

  static let alertCounter = "alert"
  static let coverageCounter = "coverage"
  static let archiveCounter = "archive"

  func counter(_ name: String) throws(LedgerError) -> Int64 {
    let row = try connection.statement(.counter).bind(1, name)
    guard try row.step() else { return 0 }
    defer { row.reset() }
    return row.integer(0)
  }

  func set(_ name: String, to value: Int64) throws(LedgerError) {
    try connection.statement(.setCounter).bind(1, name).bind(2, value).run()
  }
}
