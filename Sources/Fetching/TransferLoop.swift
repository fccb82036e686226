import CCurl
import Locking
import Model

/// What the thread of `CurlThread` does: takes jobs from the inbox, runs their transfers, tells what
/// becomes of them. Asleep while nothing is in flight.
final class TransferLoop {
  private let inbox: Locked<CurlThread.Inbox>
  private let sockets: SocketWatch
  private let bodies: BodyRoom
  private var multi: MultiHandle
  /// How many connections the multi handle keeps while nothing waits.
  private let connections: Int

  private var live: [UnsafeMutableRawPointer: (handle: EasyHandle, job: CurlThread.Job)] = [:]
  /// Of them, those that wait for their hosts: they do not count for `TransferRoom.busy`.
  private var waitingForHosts = 0
  private let notes: TransferNotes
  private var lastNumber: UInt64 = 0
  private var names = NameUpkeep()
  /// Those that may turn out to wait, and those of which only a needless body is missing.
  private var young = Vigil(milliseconds: 500)
  private var ending = Vigil(milliseconds: 200)

  /// Monotonic milliseconds; nil while no body waits for room.
  private var nextLookAtSlow: Int64?
  private static let lookAtSlow: Int64 = 500

  private var waiting: [CurlThread.Job] = []
  private var firstWaiting = 0
  /// What jobs do not know yet.
  private var news: [(CurlThread.Job, FetchEvent)] = []

  /// nil when libcurl or the system has no more room.
  init?(_ inbox: Locked<CurlThread.Inbox>, wakeUp: WakeUp, _ bodies: BodyRoom) {
    let busy = inbox.withLock { $0.room.busy }
    // Counts connections in use too: with fewer, one would be closed just before it is wanted again.
    connections = busy + min(busy, 32)
    let notes = TransferNotes()
    guard let sockets = SocketWatch(wakeUp: wakeUp),
      let multi = MultiHandle(connections: connections, sockets: sockets, notes: notes)
    else { return nil }
    self.notes = notes
    self.multi = multi
    self.inbox = inbox
    self.sockets = sockets
    self.bodies = bodies
  }

