internal import Dispatch
internal import Glibc
public import Model
public import Recording
public import Reporting

/// Where finished polls are settled: recorded in one transaction, then reported to the logs.
///
/// Pinned to the queue "desk", the only one that touches the ledger and the log files. Polls that
/// finish while a transaction is under way wait and settle together in the next one, and so do those
/// of a harvest while the pool is behind: to sync is what costs.
public actor Desk {
  /// How long a poll waits for others.
  private static let patience = Duration.milliseconds(15)
  /// Bytes of new texts that wait for more: less is news, to be told at once, and more is enough.
  private static let harvest = 50_000..<3_000_000

  private let executor = QueueExecutor(label: "desk")
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  private let ledger: SQLiteLedger
  /// Of the ledger: where what is made of a large document may stand until it is recorded.
  nonisolated let folder: String
  private let logs: LogSet
  private var alerts: AlertSettings
  private var watchlists: [String]
  private let isPatient: Bool
  private let now: @Sendable () -> Timestamp
  private let pause: @Sendable (Duration, @escaping @Sendable () -> Void) -> Void
  private let say: @Sendable (Diagnostic) -> Void

  private struct Waiting {
    var records: [PollRecord]
    var done: CheckedContinuation<Result<[RecordOutcome.Poll], LedgerError>, Never>
  }
  private var waiting: [Waiting] = []
  private var waitingBytes = 0
  private var isSettling = false
  private var isGathering = false
  private let isMoreComing: @Sendable () -> Bool
  private var troubles = DeskTroubles()

  /// `isPatient`: a ledger that cannot be written now (a full disk) is tried again for ever, while
  /// `settle` waits; otherwise `settle` throws at once (`guetteur once`).
  /// `pause` calls its closure after that time; the default uses the desk's queue. `isMoreComing`:
  /// whether other polls will be finished so soon that it is worth while to wait for them.
  public init(
    ledger: sending SQLiteLedger, alerts: AlertSettings, watchlists: [String],
    isPatient: Bool = true, files: FileDoor = .system,
    now: @escaping @Sendable () -> Timestamp,
    pause: (@Sendable (Duration, @escaping @Sendable () -> Void) -> Void)? = nil,
    isMoreComing: @escaping @Sendable () -> Bool = { false },
    say: @escaping @Sendable (Diagnostic) -> Void
  ) {
    let queue = executor.queue
    logs = LogSet(ledger: ledger, files: files)
    folder = ledger.folder
    self.ledger = ledger
    self.alerts = alerts
    self.watchlists = watchlists
    self.isPatient = isPatient
    self.now = now
    self.pause =
      pause ?? { time, body in
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(time.milliseconds)), execute: body)
      }
    self.isMoreComing = isMoreComing
    self.say = say
  }

  // MARK: Logs

  /// Opens the logs, finds out what of each is missing after a crash, and writes it. Call once,
  /// before the first poll; logs that cannot be written are said and tried again.
  public func start() { configureLogs() }

  /// The configuration has changed. A log that is new begins now, without the past.
  public func configure(alerts: AlertSettings, watchlists: [String]) {
    // What is due is due to the logs as they were.
    catchUp(retrying: false)
    self.alerts = alerts
    self.watchlists = watchlists
    configureLogs()
  }

  private func configureLogs() {
    do throws(LedgerError) {
      try logs.configure(alerts, watchlists: watchlists)
      troubles.needsConfiguring = false
    } catch {
      troubles.needsConfiguring = true
      tell(troubles.add(error))
    }
    catchUp(retrying: true)
  }

  private func catchUp(retrying: Bool) {
    let lines = logs.catchUp(retrying: retrying)
    tell(troubles.compare(logs.failing, caughtUp: lines, directory: alerts.directory))
    retryLater()
  }

  private func retryLater() {
    guard let time = troubles.nextPause(isFailing: !logs.failing.isEmpty) else { return }
    pause(time) { [weak self, queue = executor.queue] in
      queue.async { [weak self] in self?.assumeIsolated { $0.retry() } }
    }
  }

  private func retry() {
    troubles.pauseIsOver()
    if troubles.needsConfiguring { configureLogs() } else { catchUp(retrying: true) }
  }

  /// Writes what is recorded and not yet in the logs, tries each log once more, and returns what
  /// could not be written: nothing, as a rule.
  public func flush() -> [LogError] {
    settleWaiting()
    if troubles.needsConfiguring { configureLogs() } else { catchUp(retrying: true) }
    return logs.failing.values.map { failure in
      switch failure {
      case .log(let error): error
      case .ledger: LogError(path: ledger.path, operation: "read", errno: EIO)
      }
    }
  }

  /// In idle time: lets go of what the ledger keeps at hand, and gives back to the system what is
  /// free of the heap.
  public func releaseMemory() {
    ledger.releaseMemory()
    Heap.release()
  }

  /// Leaves nothing of the ledger in its write-ahead log; the desk is not used afterwards.
  public func rest() { ledger.rest() }

  // MARK: Ledger

  public func memories() throws(LedgerError) -> [FeedID: FoldedMemory] { try ledger.memories() }
  public func holds() throws(LedgerError) -> [HostHold] { try ledger.holds() }
  public func save(holds: [HostHold]) throws(LedgerError) { try ledger.save(holds: holds) }

  /// For each entry of a document, in its order: is it new, known or changed?
  public func known(
    of feed: FeedID, among identity: DocumentIdentity
  ) throws(LedgerError) -> [EntryStanding] {
    try ledger.known(of: feed, among: identity)
  }

  /// Records polls, together with all that wait, and returns when they are on disk, with what came
  /// of each; their alerts are written to the logs right after that.
  public func settle(
    _ records: [PollRecord]
  ) async throws(LedgerError) -> [RecordOutcome.Poll] {
    let result = await withCheckedContinuation { done in
      waiting.append(Waiting(records: records, done: done))
      waitingBytes += records.reduce(0) { $0 + ($1.document?.bytes ?? 0) }
      if !isSettling { settleSoon() }
    }
    return try result.get()
  }

  private func settleSoon() {
    if Self.harvest.contains(waitingBytes), isMoreComing() {
      if isGathering { return }
      isGathering = true
      return pause(Self.patience) { [weak self, queue = executor.queue] in
        queue.async { [weak self] in self?.assumeIsolated { $0.endGathering() } }
      }
    }
    isSettling = true
    // Polls that are already in line for the desk come before this, and settle with it.
    executor.queue.async { self.assumeIsolated { $0.settleWaiting() } }
  }

  private func endGathering() {
    isGathering = false
    if !isSettling { settleWaiting() }
  }

  private func settleWaiting() {
    isSettling = false
    guard !waiting.isEmpty else { return }
    let batch = waiting
    waitingBytes = 0
    do throws(LedgerError) {
      let outcome = try ledger.record(batch.flatMap(\.records), at: now())
      waiting.removeFirst(batch.count)
      tell(troubles.ledgerWorks())
      var polls = outcome.polls[...]
      for one in batch {
        one.done.resume(returning: .success(Array(polls.prefix(one.records.count))))
        polls = polls.dropFirst(one.records.count)
      }
      logs.recorded(outcome)
      catchUp(retrying: false)
    } catch {
      failed(batch, error)
    }
  }

  private func failed(_ batch: [Waiting], _ error: LedgerError) {
    guard isPatient && error.isWorthRetrying else {
      waiting.removeFirst(batch.count)
      for one in batch { one.done.resume(returning: .failure(error)) }
      return
    }
    tell(troubles.add(error))
    isSettling = true
    pause(troubles.ledgerPause()) { [weak self, queue = executor.queue] in
      queue.async { [weak self] in self?.assumeIsolated { $0.settleWaiting() } }
    }
  }

  /// One step of housekeeping, in idle time; true while there is more to do.
  public func tidy(_ limits: LedgerLimits) throws(LedgerError) -> Bool {
    try ledger.tidy(limits, at: now())
  }

  private func tell(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { say(diagnostic) }
  }
}
