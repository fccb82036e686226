public import Model

/// The dates of HTTP headers (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, and the two older
/// forms `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
public enum HTTPDate {
  /// nil when it is none.
  public static func parse(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { bytes in
      var scan = DateScan(bytes)
      scan.skipBlanks()
      guard scan.word().count >= 3 else { return nil }
      if scan.skip(0x2C) { return commaForm(&scan) }
      return asctime(&scan)
    }
  }

  /// Day, month and year, then the time: both forms with a comma.
  private static func commaForm(_ scan: inout DateScan) -> Timestamp? {
    scan.skipBlanks()
    guard let day = scan.number(most: 2) else { return nil }
    _ = scan.skip(0x2D) || scan.skipBlanks()
    guard let month = MonthNames.english(scan.word()) else { return nil }
    _ = scan.skip(0x2D) || scan.skipBlanks()
    let start = scan.place
    guard var year = scan.number(most: 4) else { return nil }
    year = CivilTime.fullYear(year, digits: scan.place - start)
    scan.skipBlanks()
    var time = CivilTime(year: year, month: month, day: day)
    guard scan.clock(&time) else { return nil }
    scan.skipBlanks()
    let zone = scan.word()
    guard zone.elementsEqual("GMT".utf8) || zone.elementsEqual("UTC".utf8) else { return nil }
    return finish(time, scan)
  }

  private static func asctime(_ scan: inout DateScan) -> Timestamp? {
    scan.skipBlanks()
    guard let month = MonthNames.english(scan.word()) else { return nil }
    scan.skipBlanks()
    guard let day = scan.number(most: 2) else { return nil }
    scan.skipBlanks()
    var time = CivilTime(year: 0, month: month, day: day)
    guard scan.clock(&time) else { return nil }
    scan.skipBlanks()
    guard let year = scan.number(most: 4), year >= 1000 else { return nil }
    time.year = year
    return finish(time, scan)
  }

  private static func finish(_ time: CivilTime, _ scan: DateScan) -> Timestamp? {
    var scan = scan
    scan.skipBlanks()
    return scan.isAtEnd ? time.timestamp : nil
  }
}
