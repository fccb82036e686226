public import Model

/// The dates that feeds carry, in every form that the press uses.
public enum FeedDate {
  private static let longest = 200

  /// The moment that `bytes` names, clamped to the years 1970–2100; nil when unreadable or
  /// impossible. A date without a zone is in UTC, save that Korean spellings are in Korea's time.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    let text = trimmed(bytes)
    guard let first = text.first, text.count <= longest else { return nil }
    if DateScan.isDigit(first) {
      let time = UsualDate.internet(text) ?? unix(text) ?? compact(text) ?? ISODate.parse(text)
      if let time { return time }
    } else if let time = UsualDate.mail(text) {
      return time
    }
    return LooseDate.parse(text)
  }

  public static func parse(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, DateScan.isBlank(bytes[start]) { start += 1 }
    while end > start, DateScan.isBlank(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// Seconds (9 to 11 digits, a fraction allowed) or milliseconds (13 digits) since 1970.
  private static func unix(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var scan = DateScan(text)
    let count = scan.digits
    guard (9...11).contains(count) || count == 13, let value = scan.fixed(count) else { return nil }
    if scan.skip(0x2E) { while DateScan.isDigit(scan.current), !scan.isAtEnd { scan.place += 1 } }
    guard scan.isAtEnd else { return nil }
    let milliseconds = count == 13 ? value : value * 1000
    return Timestamp(milliseconds: Int64(min(milliseconds, CivilTime.last)))
  }

  /// `YYYYMMDDhhmm` and `YYYYMMDDhhmmss`.
  private static func compact(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    var scan = DateScan(text)
    let count = scan.digits
    guard count == 12 || count == 14, let year = scan.fixed(4), let month = scan.fixed(2),
      let day = scan.fixed(2), let hour = scan.fixed(2), let minute = scan.fixed(2)
    else { return nil }
    var time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute)
    if count == 14 { time.second = scan.fixed(2) ?? 0 }
    scan.skipBlanks()
    if let offset = scan.offset() { time.offsetMinutes = offset }
    if scan.current == 0x5A { scan.place += 1 }
    return scan.isAtEnd ? time.timestamp : nil
  }
}
