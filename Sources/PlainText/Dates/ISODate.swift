import Model

/// ISO 8601 and its profiles: W3CDTF with all its truncations, RFC 3339, basic and extended forms,
/// week and ordinal dates.
enum ISODate {
  /// nil when `bytes` is anything else.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var scan = DateScan(bytes)
    guard var time = date(&scan) else { return nil }
    if scan.isAtEnd { return time.timestamp }
    guard scan.skip(0x54) || scan.skip(0x74) || scan.skipBlanks() || scan.skip(0x5F) else {
      return nil
    }
    scan.skipBlanks()
    if scan.isAtEnd { return time.timestamp }
    guard clock(&scan, &time) else { return nil }
    return zone(&scan, &time) ? time.timestamp : nil
  }

  private static func date(_ scan: inout DateScan) -> CivilTime? {
    switch scan.digits {
    case 4:
      guard let year = scan.fixed(4) else { return nil }
      return afterYear(&scan, year)
    case 8:
      guard let year = scan.fixed(4), let month = scan.fixed(2), let day = scan.fixed(2) else {
        return nil
      }
      return CivilTime(year: year, month: month, day: day)
    case 7:
      guard let year = scan.fixed(4), let ordinal = scan.fixed(3) else { return nil }
      return date(year, ordinal: ordinal)
    case 6:
      guard let year = scan.fixed(2), let month = scan.fixed(2), let day = scan.fixed(2) else {
        return nil
      }
      return CivilTime(year: CivilTime.fullYear(year, digits: 2), month: month, day: day)
    case 2 where scan.byte(after: 2) == 0x2D:
      guard let year = scan.fixed(2) else { return nil }
      return afterShortYear(&scan, CivilTime.fullYear(year, digits: 2))
    case 5:
      guard let year = scan.fixed(2), let ordinal = scan.fixed(3) else { return nil }
      return date(CivilTime.fullYear(year, digits: 2), ordinal: ordinal)
    default: return nil
    }
  }

  private static func afterYear(_ scan: inout DateScan, _ year: Int) -> CivilTime? {
    if scan.isAtEnd { return CivilTime(year: year) }
    if scan.skip(0x57) || scan.skip(0x77) { return week(&scan, year) }
    guard scan.skip(0x2D) else { return nil }
    if scan.skip(0x57) || scan.skip(0x77) { return week(&scan, year) }
    if scan.digits == 3 { return scan.fixed(3).flatMap { date(year, ordinal: $0) } }
    if scan.digits == 4 {
      guard let month = scan.fixed(2), let day = scan.fixed(2) else { return nil }
      return CivilTime(year: year, month: month, day: day)
    }
    guard let month = scan.number(most: 2) else { return nil }
    guard scan.current == 0x2D, DateScan.isDigit(scan.byte(after: 1)) else {
      return CivilTime(year: year, month: month)
    }
    place(&scan)
    guard let day = scan.number(most: 2) else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  private static func place(_ scan: inout DateScan) { scan.place += 1 }

  private static func afterShortYear(_ scan: inout DateScan, _ year: Int) -> CivilTime? {
    guard scan.skip(0x2D) else { return nil }
    if scan.digits == 3 { return scan.fixed(3).flatMap { date(year, ordinal: $0) } }
    guard scan.digits == 2, let month = scan.fixed(2), month <= 12, scan.skip(0x2D),
      scan.digits == 2, let day = scan.fixed(2)
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  /// `2003-W52-3`, `2003W523`, `2003-W52`: Monday is 1, week 1 holds 4 January.
  private static func week(_ scan: inout DateScan, _ year: Int) -> CivilTime? {
    guard let week = scan.fixed(2), (1...53).contains(week), (1...9999).contains(year) else {
      return nil
    }
    var day = 1
    if scan.current == 0x2D, DateScan.isDigit(scan.byte(after: 1)) { scan.place += 1 }
    if DateScan.isDigit(scan.current) {
      guard let given = scan.fixed(1), (1...7).contains(given) else { return nil }
      day = given
    }
    let fourth = CivilTime.daysSince1970(year, 1, 4)
    // 1970-01-01 was a Thursday, the fourth day.
    let weekday = (fourth + 3) % 7 + (fourth < -3 ? 7 : 0)
    let found = CivilTime.date(ofDays: fourth - weekday % 7 + (week - 1) * 7 + day - 1)
    return CivilTime(year: found.year, month: found.month, day: found.day)
  }

  private static func date(_ year: Int, ordinal: Int) -> CivilTime? {
    guard ordinal >= 1, ordinal <= (CivilTime.isLeap(year) ? 366 : 365) else { return nil }
    let found = CivilTime.date(ofDays: CivilTime.daysSince1970(year, 1, 1) + ordinal - 1)
    return CivilTime(year: found.year, month: found.month, day: found.day)
  }

  /// `hh`, `hh:mm`, `hh:mm:ss`, `hhmm`, `hhmmss`, with a fraction of the second.
  private static func clock(_ scan: inout DateScan, _ time: inout CivilTime) -> Bool {
    let count = scan.digits
    if count == 4 || count == 6 {
      guard let hour = scan.fixed(2), let minute = scan.fixed(2) else { return false }
      time.hour = hour
      time.minute = minute
      if count == 6 { time.second = scan.fixed(2) ?? 0 }
      scan.readFraction(&time)
      return true
    }
    if scan.byte(after: count) == 0x3A { return scan.clock(&time) }
    guard let hour = scan.number(most: 2) else { return false }
    time.hour = hour
    return true
  }

  private static func zone(_ scan: inout DateScan, _ time: inout CivilTime) -> Bool {
    scan.skipBlanks()
    if scan.isAtEnd { return true }
    if let offset = scan.offset() {
      time.offsetMinutes = offset
    } else {
      let name = String(decoding: scan.word(), as: UTF8.self).uppercased()
      guard let offset = ZoneNames.offset(name) else { return false }
      time.offsetMinutes = offset
      scan.skipBlanks()
      if let more = scan.offset() { time.offsetMinutes = more }
    }
    scan.skipBlanks()
    return scan.isAtEnd
  }
}
