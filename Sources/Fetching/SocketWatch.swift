import CCurl
import CLinux
import Glibc

/// The sockets that libcurl waits for, in epoll(7).
///
/// A connection that is kept for the next request stays in the epoll meanwhile: mostly it is watched
/// for the same again before anything comes, and the two calls between need not be made. What comes
/// early after all (its end) takes it out.
///
/// A class, since libcurl's callbacks hold its address; only the thread of `CurlThread` touches it.
final class SocketWatch {
  /// What a socket is watched for, as in epoll_ctl(2).
  private struct Place {
    /// By libcurl; 0: not at all.
    var wanted: UInt32 = 0
    /// In the epoll; 0: it is not there.
    var present: UInt32 = 0
  }

  private let epoll: Int32
  private let wakeUp: WakeUp
  /// By descriptor.
  private var places: [Place] = []
  private var events = [epoll_event](repeating: epoll_event(), count: 64)

  /// nil when the system has no more room. `wakeUp` ends a wait too.
  init?(wakeUp: WakeUp) {
    epoll = linux_epoll_create()
    self.wakeUp = wakeUp
    var event = epoll_event()
    event.events = EPOLLIN.rawValue | EPOLLET.rawValue
    event.data.fd = wakeUp.descriptor
    guard epoll >= 0, epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp.descriptor, &event) == 0 else {
      return nil
    }
  }

  deinit {
    if epoll >= 0 { close(epoll) }
  }

  /// `CURLMOPT_SOCKETFUNCTION`. What the system refuses here ends by the transfer's own time-out.
  func watch(_ socket: curl_socket_t, for what: Int32) {
    let place = Int(socket)
    guard place >= 0 else { return }
    if place >= places.count {
      places += [Place](repeating: Place(), count: place + 64 - places.count)
    }
    var wanted: UInt32 = 0
    if what != CURL_POLL_REMOVE {
      if what & CURL_POLL_IN != 0 { wanted |= EPOLLIN.rawValue }
      if what & CURL_POLL_OUT != 0 { wanted |= EPOLLOUT.rawValue }
    }
    places[place].wanted = wanted
    let present = places[place].present
    // One that is not read from is still connecting, and nobody says when it is closed.
    if wanted == present || (wanted == 0 && present == EPOLLIN.rawValue) { return }
    places[place].present = wanted
    var event = epoll_event()
    event.data.fd = socket
    event.events = wanted
    if wanted == 0 {
      epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
    } else if present == 0
      || (epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 && errno == ENOENT)
    {
      epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
    }
  }

  /// This descriptor is new, or about to be closed: an epoll has let go of what it was.
  func forget(_ socket: curl_socket_t) {
    if places.indices.contains(Int(socket)) { places[Int(socket)] = Place() }
  }

  /// Sleeps until something has happened, at most `time` milliseconds (-1: for ever), and tells of
  /// each socket that is ready, with its `CURL_CSELECT_` bits.
  func wait(atMost time: Int32, _ ready: (curl_socket_t, Int32) -> Void) {
    let count = epoll_wait(epoll, &events, Int32(events.count), time)
    for index in 0..<max(0, Int(count)) {
      let (what, socket) = (events[index].events, events[index].data.fd)
      guard socket != wakeUp.descriptor else { continue }
      guard places.indices.contains(Int(socket)), places[Int(socket)].wanted != 0 else {
        var event = epoll_event()
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
        forget(socket)
        continue
      }
      var action: Int32 = 0
      if what & EPOLLIN.rawValue != 0 { action |= CURL_CSELECT_IN }
      if what & EPOLLOUT.rawValue != 0 { action |= CURL_CSELECT_OUT }
      if what & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { action |= CURL_CSELECT_ERR }
      ready(socket, action)
    }
  }
}
