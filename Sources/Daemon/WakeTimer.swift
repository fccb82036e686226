internal import CLinux
internal import Dispatch
internal import Glibc
public import Model

/// One timer that fires at a point of uptime (CLOCK_BOOTTIME): right across suspends and clock
/// jumps, and without a wake-up before its time. Confined to the queue that it fires on.
final class WakeTimer {
  private let descriptor: Int32
  private let source: any DispatchSourceRead
  private var armedFor: Duration?

  /// - Throws: the `errno` of timerfd_create(2).
  init(on queue: DispatchQueue, handler: @escaping @Sendable () -> Void) throws(SystemError) {
    let descriptor = linux_timer_create()
    if descriptor < 0 { throw SystemError(call: "timerfd_create", code: errno) }
    self.descriptor = descriptor
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler {
      var expirations: UInt64 = 0
      if read(descriptor, &expirations, 8) == 8 { handler() }
    }
    source.setCancelHandler { close(descriptor) }
    source.activate()
  }

  deinit { source.cancel() }

  /// Fires once when uptime reaches `deadline` (at once when that has passed); nil: never.
  func arm(for deadline: Duration?) {
    guard deadline != armedFor else { return }
    armedFor = deadline
    let nanoseconds = deadline.map { max(1, $0.nanoseconds) } ?? 0
    linux_timer_set(descriptor, nanoseconds)
  }

  /// To be called when it has fired: the next `arm` counts even for the same deadline.
  func fired() { armedFor = nil }
}

/// A system call that failed, by its name and `errno`.
public struct SystemError: Error, Hashable, Saying {
  public var call: String
  public var code: Int32

  /// In words.
  public var problem: SystemProblem {
    SystemProblem(code, words: strerror(code).map { String(cString: $0) } ?? "error \(code)")
  }

  public var english: String { "\(call): \(problem.english)" }
  public var french: French { "\(call) : \(problem.french)" }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow
      ? .max : product.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
  }
}