  func run() {
    while true {
      let mail = inbox.withLock { inbox in
        defer {
          inbox.jobs = []
          inbox.hasCancellations = false
          inbox.hasRoom = false
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
      if mail.hasRoom { for (handle, _) in live.values { handle.resume() } }
      startWaiting(room: mail.room)
      if !mail.rests.isEmpty && live.isEmpty { letGo() }
      for rest in mail.rests { rest.resume() }

      multi.runAlarm()
      let isRoomier = collectFinished()
      if isRoomier && firstWaiting < waiting.count { continue }
      // Idle, only a wake-up ends the wait. In flight, libcurl's alarm shortens it.
      multi.wait(atMost: live.isEmpty ? -1 : timeUntilNextLook())
    }
  }

  /// Another multi handle takes the place of this one, which is the only way to close idle
  /// connections in libcurl 7.88.
  private func letGo() {
    guard let fresh = MultiHandle(connections: connections, sockets: sockets, notes: notes)
    else {
      return
    }
    multi = fresh
    names = NameUpkeep()
  }

  // MARK: Starting

  private func startWaiting(room: TransferRoom) {
    guard firstWaiting < waiting.count else { return }
    let now = monotonicMilliseconds()
    while live.count - waitingForHosts < room.busy, live.count < room.all,
      firstWaiting < waiting.count
    {
      let job = waiting[firstWaiting]
      firstWaiting += 1
      if job.isCancelled {
        job.tell(.ended(.cancelled))
      } else {
        transfer(job, at: now)
      }
    }
    if firstWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      firstWaiting = 0
    }
  }

  private func transfer(_ job: CurlThread.Job, at now: Int64) {
    lastNumber += 1
    let transfer = Transfer(job.course.hop, number: lastNumber, notes: notes, sockets, bodies)
    guard let handle = EasyHandle(transfer, namesLast: names.timeout(at: now)) else {
      return take(TransferResult(code: CURLE_FAILED_INIT, message: "out of memory"), of: job)
    }
    guard multi.add(handle.pointer) else {
      return take(
        TransferResult(code: CURLE_FAILED_INIT, message: "libcurl is out of room"), of: job)
    }
    live[handle.pointer] = (handle, job)
    young.add(handle.pointer, lastNumber, at: now)
  }

  // MARK: Ending

  private func take(_ result: consuming TransferResult, of job: CurlThread.Job) {
    if let answer = job.course.take(result) {
      news.append((job, .ended(answer)))
    } else if job.isLed {
      news.append((job, .led(OnwardFetch(url: job.course.hop.url, job: job))))
    } else {
      waiting.append(job)
    }
  }

  /// Whether there may be more room. News are told at the end, since telling wakes another thread.
  private func collectFinished() -> Bool {
    var isRoomier = false
    while let (easy, code) = multi.nextFinished() {
      isRoomier = true
      if code != CURLE_OK && notes.wasCut { live[easy]?.handle.transfer.isCut() }
      end(easy, code)
    }
    notes.wasCut = false
    isRoomier = lookAfterOthers() || isRoomier
    for (job, event) in news { job.tell(event) }
    news.removeAll(keepingCapacity: true)
    return isRoomier
  }

  private func end(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) {
    multi.remove(easy)
    guard let (handle, job) = live.removeValue(forKey: easy) else { return }
    if code == CURLE_OK && handle.namesLast > 0 {
      names.note(handle.namesLast, at: monotonicMilliseconds())
    }
    goesOn(handle, job)
    take(handle.finish(code), of: job)
  }

  // MARK: Those that take long

  /// Whether there may be more room.
  private func lookAfterOthers() -> Bool {
    guard !live.isEmpty else {
      notes.removeAll()
      notes.isCrowded = false
      nextLookAtSlow = nil
      young.removeAll()
      ending.removeAll()
      return false
    }
    let now = monotonicMilliseconds()
    if !notes.isEmpty { read(notes, at: now) }
    var isRoomier = notes.isCrowded && cutSlow(at: now)
    while let entry = ending.next(at: now) {
      guard let (handle, _) = underWay(entry) else { continue }
      handle.transfer.result.stop = .enough
      end(entry.easy, CURLE_OK)
      isRoomier = true
    }
    while let entry = young.next(at: now) {
      guard let (handle, job) = underWay(entry), handle.transfer.holdsLittle else { continue }
      handle.transfer.isWaiting = true
      count(waiting: 1)
      news.append((job, .waits(handle.transfer.didOpenSocket ? .answer : .lookUp)))
      isRoomier = true
    }
    return isRoomier
  }

  /// While bodies wait for room, looks twice a second for others that keep it and bring next to nothing.
  private func cutSlow(at now: Int64) -> Bool {
    guard let due = nextLookAtSlow else {
      nextLookAtSlow = now + Self.lookAtSlow
      return false
    }
    guard due <= now else { return false }
    let slow = live.filter { $0.value.handle.transfer.isTooSlow() }
    for (easy, entry) in slow {
      entry.handle.transfer.result.stop = .slow
      end(easy, CURLE_OPERATION_TIMEDOUT)
    }
    notes.isCrowded = live.values.contains { $0.handle.transfer.isPaused }
    nextLookAtSlow = notes.isCrowded ? now + Self.lookAtSlow : nil
    return !slow.isEmpty
  }

  private func read(_ notes: TransferNotes, at now: Int64) {
    for easy in notes.needless {
      guard let transfer = live[easy]?.handle.transfer, transfer.hasEnough else { continue }
      ending.add(easy, transfer.number, at: now)
    }
    for easy in notes.grown {
      if let (handle, job) = live[easy] { goesOn(handle, job) }
    }
    notes.removeAll()
  }

  private func underWay(_ entry: Vigil.Entry) -> (handle: EasyHandle, job: CurlThread.Job)? {
    guard let found = live[entry.easy], found.handle.transfer.number == entry.number else {
      return nil
    }
    return found
  }

  private func goesOn(_ handle: EasyHandle, _ job: CurlThread.Job) {
    guard handle.transfer.isWaiting else { return }
    handle.transfer.isWaiting = false
    count(waiting: -1)
    news.append((job, .goesOn))
  }

  /// Connections of those that wait are kept beside the others.
  private func count(waiting change: Int) {
    waitingForHosts += change
    multi.keep(connections: connections + waitingForHosts)
  }

  /// Milliseconds.
  private func timeUntilNextLook() -> Int32 {
    let first = min(young.firstDue ?? .max, ending.firstDue ?? .max, nextLookAtSlow ?? .max)
    guard first < .max else { return 60_000 }
    return Int32(clamping: max(0, min(first - monotonicMilliseconds(), 60_000)))
  }

  // MARK: Dropping

  private func dropCancelled() {
    for (easy, entry) in live where entry.job.isCancelled { drop(easy) }
  }

  private func drop(_ easy: UnsafeMutableRawPointer) {
    guard let (handle, job) = live.removeValue(forKey: easy) else { return }
    multi.remove(easy)
    if handle.transfer.isWaiting { count(waiting: -1) }
    _ = handle.finish(CURLE_OK)
    job.tell(.ended(.cancelled))
  }

  private func dropAll() {
    for easy in Array(live.keys) { drop(easy) }
    for job in waiting[firstWaiting...] { job.tell(.ended(.cancelled)) }
    waiting = []
  }
}
