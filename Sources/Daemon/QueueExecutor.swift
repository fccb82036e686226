internal import Dispatch

/// Pins an actor to a serial Dispatch queue, so that timer and signal handlers of that queue may
/// enter it by `assumeIsolated` (Linux has no `DispatchSerialQueue`).
final class QueueExecutor: SerialExecutor {
  let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
