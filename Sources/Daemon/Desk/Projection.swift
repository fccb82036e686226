internal import Model
internal import Recording
internal import Reporting

/// One log, brought up to date with the ledger in steps:
/// look → note → append → sync → forget, and again while there is more.
///
/// The program may stop between any two steps, or a step may fail, and nothing is lost or doubled:
/// - before `note` nothing was written;
/// - after it, the ledger knows (durably) where lines of ours begin, and the next `look` finds them;
/// - after `forget` the ledger knows that they stand; it need not be durable, since a look that
///   finds them again comes to the same.
final class Projection {
  enum Step: CaseIterable { case look, note, append, sync, forget }

  let writer: LogWriter
  private let ledger: SQLiteLedger
  /// What the next call of `step()` does.
  private(set) var next = Step.look
  private var alerts = RecordedAlerts()
  private var latest = RecordedAlerts()
  private var events: [CoverageEvent] = []
  private var note: LogCursor?
  private var isMended = false
  private var done: LogCursor?

  /// As many lines a round: so much stands in doubt after a crash.
  static let batch = 1000

  init(_ output: LogOutput, cursor: LogCursor, ledger: SQLiteLedger, files: FileDoor) {
    self.ledger = ledger
    writer = LogWriter(output, cursor: cursor, files: files)
  }

  var name: String { writer.output.name }
  private var isCoverage: Bool { writer.output.content == .coverage }

  /// Does all steps until the log is up to date. Returns how many lines it had to have.
  ///
  /// `latest`: the last alerts in the ledger, when they are at hand.
  func run(latest: RecordedAlerts = RecordedAlerts()) throws(ProjectionError) -> Int {
    self.latest = latest
    defer {
      self.latest = RecordedAlerts()
      alerts = RecordedAlerts()
    }
    var count = 0
    next = .look
    while try step() {
      if next == .look { count += alerts.count + events.count }
    }
    return count
  }

  /// Does one step; false when the log is up to date. A failure leads back to `look`.
  func step() throws(ProjectionError) -> Bool {
    do throws(ProjectionError) {
      return try take(next)
    } catch {
      writer.fail()
      next = .look
      throw error
    }
  }

  private func take(_ step: Step) throws(ProjectionError) -> Bool {
    switch step {
    case .look:
      try mend()
      try fetch()
      guard let since = alerts.since ?? events.first?.time else { return false }
      let last = try recording { () throws(LedgerError) in
        isCoverage ? try ledger.lastCoverageSeq() : try ledger.lastSeq()
      }
      let pending = isCoverage ? events.map(\.seq) : alerts.seqs
      note = try reporting { () throws(LogError) in
        try writer.look(pending: pending, since: since, last: last)
      }
      next = .note
    case .note:
      if let note {
        try recording { () throws(LedgerError) in try ledger.save(cursor: note, durably: true) }
        writer.noted(note)
      }
      next = .append
    case .append:
      try reporting { () throws(LogError) in
        if isCoverage { return try writer.append(events) }
        writer.beginAlerts()
        try alerts.forEach { alert throws(LogError) in try writer.append(alert) }
        try writer.endAlerts()
      }
      next = .sync
    case .sync:
      done = try reporting { () throws(LogError) in try writer.sync() }
      next = .forget
    case .forget:
      if let done {
        try recording { () throws(LedgerError) in try ledger.save(cursor: done, durably: false) }
        writer.reported(done)
      }
      next = .look
    }
    return true
  }

  /// Once, before anything else: a log that was torn below its cursor is written again from there.
  private func mend() throws(ProjectionError) {
    guard !isMended else { return }
    let mended = try reporting { () throws(LogError) in try writer.mended() }
    if let mended {
      try recording { () throws(LedgerError) in try ledger.save(cursor: mended, durably: true) }
    }
    isMended = true
  }

  private func fetch() throws(ProjectionError) {
    let after = writer.cursor.seq
    if let alerts = latestAlerts(after: after) {
      self.alerts = alerts
      return
    }
    // Those of the last round are done with.
    alerts = RecordedAlerts()
    latest = RecordedAlerts()
    try recording { () throws(LedgerError) in
      if isCoverage {
        events = try ledger.coverage(after: after, limit: Self.batch)
      } else {
        alerts = try ledger.recordedAlerts(after: after, watchlist: watchlist, limit: Self.batch)
      }
    }
  }

  /// Whose alerts the log has; nil: everyone's.
  private var watchlist: String? {
    if case .watchlist(let name) = writer.output.content { name } else { nil }
  }

  /// Those of a round, when the ledger need not be asked for them.
  private func latestAlerts(after seq: Int64) -> RecordedAlerts? {
    guard !isCoverage, let first = latest.first, first <= seq + 1 else { return nil }
    if watchlist == nil, first == seq + 1, latest.count <= Self.batch { return latest }
    return latest.after(seq, watchlist: watchlist, limit: Self.batch)
  }

  private func recording<Result>(
    _ body: () throws(LedgerError) -> Result
  ) throws(ProjectionError) -> Result {
    do throws(LedgerError) { return try body() } catch { throw .ledger(error) }
  }

  private func reporting<Result>(
    _ body: () throws(LogError) -> Result
  ) throws(ProjectionError) -> Result {
    do throws(LogError) { return try body() } catch { throw .log(error) }
  }
}

/// Why a log could not be brought up to date.
enum ProjectionError: Error, Hashable {
  case ledger(LedgerError)
  case log(LogError)
}
