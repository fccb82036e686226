internal import Glibc
public import Model

/// Where the time comes from: the only reading of clocks in the daemon, replaced in tests.
public struct Clock: Sendable {
  public var now: @Sendable () -> Moment

  public init(now: @escaping @Sendable () -> Moment) { self.now = now }

  /// CLOCK_BOOTTIME and CLOCK_REALTIME of this machine.
  public static let system = Clock {
    Moment(
      uptime: .nanoseconds(read(CLOCK_BOOTTIME)),
      wall: Timestamp(milliseconds: read(CLOCK_REALTIME) / 1_000_000))
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
