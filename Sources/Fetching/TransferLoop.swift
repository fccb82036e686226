import CCurl
import Locking

/// What the thread of `CurlThread` does: takes jobs from the inbox, runs their transfers, tells the
/// answers. Asleep while nothing is in flight.
final class TransferLoop {
  private let inbox: Locked<CurlThread.Inbox>
  private let wakeUp: WakeUp
  private var multi: MultiHandle
  /// How many connections the multi handle keeps.
  private let connections: Int

  private var live: [UnsafeMutableRawPointer: (handle: EasyHandle, job: CurlThread.Job)] = [:]
  private var waiting: [CurlThread.Job] = []
  private var firstWaiting = 0
  /// Of jobs that are over and do not know it yet.
  private var answers: [(CurlThread.Job, FetchAnswer)] = []

  /// nil when libcurl or the system has no more room.
  init?(_ inbox: Locked<CurlThread.Inbox>, wakeUp: WakeUp) {
    let maxLive = inbox.withLock { $0.maxLive }
    // Counts connections in use too: with fewer, one would be closed just before it is wanted again.
    connections = maxLive + min(maxLive, 32)
    guard let multi = MultiHandle(connections: connections, wakeUp: wakeUp) else { return nil }
    self.multi = multi
    self.inbox = inbox
    self.wakeUp = wakeUp
  }

  func run() {
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

      multi.runAlarm()
      let finished = collectFinished()
      if finished && firstWaiting < waiting.count { continue }
      // Idle, only a wake-up ends the wait. In flight, libcurl's alarm shortens it.
      multi.wait(atMost: live.isEmpty ? -1 : 60_000)
    }
  }

  /// Another multi handle takes the place of this one, which is the only way to close idle
  /// connections in libcurl 7.88.
  private func letGo() {
    guard let fresh = MultiHandle(connections: connections, wakeUp: wakeUp) else { return }
    multi = fresh
  }

  private func startWaiting(maxLive: Int) {
    while live.count < maxLive && firstWaiting < waiting.count {
      let job = waiting[firstWaiting]
      firstWaiting += 1
      if job.isCancelled {
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

  private func transfer(_ job: CurlThread.Job) {
    guard let handle = EasyHandle(Transfer(job.course.hop)) else {
      return take(TransferResult(code: CURLE_FAILED_INIT, message: "out of memory"), of: job)
    }
    guard multi.add(handle.pointer) else {
      return take(
        TransferResult(code: CURLE_FAILED_INIT, message: "libcurl is out of room"), of: job)
    }
    live[handle.pointer] = (handle, job)
  }

  private func take(_ result: TransferResult, of job: CurlThread.Job) {
    if let answer = job.course.take(result) {
      answers.append((job, answer))
    } else {
      waiting.append(job)
    }
  }

  /// Whether any transfer ended. Answers are told at the end, since telling wakes another thread.
  private func collectFinished() -> Bool {
    var any = false
    while let (easy, code) = multi.nextFinished() {
      any = true
      multi.remove(easy)
      guard let (handle, job) = live.removeValue(forKey: easy) else { continue }
      take(handle.finish(code), of: job)
    }
    for (job, answer) in answers { job.done(answer) }
    answers.removeAll(keepingCapacity: true)
    return any
  }

  private func dropCancelled() {
    for (easy, entry) in live where entry.job.isCancelled { drop(easy) }
  }

  private func drop(_ easy: UnsafeMutableRawPointer) {
    guard let (handle, job) = live.removeValue(forKey: easy) else { return }
    multi.remove(easy)
    _ = handle.finish(CURLE_OK)
    job.done(.cancelled)
  }

  private func dropAll() {
    for easy in Array(live.keys) { drop(easy) }
    for job in waiting[firstWaiting...] { job.done(.cancelled) }
    waiting = []
  }
}
