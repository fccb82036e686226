import CCurl
import Glibc

/// `CURLM*`, driven by what happens to its sockets and by its alarm (`curl_multi_socket_action`):
/// a turn costs what has happened, however many transfers wait.
///
/// A class, since libcurl's callbacks hold its address; only the thread of `CurlThread` touches it.
final class MultiHandle {
  private let pointer: UnsafeMutableRawPointer
  private let sockets: SocketWatch
  /// Kept, since connections hold its address.
  private let notes: TransferNotes
  private var barren = BarrenSockets()
  /// Monotonic milliseconds, when libcurl wants to be called; nil: not before something happens.
  private var alarm: Int64?

  /// nil when libcurl has no more room. `connections`: how many are kept.
  init?(connections: Int, sockets: SocketWatch, notes: TransferNotes) {
    guard let pointer = curl_multi_init() else { return nil }
    self.pointer = pointer
    self.sockets = sockets
    self.notes = notes
    g_multi_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    g_multi_long(pointer, CURLMOPT_MAXCONNECTS, connections)
    g_multi_callbacks(
      pointer,
      { _, socket, what, context, _ in
        guard let context else { return 0 }
        Unmanaged<MultiHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
          $0.sockets.watch(socket, for: what)
          if what == CURL_POLL_REMOVE { $0.barren.forget(socket) }
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
    var running: Int32 = 0
    var start: Int64?
    sockets.wait(atMost: time) { socket, action in
      let began = start ?? monotonicMicroseconds()
      notes.turn &+= 1
      notes.isBarren = barren.areTooBarren(socket)
      let bytes = notes.bytes
      curl_multi_socket_action(pointer, socket, action, &running)
      let end = monotonicMicroseconds()
      barren.note(socket, end - began, bringing: notes.bytes &- bytes)
      start = end
    }
    notes.isBarren = false
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
