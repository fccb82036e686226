import Model

/// A date and time of the Gregorian calendar with its distance from UTC, as read, not yet checked.
struct CivilTime {
  var year: Int
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0
  /// Ahead of UTC.
  var offsetMinutes = 0

  /// The moment, clamped to the years 1970–2100; nil when there is no such date or time. A leap
  /// second is the next minute's first second; 24:00 is the next day's 00:00.
  var timestamp: Timestamp? {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year), (0...59).contains(minute), (0...60).contains(second),
      (0...999).contains(millisecond), abs(offsetMinutes) <= 26 * 60
    else { return nil }
    guard (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0) else { return nil }
    let days = Self.daysSince1970(year, month, day)
    let minutes = (days * 24 + hour) * 60 + minute - offsetMinutes
    let milliseconds = (minutes * 60 + second) * 1000 + millisecond
    return Timestamp(milliseconds: Int64(min(max(milliseconds, 0), Self.last)))
  }

  /// 2100-12-31T23:59:59.999Z.
  static let last = daysSince1970(2101, 1, 1) * 86_400_000 - 1

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of a number of days from 1970-01-01.
  static func date(ofDays days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Two digits: 70–99 are of the 20th century, 00–69 of the 21st.
  static func fullYear(_ year: Int, digits: Int) -> Int {
    guard digits <= 2 else { return year }
    return year < 70 ? 2000 + year : 1900 + year
  }
}
