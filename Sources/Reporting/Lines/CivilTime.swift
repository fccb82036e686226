internal import Glibc
internal import Model

/// A point of time as people write it.
struct CivilTime {
  var year: Int64
  var month: UInt64
  var day: UInt64
  var hour: UInt64
  var minute: UInt64
  var second: UInt64
  var millisecond: UInt64

  /// In a zone `offset` seconds east of UTC (proleptic Gregorian calendar).
  init(_ time: Timestamp, offset: Int64 = 0) {
    let (shifted, overflow) = time.milliseconds.addingReportingOverflow(offset * 1000)
    let milliseconds = overflow ? time.milliseconds : shifted
    var days = milliseconds / 86_400_000
    var rest = milliseconds % 86_400_000
    if rest < 0 {
      rest += 86_400_000
      days -= 1
    }
    millisecond = UInt64(rest % 1000)
    second = UInt64(rest / 1000 % 60)
    minute = UInt64(rest / 60_000 % 60)
    hour = UInt64(rest / 3_600_000)

    // Days since 0000-03-01, in eras of 400 years (Howard Hinnant, civil_from_days).
    days += 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = UInt64(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = UInt64(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Whether RFC 3339 can say it.
  var isFourDigitYear: Bool { (0...9999).contains(year) }
}

/// How far local time is from UTC (localtime_r(3), TZ), asked once for every quarter of an hour.
struct LocalOffset {
  private var quarter: Int64 = .min
  private var offset: Int64 = 0

  /// Seconds east of UTC at `time`.
  mutating func seconds(at time: Timestamp) -> Int64 {
    let seconds = time.milliseconds / 1000
    if seconds / 900 != quarter {
      quarter = seconds / 900
      var clock = time_t(seconds)
      var local = tm()
      offset = localtime_r(&clock, &local) == nil ? 0 : Int64(local.tm_gmtoff)
    }
    return offset
  }
}
