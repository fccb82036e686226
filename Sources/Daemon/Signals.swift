public import Dispatch
internal import Glibc
internal import Synchronization

/// Signals that end or reload the program, as events of a queue.
public enum Signals {
  /// Until somebody listens, SIGTERM and SIGINT end the process with 0, since nothing that was
  /// recorded needs us, and SIGHUP is no reason to end.
  public static func endAtOnce() {
    for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(0) } }
    signal(SIGHUP, SIG_IGN)
  }

  /// Calls `handler` on `queue` at each signal, until the source is cancelled. What held before
  /// holds until the source is in place, so that no signal falls between: libdispatch sets a handler
  /// of its own (`_dispatch_muxnote_signal_block_and_raise`), and one set after it would win.
  ///
  /// `whenPlaced`: called on `queue` once that is so.
  static func source(
    _ number: Int32, on queue: DispatchQueue,
    whenPlaced: @escaping @Sendable () -> Void = {}, handler: @escaping @Sendable () -> Void
  ) -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler(handler: handler)
    source.setRegistrationHandler(handler: whenPlaced)
    source.activate()
    return source
  }

  /// Calls `handler` at the first SIGTERM or SIGINT; the second ends the process with 0.
  public static func atStop(
    on queue: DispatchQueue, _ handler: @escaping @Sendable () -> Void
  ) -> [any DispatchSourceSignal] {
    let flag = Flag()
    return [SIGTERM, SIGINT].map { number in
      source(number, on: queue) {
        if flag.isSet.exchange(true, ordering: .relaxed) { _exit(0) }
        handler()
      }
    }
  }

  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }
}
