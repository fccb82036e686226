import CCurl
import Glibc
import Locking
import Synchronization

/// The thread that runs libcurl: one multi handle, woken by `curl_multi_wakeup`, asleep while
/// nothing is in flight.
///
/// `@unchecked`: all but the inbox and the multi pointer (for the wake-up, which libcurl allows from
/// any thread) is confined to the thread. The pointer changes on the thread, under the lock of `wake`.
final class CurlThread: @unchecked Sendable {
  /// `@unchecked`: `course` belongs to the thread once the job has been started.
  final class Job: @unchecked Sendable {
    fileprivate var course: Course
    fileprivate let done: @Sendable (FetchAnswer) -> Void
    fileprivate let isCancelled = Atomic<Bool>(false)

    /// `done` is called once, on the thread or where the job is started: it may not block.
    init(_ course: Course, done: @escaping @Sendable (FetchAnswer) -> Void) {
      self.course = course
      self.done = done
    }
  }

  private struct Inbox {
    var jobs: [Job] = []
    var hasCancellations = false
    var isStopped = false
    var maxLive: Int
    var rests: [CheckedContinuation<Void, Never>] = []
  }

  private var multi: UnsafeMutableRawPointer
  private let inbox: Locked<Inbox>
  private let thread: Locked<pthread_t?> = Locked(nil)

  private var live: [UnsafeMutableRawPointer: (handle: EasyHandle, job: Job)] = [:]
  private var waiting: [Job] = []
  private var firstWaiting = 0
  /// Of jobs that are over and do not know it yet.
  private var answers: [(Job, FetchAnswer)] = []
  /// What the multi handle was made for.
  private let connections: Int

  /// nil when libcurl or the system has no more room.
  init?(maxLive: Int) {
    guard let multi = Self.makeMulti(maxLive: maxLive) else { return nil }
    self.multi = multi
    connections = maxLive
    inbox = Locked(Inbox(maxLive: maxLive))
    guard start() else {
      curl_multi_cleanup(multi)
      return nil
    }
  }

  private static func makeMulti(maxLive: Int) -> UnsafeMutableRawPointer? {
    guard let multi = curl_multi_init() else { return nil }
    g_multi_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    // Counts connections in use too: with fewer, one would be closed just before it is wanted again.
    g_multi_long(multi, CURLMOPT_MAXCONNECTS, maxLive + min(maxLive, 32))
    return multi
  }

  private func start() -> Bool {
    // Signals are for the threads that wait for them.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var id = pthread_t()
    let me = Unmanaged.passRetained(self)
    let status = pthread_create(
      &id, nil,
      { context in
        guard let context else { return nil }
        g_name_this_thread("fetch")
        Unmanaged<CurlThread>.fromOpaque(context).takeRetainedValue().loop()
        return nil
      }, me.toOpaque())
    guard status == 0 else {
      me.release()
      return false
    }
    thread.withLock { $0 = id }
    return true
  }

  /// Runs a fetch to its end, hop after hop.
  func start(_ job: Job) {
    let (isStopped, isFirst) = inbox.withLock { inbox in
      let isFirst = inbox.jobs.isEmpty
      if !inbox.isStopped { inbox.jobs.append(job) }
      return (inbox.isStopped, isFirst)
    }
    if isStopped {
      job.done(.cancelled)
    } else if isFirst {
      wake()  // for the others a wake-up is under way
    }
  }

  /// Drops a fetch that was started.
  func cancel(_ job: Job) {
    job.isCancelled.store(true, ordering: .releasing)
    inbox.withLock { $0.hasCancellations = true }
    wake()
  }

  func setMaxLive(_ count: Int) {
    inbox.withLock { $0.maxLive = count }
    wake()
  }

  /// Closes what is kept for later transfers: connections, looked-up names, certificates. Nothing
  /// happens while a transfer is under way.
  func rest() async {
    await withCheckedContinuation { continuation in
      let isStopped = inbox.withLock { inbox in
        if !inbox.isStopped { inbox.rests.append(continuation) }
        return inbox.isStopped
      }
      if isStopped { continuation.resume() } else { wake() }
    }
  }

