import Foundation

/// What a test waited for and did not get in time.
public struct NeverHappened: Error, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}

/// Waits until `condition` holds, looking again at each change in `folder` and every few
/// milliseconds, on a thread of its own: no test's pool waits with it.
///
/// - Throws: `NeverHappened` with `what` when `limit` has passed.
public func eventually(
  _ what: @autoclosure @Sendable () -> String, within limit: Duration = .seconds(60),
  watching folder: String? = nil, _ condition: @escaping @Sendable () -> Bool
) async throws {
  let happened = await onThread { watch(folder, until: .now + limit, condition) }
  guard happened else { throw NeverHappened(description: "within \(limit): \(what())") }
}

/// Runs `body`, which may block, on a thread of its own.
public func onThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}

/// Waits until something is written in `folder` (or `limit` has passed), then calls `body` on the
/// very thread that saw it, so that it happens within microseconds.
public func atNextChange(
  in folder: String, within limit: Duration, _ body: @escaping @Sendable () -> Void
) async {
  await onThread {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY | IN_CREATE))
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&entry, 1, Int32(limit / .milliseconds(1)))
    body()
    close(descriptor)
  }
}

/// Lets time pass, for what is meant to happen at any moment whatever.
public func elapse(_ time: Duration) async {
  await onThread { _ = poll(nil, 0, Int32(time / .milliseconds(1))) }
}

private func watch(
  _ folder: String?, until deadline: ContinuousClock.Instant, _ condition: () -> Bool
) -> Bool {
  let descriptor = folder == nil ? -1 : inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
  defer { if descriptor >= 0 { close(descriptor) } }
  if descriptor >= 0, let folder {
    inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY | IN_CREATE | IN_MOVE | IN_DELETE))
  }
  var events = [UInt8](repeating: 0, count: 4096)
  while !condition() {
    if ContinuousClock.now >= deadline { return false }
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&entry, 1, 10) > 0 { while read(descriptor, &events, events.count) > 0 {} }
  }
  return true
}
