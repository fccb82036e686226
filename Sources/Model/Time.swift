/// A point of civil time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Arithmetic saturates instead of trapping, since durations and dates come from outside.
public struct Timestamp: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  public static func + (a: Timestamp, b: Duration) -> Timestamp {
    let (sum, overflow) = a.milliseconds.addingReportingOverflow(b.milliseconds)
    return Timestamp(milliseconds: overflow ? (b.milliseconds < 0 ? .min : .max) : sum)
  }

  public static func - (a: Timestamp, b: Duration) -> Timestamp {
    let (difference, overflow) = a.milliseconds.subtractingReportingOverflow(b.milliseconds)
    return Timestamp(milliseconds: overflow ? (b.milliseconds < 0 ? .max : .min) : difference)
  }

  public static func - (a: Timestamp, b: Timestamp) -> Duration {
    let (difference, overflow) = a.milliseconds.subtractingReportingOverflow(b.milliseconds)
    return .milliseconds(overflow ? (a < b ? Int64.min : .max) : difference)
  }
}

extension Duration {
  /// Whole milliseconds, rounded toward zero, clamped to the range of `Int64`.
  public var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (thousands, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    if overflow { return seconds < 0 ? .min : .max }
    let (sum, tooFar) = thousands.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
    return tooFar ? (seconds < 0 ? .min : .max) : sum
  }
}

/// One reading of both clocks, taken together.
///
/// `uptime` (CLOCK_BOOTTIME) never jumps and goes on during suspends: intervals are counted on it.
/// `wall` may jump either way; it is what feeds, headers and people speak of.
public struct Moment: Hashable, Sendable {
  public var uptime: Duration
  public var wall: Timestamp

  public init(uptime: Duration, wall: Timestamp) {
    self.uptime = uptime
    self.wall = wall
  }
}