  /// Drops everything and joins the thread. Safe to call twice.
  func stop() {
    inbox.withLock { $0.isStopped = true }
    let id = thread.withLock { id in
      defer { id = nil }
      if id != nil { curl_multi_wakeup(multi) }
      return id
    }
    guard let id else { return }
    pthread_join(id, nil)
    curl_multi_cleanup(multi)
  }

  /// Under the lock that `stop` takes, so that the multi handle outlives the call.
  private func wake() {
    thread.withLock { if $0 != nil { curl_multi_wakeup(multi) } }
  }

  // MARK: On the thread

  private func loop() {
    while true {
      let mail = inbox.withLock { inbox in
        defer {
          inbox.jobs = []
          inbox.hasCancellations = false
          inbox.rests = []
        }
        return inbox
      }
      waiting += mail.jobs
      if mail.isStopped {
        for rest in mail.rests { rest.resume() }
        return dropAll()
      }
      if mail.hasCancellations { dropCancelled() }
      startWaiting(maxLive: mail.maxLive)
      if !mail.rests.isEmpty && live.isEmpty { letGo() }
      for rest in mail.rests { rest.resume() }

      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      let finished = collectFinished()
      if finished && firstWaiting < waiting.count { continue }
      // Idle, only a wake-up ends the wait. In flight, libcurl's own timers shorten it.
      curl_multi_poll(multi, nil, 0, live.isEmpty ? Int32.max : 60_000, nil)
    }
  }

  /// Another multi handle takes the place of this one, which is the only way to close idle
  /// connections in libcurl 7.88.
  private func letGo() {
    guard let fresh = Self.makeMulti(maxLive: connections) else { return }
    let old = thread.withLock { _ in
      defer { multi = fresh }
      return multi
    }
    curl_multi_cleanup(old)
  }

  private func startWaiting(maxLive: Int) {
    while live.count < maxLive && firstWaiting < waiting.count {
      let job = waiting[firstWaiting]
      firstWaiting += 1
      if job.isCancelled.load(ordering: .acquiring) {
        job.done(.cancelled)
      } else {
        transfer(job)
      }
    }
    if firstWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      firstWaiting = 0
    }
  }

  private func transfer(_ job: Job) {
    guard let handle = EasyHandle(Transfer(job.course.hop)) else {
      return take(TransferResult(code: CURLE_FAILED_INIT, message: "out of memory"), of: job)
    }
    guard curl_multi_add_handle(multi, handle.pointer) == CURLM_OK else {
      return take(
        TransferResult(code: CURLE_FAILED_INIT, message: "libcurl is out of room"), of: job)
    }
    live[handle.pointer] = (handle, job)
  }

  private func take(_ result: TransferResult, of job: Job) {
    if let answer = job.course.take(result) {
      answers.append((job, answer))
    } else {
      waiting.append(job)
    }
  }

  private func tellAnswers() {
    for (job, answer) in answers { job.done(answer) }
    answers.removeAll(keepingCapacity: true)
  }

  /// Whether any transfer ended. Answers are told at the end, since telling wakes another thread.
  private func collectFinished() -> Bool {
    var left: Int32 = 0
    var any = false
    defer { tellAnswers() }
    while let message = curl_multi_info_read(multi, &left) {
      guard g_message_is_done(message) != 0, let easy = g_message_easy(message) else { continue }
      let code = g_message_result(message)  // before the handle leaves, which frees the message
      any = true
      curl_multi_remove_handle(multi, easy)
      guard let (handle, job) = live.removeValue(forKey: easy) else { continue }
      take(handle.finish(code), of: job)
    }
    return any
  }

  private func dropCancelled() {
    for (easy, entry) in live where entry.job.isCancelled.load(ordering: .acquiring) {
      drop(easy)
    }
  }

  private func drop(_ easy: UnsafeMutableRawPointer) {
    guard let (handle, job) = live.removeValue(forKey: easy) else { return }
    curl_multi_remove_handle(multi, easy)
    _ = handle.finish(CURLE_OK)
    job.done(.cancelled)
  }

  private func dropAll() {
    for easy in Array(live.keys) { drop(easy) }
    for job in waiting[firstWaiting...] { job.done(.cancelled) }
    waiting = []
  }
}
