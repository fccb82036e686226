import CCurl
import Glibc
import Locking
import Synchronization

/// The thread that runs libcurl: what others may ask of it.
///
/// A class, since it owns the thread.
final class CurlThread: Sendable {
  /// `@unchecked`: `course` belongs to the thread once the job has been started.
  final class Job: @unchecked Sendable {
    var course: Course
    /// Whether it waits to be told to follow a redirect.
    let isLed: Bool
    let tell: @Sendable (FetchEvent) -> Void
    private let cancellation = Atomic<Bool>(false)

    /// `tell` is called on the thread or where the job is started: it may not block.
    init(_ course: Course, isLed: Bool, tell: @escaping @Sendable (FetchEvent) -> Void) {
      self.course = course
      self.isLed = isLed
      self.tell = tell
    }

    var isCancelled: Bool { cancellation.load(ordering: .acquiring) }

    fileprivate func cancel() { cancellation.store(true, ordering: .releasing) }
  }

  struct Inbox {
    var jobs: [Job] = []
    var hasCancellations = false
    /// There may be room for bodies that wait for it.
    var hasRoom = false
    var isStopped = false
    var room: TransferRoom
    var rests: [CheckedContinuation<Void, Never>] = []
  }

  private let inbox: Locked<Inbox>
  private let wakeUp: WakeUp
  private let thread: Locked<pthread_t?> = Locked(nil)

  /// nil when libcurl or the system has no more room.
  init?(room: TransferRoom, whenCrowded: @escaping @Sendable () -> Void) {
    guard let wakeUp = WakeUp() else { return nil }
    self.wakeUp = wakeUp
    let inbox = Locked(Inbox(room: room))
    self.inbox = inbox
    let bodies = BodyRoom(
      whenFree: {
        inbox.withLock { $0.hasRoom = true }
        wakeUp.send()
      }, whenCrowded: whenCrowded)
    guard let loop = TransferLoop(inbox, wakeUp: wakeUp, bodies), start(loop) else { return nil }
  }

  private func start(_ loop: TransferLoop) -> Bool {
    // Signals are for the threads that wait for them.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var id = pthread_t()
    let loop = Unmanaged.passRetained(loop)
    let status = pthread_create(
      &id, nil,
      { context in
        guard let context else { return nil }
        g_name_this_thread("fetch")
        Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, loop.toOpaque())
    guard status == 0 else {
      loop.release()
      return false
    }
    thread.withLock { $0 = id }
    return true
  }

  /// Runs a fetch to its end, or to the next redirect.
  func start(_ job: Job) {
    let (isStopped, isFirst) = inbox.withLock { inbox in
      let isFirst = inbox.jobs.isEmpty
      if !inbox.isStopped { inbox.jobs.append(job) }
      return (inbox.isStopped, isFirst)
    }
    if isStopped {
      job.tell(.ended(.cancelled))
    } else if isFirst {
      wakeUp.send()  // for the others a wake-up is under way
    }
  }

  /// Drops a fetch that was started.
  func cancel(_ job: Job) {
    job.cancel()
    inbox.withLock { $0.hasCancellations = true }
    wakeUp.send()
  }

  func setRoom(_ room: TransferRoom) {
    inbox.withLock { $0.room = room }
    wakeUp.send()
  }

  /// Closes what is kept for later transfers: connections, looked-up names, certificates. Nothing
  /// happens while a transfer is under way.
  func rest() async {
    await withCheckedContinuation { continuation in
      let isStopped = inbox.withLock { inbox in
        if !inbox.isStopped { inbox.rests.append(continuation) }
        return inbox.isStopped
      }
      if isStopped { continuation.resume() } else { wakeUp.send() }
    }
  }

  /// Drops everything, closes connections and joins the thread. Safe to call twice.
  func stop() {
    inbox.withLock { $0.isStopped = true }
    let id = thread.withLock { id in
      defer { id = nil }
      return id
    }
    guard let id else { return }
    wakeUp.send()
    pthread_join(id, nil)
  }
}
