internal import Model
internal import Recording
internal import Reporting

/// The logs that the configuration asks for, and which of them are behind the ledger.
///
/// Each log has its own cursor, so that one that cannot be written does not hold the others.
final class LogSet {
  private let ledger: SQLiteLedger
  private let files: FileDoor
  private var projections: [Projection] = []
  private var journal: JournalProjection?
  /// The alerts of the last transaction, until the logs have them.
  private var latest = RecordedAlerts()
  /// Names of the logs that may have something to write.
  private var behind: Set<String> = []
  /// What is wrong with each log that cannot be written now.
  private(set) var failing: [String: ProjectionError] = [:]

  init(ledger: SQLiteLedger, files: FileDoor) {
    self.ledger = ledger
    self.files = files
  }

  /// Sets the logs up. One that was not there before begins now, without the past.
  func configure(_ settings: AlertSettings, watchlists: [String]) throws(LedgerError) {
    let outputs = Self.outputs(settings, watchlists: watchlists)
    var cursors = try ledger.cursors()
    let (seq, coverageSeq) = (try ledger.lastSeq(), try ledger.lastCoverageSeq())
    let known = Dictionary(projections.map { ($0.writer.output, $0) }) { first, _ in first }
    var wanted = Set(outputs.map(\.name))
    if settings.journal { wanted.insert(JournalProjection.name) }
    for name in wanted where cursors[name] == nil {
      let isCoverage = name == LogOutput(.coverage, path: "").name
      let cursor = LogCursor(name: name, seq: isCoverage ? coverageSeq : seq)
      try ledger.save(cursor: cursor, durably: true)
      cursors[name] = cursor
    }
    for name in cursors.keys where !wanted.contains(name) { try ledger.forget(cursor: name) }

    projections = outputs.map { output in
      known[output]
        ?? Projection(
          output, cursor: cursors[output.name] ?? LogCursor(name: output.name, seq: seq),
          ledger: ledger, files: files)
    }
    journal =
      settings.journal
      ? journal ?? JournalProjection(seq: cursors[JournalProjection.name]?.seq ?? seq) : nil
    failing = failing.filter { wanted.contains($0.key) }
    behind = wanted
  }

  /// A transaction has brought something.
  func recorded(_ outcome: RecordOutcome) {
    if outcome.coverageEvents > 0 { behind.insert(LogOutput(.coverage, path: "").name) }
    guard !outcome.alerts.isEmpty else { return }
    latest = outcome.alerts
    if journal != nil { behind.insert(JournalProjection.name) }
    for projection in projections {
      switch projection.writer.output.content {
      case .json, .text: behind.insert(projection.name)
      case .watchlist(let name):
        if outcome.watchlists.contains(name) { behind.insert(projection.name) }
      case .coverage: break
      }
    }
  }

  /// Writes what is missing; logs that failed before are tried only when `retrying`. Returns how
  /// many lines were written to logs that had failed.
  func catchUp(retrying: Bool) -> Int {
    defer { latest = RecordedAlerts() }
    var caughtUp = 0
    for projection in projections where behind.contains(projection.name) {
      let hasFailed = failing[projection.name] != nil
      if hasFailed && !retrying { continue }
      do throws(ProjectionError) {
        let lines = try projection.run(latest: latest)
        if hasFailed { caughtUp += lines }
        failing[projection.name] = nil
        behind.remove(projection.name)
      } catch {
        failing[projection.name] = error
      }
    }
    catchUpJournal(retrying: retrying)
    return caughtUp
  }

  private func catchUpJournal(retrying: Bool) {
    guard let journal, behind.contains(JournalProjection.name),
      retrying || failing[JournalProjection.name] == nil
    else { return }
    do throws(ProjectionError) {
      try journal.run(ledger)
      failing[JournalProjection.name] = nil
      behind.remove(JournalProjection.name)
    } catch {
      failing[JournalProjection.name] = error
    }
  }

  static func outputs(_ settings: AlertSettings, watchlists: [String]) -> [LogOutput] {
    var outputs: [LogOutput] = []
    func add(_ content: LogOutput.Content, _ name: String) {
      outputs.append(LogOutput(content, path: settings.directory + "/" + name))
    }
    if settings.format != .text { add(.json, "alerts.jsonl") }
    if settings.format != .json {
      add(.text, "alerts.log")
      if settings.perWatchlist {
        for watchlist in watchlists {
          add(.watchlist(watchlist), LogFileName.name(for: watchlist))
        }
      }
    }
    add(.coverage, "coverage.log")
    return outputs
  }
}
