import CCurl
import CLinux
import Glibc

/// `CURLM*`, driven by what happens to its sockets and by its alarm (`curl_multi_socket_action`,
/// epoll(7)): a turn costs what has happened, however many transfers wait.
///
/// A class, since libcurl's callbacks hold its address; only the thread of `CurlThread` touches it.
final class MultiHandle {
  private let pointer: UnsafeMutableRawPointer
  private let epoll: Int32
  private let wakeUp: WakeUp
  /// Kept, since connections hold its address.
  private let notes: TransferNotes
  /// By descriptor: what it is watched for.
  private var watched: [UInt32] = []
  private var barren = BarrenSockets()
  /// Monotonic milliseconds, when libcurl wants to be called; nil: not before something happens.
  private var alarm: Int64?
  private var events = [epoll_event](repeating: epoll_event(), count: 64)

  /// nil when libcurl or the system has no more room. `connections`: how many are kept.
  init?(connections: Int, wakeUp: WakeUp, notes: TransferNotes) {
    guard let pointer = curl_multi_init() else { return nil }
    epoll = linux_epoll_create()
    self.pointer = pointer
    self.wakeUp = wakeUp
    self.notes = notes
    g_multi_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    g_multi_long(pointer, CURLMOPT_MAXCONNECTS, connections)
    var event = epoll_event()
    event.events = EPOLLIN.rawValue | EPOLLET.rawValue
    event.data.fd = wakeUp.descriptor
    guard epoll >= 0, epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp.descriptor, &event) == 0 else {
      return nil
    }
    g_multi_callbacks(
      pointer,
      { _, socket, what, context, _ in
        guard let context else { return 0 }
        Unmanaged<MultiHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
          $0.watch(socket, for: what)
        }
        return 0
      },
      { _, milliseconds, context in
        guard let context else { return 0 }
        Unmanaged<MultiHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
          $0.alarm = milliseconds < 0 ? nil : monotonicMilliseconds() + Int64(milliseconds)
        }
        return 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    g_multi_callbacks(pointer, nil, nil, nil)
    curl_multi_cleanup(pointer)
    if epoll >= 0 { close(epoll) }
  }

  /// How many connections are kept, those in use among them.
  func keep(connections: Int) { g_multi_long(pointer, CURLMOPT_MAXCONNECTS, connections) }

  /// False when libcurl is out of room.
  func add(_ easy: UnsafeMutableRawPointer) -> Bool {
    curl_multi_add_handle(pointer, easy) == CURLM_OK
  }

  func remove(_ easy: UnsafeMutableRawPointer) { curl_multi_remove_handle(pointer, easy) }

  /// A transfer that has ended, still to be removed.
  func nextFinished() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
    var left: Int32 = 0
    while let message = curl_multi_info_read(pointer, &left) {
      guard g_message_is_done(message) != 0, let easy = g_message_easy(message) else { continue }
      return (easy, g_message_result(message))
    }
    return nil
  }

  /// Lets libcurl do what is due by its alarm, the beginning of new transfers among it.
  func runAlarm() {
    guard let alarm, alarm <= monotonicMilliseconds() else { return }
    // libcurl sets it anew whenever something is left to wait for.
    self.alarm = nil
    notes.turn &+= 1
    var running: Int32 = 0
    curl_multi_socket_action(pointer, CURL_SOCKET_BAD, 0, &running)
  }

  /// Sleeps until a socket is ready, the alarm or a wake-up, at most `longest` milliseconds (-1: for
  /// ever), and lets libcurl go on with the sockets.
  func wait(atMost longest: Int32) {
    var time = longest
    if let alarm {
      let left = Int32(clamping: max(0, alarm - monotonicMilliseconds()))
      time = longest < 0 ? left : min(longest, left)
    }
    let count = epoll_wait(epoll, &events, Int32(events.count), time)
    var running: Int32 = 0
    var start = monotonicMicroseconds()
    for index in 0..<max(0, Int(count)) {
      let (ready, socket) = (events[index].events, events[index].data.fd)
      guard socket != wakeUp.descriptor else { continue }
      var action: Int32 = 0
      if ready & EPOLLIN.rawValue != 0 { action |= CURL_CSELECT_IN }
      if ready & EPOLLOUT.rawValue != 0 { action |= CURL_CSELECT_OUT }
      if ready & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { action |= CURL_CSELECT_ERR }
      notes.turn &+= 1
      notes.isBarren = barren.areTooBarren(socket)
      let bytes = notes.bytes
      curl_multi_socket_action(pointer, socket, action, &running)
      let end = monotonicMicroseconds()
      barren.note(socket, end - start, bringing: notes.bytes &- bytes)
      start = end
    }
    notes.isBarren = false
  }

  /// `CURLMOPT_SOCKETFUNCTION`. What the system refuses here ends by the transfer's own time-out.
  private func watch(_ socket: curl_socket_t, for what: Int32) {
    let place = Int(socket)
    guard place >= 0 else { return }
    if place >= watched.count {
      watched += [UInt32](repeating: 0, count: place + 64 - watched.count)
    }
    var event = epoll_event()
    event.data.fd = socket
    if what & CURL_POLL_IN != 0 && what != CURL_POLL_REMOVE { event.events |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 && what != CURL_POLL_REMOVE { event.events |= EPOLLOUT.rawValue }
    let before = watched[place]
    watched[place] = event.events
    if event.events == 0 {
      if before != 0 { epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event) }
      if what == CURL_POLL_REMOVE { barren.forget(socket) }
    } else if before == 0
      || (epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 && errno == ENOENT)
    {
      epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
    }
  }
}

/// Monotonic milliseconds: libcurl's own clock.
func monotonicMilliseconds() -> Int64 { monotonicMicroseconds() / 1000 }

private func monotonicMicroseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}

/// CPU time of this thread.
func threadMilliseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
