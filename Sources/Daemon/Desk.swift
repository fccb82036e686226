public import Model
public import Recording
public import Reporting

/// Where finished polls are settled: recorded in one transaction, then reported to the logs.
///
/// Pinned to the queue "desk", the only one that touches the ledger and the log files.
public actor Desk {
  private let executor = QueueExecutor(label: "desk")
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  private let ledger: SQLiteLedger

  /// `isPatient`: a ledger that cannot be written now (a full disk) is tried again for ever, while
  /// `settle` waits; otherwise `settle` throws at once (`guetteur once`).
  /// `pause` calls its closure after that time; the default uses the desk's queue.
  public init(
    ledger: sending SQLiteLedger, alerts: AlertSettings, watchlists: [String],
    isPatient: Bool = true, files: FileDoor = .system,
    now: @escaping @Sendable () -> Timestamp,
    pause: (@Sendable (Duration, @escaping @Sendable () -> Void) -> Void)? = nil,
    say: @escaping @Sendable (Diagnostic) -> Void
  ) {
    self.ledger = ledger
  }

  /// Opens the logs, finds out what of each is missing after a crash, and writes it. Call once,
  /// before the first poll; logs that cannot be written are said and tried again.
  public func start() {}

  /// The configuration has changed. A log that is new begins now, without the past.
  public func configure(alerts: AlertSettings, watchlists: [String]) {}

  public func memories() throws(LedgerError) -> [FeedID: FeedMemory] { try ledger.memories() }
  public func holds() throws(LedgerError) -> [HostHold] { try ledger.holds() }
  public func save(holds: [HostHold]) throws(LedgerError) { try ledger.save(holds: holds) }

  /// For each entry of a document, in its order: is it new, known or changed?
  public func known(
    of feed: FeedID, among entries: [Entry]
  ) throws(LedgerError) -> [EntryStanding] {
    try ledger.known(of: feed, among: entries)
  }

  /// Records a poll, together with all that wait, and returns when it is on disk; its alerts are
  /// written to the logs right after that.
  public func settle(_ record: PollRecord) async throws(LedgerError) -> RecordOutcome.Poll {
    RecordOutcome.Poll(feed: record.memory.feed)
  }

  /// One step of housekeeping, in idle time; true while there is more to do.
  public func tidy(_ limits: LedgerLimits) throws(LedgerError) -> Bool { false }

  /// Writes what is recorded and not yet in the logs, tries each log once more, and returns what
  /// could not be written: nothing, as a rule.
  public func flush() -> [LogError] { [] }
}
