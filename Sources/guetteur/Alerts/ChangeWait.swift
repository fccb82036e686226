import Glibc

/// Sleeps until something in some folders changes, by inotify(7), or nobody reads our output.
struct ChangeWait: ~Copyable {
  private let descriptor: Int32

  init(folders: [String]) throws(CommandFailure) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    let mask = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    for folder in folders where descriptor < 0 || inotify_add_watch(descriptor, folder, mask) < 0 {
      throw CommandFailure(
        .inputOutput, .folderUnwatchable(folder, CommandProblem.system(errno)))
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: false when nobody reads standard output any more.
  func wait() -> Bool {
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
    ]
    var ready: Int32 = 0
    repeat { ready = poll(&waits, 2, -1) } while ready < 0 && errno == EINTR
    if waits[1].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { return false }
    withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 8) { buffer in
      while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
    }
    return true
  }
}
