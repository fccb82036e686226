internal import Glibc
public import Model

/// Times as people here write them.
public enum LocalTime {
  /// `14:05` in the local zone.
  @Sendable public static func timeOfDay(_ time: Timestamp) -> String {
    var seconds = time_t(time.milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return "\(twoDigits(parts.tm_hour)):\(twoDigits(parts.tm_min))"
  }

  /// `14:05`, or `2026-11-26 14:05` when that is another day than `now`.
  @Sendable static func timeOrDay(_ time: Timestamp, now: Timestamp) -> String {
    let (day, today) = (day(time), day(now))
    return day == today ? timeOfDay(time) : "\(day) \(timeOfDay(time))"
  }

  private static func day(_ time: Timestamp) -> String {
    var seconds = time_t(time.milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return "\(parts.tm_year + 1900)-\(twoDigits(parts.tm_mon + 1))-\(twoDigits(parts.tm_mday))"
  }

  private static func twoDigits(_ number: Int32) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
