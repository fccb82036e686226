internal import Glibc
internal import Model
internal import Recording
internal import Reporting

/// What is wrong with logs and ledger, said once when it begins and once when it ends, and the
/// pauses between attempts: 1 s, doubling to 10 s.
struct DeskTroubles {
  var needsConfiguring = false
  private var said: Set<Trouble> = []
  private var caughtUp = 0
  private var logAttempts = 0
  private var isPausing = false
  private var ledgerAttempts = 0
  private var ledgerTrouble: LedgerError?

  /// The same trouble of many logs is one.
  private struct Trouble: Hashable {
    var operation: String
    var errno: Int32
  }

  mutating func compare(
    _ failing: [String: ProjectionError], caughtUp lines: Int, directory: String
  ) -> [Diagnostic] {
    caughtUp += lines
    guard !failing.isEmpty else {
      defer {
        said = []
        caughtUp = 0
        logAttempts = 0
      }
      if said.isEmpty { return [] }
      return [Diagnostic(.notice, DaemonNews.logsWork(folder: directory, lines: caughtUp))]
    }
    var diagnostics: [Diagnostic] = []
    for (_, failure) in failing.sorted(by: { $0.key < $1.key }) {
      switch failure {
      case .ledger(let error): diagnostics += add(error)
      case .log(let error):
        let trouble = Trouble(operation: error.operation, errno: error.errno)
        guard said.insert(trouble).inserted else { continue }
        diagnostics.append(Diagnostic(.error, DaemonNews.logFails(error)))
      }
    }
    return diagnostics
  }

  mutating func add(_ error: LedgerError) -> [Diagnostic] {
    if let known = ledgerTrouble, known == error { return [] }
    ledgerTrouble = error
    return [Diagnostic(.error, error)]
  }

  mutating func ledgerWorks() -> [Diagnostic] {
    ledgerAttempts = 0
    guard ledgerTrouble != nil else { return [] }
    ledgerTrouble = nil
    return [Diagnostic(.notice, DaemonNews.ledgerWorks)]
  }

  mutating func ledgerPause() -> Duration {
    ledgerAttempts += 1
    return Self.pause(after: ledgerAttempts)
  }

  /// When to try the logs again; nil when there is nothing to try, or a pause is under way.
  mutating func nextPause(isFailing: Bool) -> Duration? {
    guard isFailing || needsConfiguring, !isPausing else { return nil }
    isPausing = true
    logAttempts += 1
    return Self.pause(after: logAttempts)
  }

  mutating func pauseIsOver() { isPausing = false }

  private static func pause(after attempts: Int) -> Duration {
    .seconds(min(10, 1 << min(attempts - 1, 4)))
  }
}
