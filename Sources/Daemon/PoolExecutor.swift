internal import Dispatch
internal import Locking

/// Runs tasks on a few serial Dispatch queues, first come, first served.
///
/// Swift's own pool would have libdispatch look after its workers once a second, for as long as the
/// process lives and with nothing to do ([10](docs/decisions/0010-a-pool-of-our-own.md)). Threads
/// come with work and go when there is none.
public final class PoolExecutor: TaskExecutor {
  private struct Books {
    var jobs: [UnownedJob] = []
    var first = 0
    /// Queues without a job.
    var idle: [DispatchQueue]
  }

  /// How many jobs run at once.
  public let width: Int
  private let books: Locked<Books>

  public init(label: String, width: Int) {
    self.width = max(1, width)
    books = Locked(
      Books(idle: (1...max(1, width)).map { DispatchQueue(label: "\(label) \($0)") }))
  }

  /// Whether jobs wait for a queue.
  public var isBehind: Bool { books.withLock { $0.first < $0.jobs.count } }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let queue = books.withLock { books in
      books.jobs.append(job)
      return books.idle.popLast()
    }
    guard let queue else { return }
    queue.async { self.drain(queue) }
  }

  private func drain(_ queue: DispatchQueue) {
    while let job = next(for: queue) { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  /// The next job, or nil and `queue` is idle again.
  private func next(for queue: DispatchQueue) -> UnownedJob? {
    books.withLock { books in
      if books.first > 256 && books.first * 2 > books.jobs.count {
        books.jobs.removeFirst(books.first)
        books.first = 0
      }
      guard books.first < books.jobs.count else {
        books.idle.append(queue)
        return nil
      }
      books.first += 1
      return books.jobs[books.first - 1]
    }
  }
}
