import Daemon
import Dispatch
import Locking

/// The daemon's way to stderr: lines are written on a queue of their own, so that a reader who has
/// fallen asleep holds up no poll.
final class DiagnosticsOutput: Sendable {
  /// Lines that may wait; more are counted, and the count is said when there is room again.
  private static let mostWaiting = 1000

  private let queue = DispatchQueue(label: "diagnostics")
  private let terminal: Terminal
  private let backlog = Locked((waiting: 0, dropped: 0))

  init(_ terminal: Terminal) { self.terminal = terminal }

  func say(_ diagnostic: Diagnostic) {
    let isTaken = backlog.withLock { backlog in
      if backlog.waiting >= Self.mostWaiting {
        backlog.dropped += 1
        return false
      }
      backlog.waiting += 1
      return true
    }
    guard isTaken else { return }
    queue.async { [self] in
      terminal.sayDiagnostic(diagnostic)
      let dropped = backlog.withLock { backlog in
        backlog.waiting -= 1
        defer { backlog.dropped = 0 }
        return backlog.dropped
      }
      if dropped > 0 { terminal.say(.messagesLeftOut(dropped), .warning) }
    }
  }

  /// Waits until all is written, or nobody reads for half a second.
  func finish() {
    let done = DispatchSemaphore(value: 0)
    queue.async { done.signal() }
    _ = done.wait(timeout: .now() + .milliseconds(500))
  }
}
