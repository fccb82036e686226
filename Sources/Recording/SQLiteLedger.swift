internal import CSQLite
public import Model

/// The ledger as an SQLite database: WAL, `synchronous=FULL`, one process at a time.
///
/// A class, since it owns a connection; not Sendable, since one queue owns it.
public final class SQLiteLedger: Ledger {
  public let path: String

  /// Opens the ledger for this process alone, making it when there is none.
  ///
  /// `waitingForLock`: how long to wait for another process to let go of it.
  public init(path: String, waitingForLock: Duration) throws(LedgerError) {
    self.path = path
  }

  /// Opens the ledger for reading, beside a daemon that may be writing to it.
  public init(reading path: String) throws(LedgerError) {
    self.path = path
  }

  private var notBuilt: LedgerError { .failed(path: path, detail: "not built yet", code: 1) }

  public func memories() throws(LedgerError) -> [FeedID: FeedMemory] { throw notBuilt }
  public func holds() throws(LedgerError) -> [HostHold] { throw notBuilt }
  public func save(holds: [HostHold]) throws(LedgerError) { throw notBuilt }
  public func known(
    of feed: FeedID, among entries: [Entry]
  ) throws(LedgerError) -> [EntryStanding] { throw notBuilt }
  public func record(
    _ batch: [PollRecord], at now: Timestamp
  ) throws(LedgerError) -> RecordOutcome { throw notBuilt }
  public func lastSeq() throws(LedgerError) -> Int64 { throw notBuilt }
  public func alerts(
    after seq: Int64, watchlist: String?, limit: Int
  ) throws(LedgerError) -> [Alert] { throw notBuilt }
  public func lastCoverageSeq() throws(LedgerError) -> Int64 { throw notBuilt }
  public func coverage(
    after seq: Int64, limit: Int
  ) throws(LedgerError) -> [CoverageEvent] { throw notBuilt }
  public func cursors() throws(LedgerError) -> [String: LogCursor] { throw notBuilt }
  public func save(cursor: LogCursor, durably: Bool) throws(LedgerError) { throw notBuilt }
  public func forget(cursor name: String) throws(LedgerError) { throw notBuilt }
  public func tidy(
    _ limits: LedgerLimits, at now: Timestamp
  ) throws(LedgerError) -> Bool { throw notBuilt }
}
