import Model

/// The two spellings that nearly every feed uses, each part at its place.
enum UsualDate {
  /// `2002-09-07T00:00:01Z`, or with an offset such as `+02:00` in place of the `Z` (RFC 3339).
  static func internet(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard text.count == 20 || text.count == 25 else { return nil }
    var parts = Parts(bytes: text)
    var time = CivilTime(year: parts.four(at: 0), month: parts.two(at: 5), day: parts.two(at: 8))
    parts.expect("-", at: 4)
    parts.expect("-", at: 7)
    parts.expect("T", at: 10)
    parts.readClock(into: &time, at: 11)
    if text.count == 20 {
      parts.expect("Z", at: 19)
    } else {
      parts.expect(":", at: 22)
      time.offsetMinutes = parts.offset(at: 19, minutes: 23)
    }
    return parts.isFaulty ? nil : time.timestamp
  }

  /// `Sat, 07 Sep 2002 00:00:01 GMT`, or with an offset such as `+0200` (RFC 5322 §3.3); the day may
  /// have one digit.
  static func mail(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard (28...31).contains(text.count) else { return nil }
    var parts = Parts(bytes: text)
    parts.expect(", ", at: 3)
    let isShort = text[6] == 0x20
    let rest = isShort ? 6 : 7
    let day = isShort ? parts.digit(at: 5) : parts.two(at: 5)
    for place in [0, 4, 9, 18] { parts.expect(" ", at: rest + place) }
    guard let month = MonthNames.english(text[(rest + 1)..<(rest + 4)]) else { return nil }
    var time = CivilTime(year: parts.four(at: rest + 5), month: month, day: day)
    parts.readClock(into: &time, at: rest + 10)
    switch text.count - rest {
    case 22: parts.expect("GMT", at: rest + 19)
    case 24: time.offsetMinutes = parts.offset(at: rest + 19, minutes: rest + 22)
    default: return nil
    }
    return parts.isFaulty ? nil : time.timestamp
  }

  /// Bytes at known places; what is not as expected is remembered, and asked for once at the end.
  private struct Parts {
    let bytes: UnsafeBufferPointer<UInt8>
    var isFaulty = false

    mutating func digit(at place: Int) -> Int {
      let value = bytes[place] &- 0x30
      if value > 9 { isFaulty = true }
      return Int(value)
    }

    mutating func two(at place: Int) -> Int { digit(at: place) * 10 + digit(at: place + 1) }

    mutating func four(at place: Int) -> Int { two(at: place) * 100 + two(at: place + 2) }

    mutating func expect(_ text: StaticString, at place: Int) {
      for i in 0..<text.utf8CodeUnitCount where bytes[place + i] != text.utf8Start[i] {
        isFaulty = true
      }
    }

    /// `00:00:01`
    mutating func readClock(into time: inout CivilTime, at place: Int) {
      time.hour = two(at: place)
      time.minute = two(at: place + 3)
      time.second = two(at: place + 6)
      expect(":", at: place + 2)
      expect(":", at: place + 5)
    }

    /// A sign, two digits of hours and, at `minutes`, two digits of minutes.
    mutating func offset(at place: Int, minutes: Int) -> Int {
      let distance = two(at: place + 1) * 60 + two(at: minutes)
      switch bytes[place] {
      case 0x2B: return distance
      case 0x2D: return -distance
      default:
        isFaulty = true
        return 0
      }
    }
  }
}
