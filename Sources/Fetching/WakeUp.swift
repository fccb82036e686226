import CLinux
import Glibc

/// Ends a wait in epoll(7) from another thread (eventfd(2)).
///
/// A class, since it owns a descriptor. Nobody reads what is written: it is watched for edges.
final class WakeUp: Sendable {
  let descriptor: Int32

  /// nil when the process has no more descriptors.
  init?() {
    descriptor = linux_event_create()
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// From any thread.
  func send() {
    var one: UInt64 = 1
    write(descriptor, &one, MemoryLayout<UInt64>.size)
  }
}
