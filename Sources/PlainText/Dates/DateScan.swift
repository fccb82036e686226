/// A place in the bytes of a date.
struct DateScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count }
  var current: UInt8 { place < bytes.count ? bytes[place] : 0 }
  func byte(after distance: Int) -> UInt8 {
    place + distance < bytes.count ? bytes[place + distance] : 0
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  @discardableResult
  mutating func skipBlanks() -> Bool {
    let start = place
    while Self.isBlank(current), !isAtEnd { place += 1 }
    return place > start
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte, !isAtEnd else { return false }
    place += 1
    return true
  }

  /// Digits in a row from here.
  var digits: Int {
    var count = 0
    while Self.isDigit(byte(after: count)) { count += 1 }
    return count
  }

  /// A number of one to `most` digits; nil, and nothing read, when there is none or it is longer.
  mutating func number(most: Int) -> Int? {
    let count = digits
    guard count >= 1, count <= most else { return nil }
    return fixed(count)
  }

  /// A number of exactly the next `count` digits.
  mutating func fixed(_ count: Int) -> Int? {
    guard count >= 1, count <= 15, digits >= count else { return nil }
    var value = 0
    for _ in 0..<count {
      value = value * 10 + Int(current - 0x30)
      place += 1
    }
    return value
  }

  /// ASCII letters from here.
  mutating func word() -> Slice<UnsafeBufferPointer<UInt8>> {
    let start = place
    while Self.isLetter(current), !isAtEnd { place += 1 }
    return bytes[start..<place]
  }

  /// `8:49`, `08:49:37`, `08:49:37.25`.
  mutating func clock(_ time: inout CivilTime) -> Bool {
    guard let hour = number(most: 2), skip(0x3A), let minute = number(most: 2) else { return false }
    time.hour = hour
    time.minute = minute
    guard current == 0x3A, Self.isDigit(byte(after: 1)) else { return true }
    place += 1
    guard let second = number(most: 2) else { return false }
    time.second = second
    readFraction(&time)
    return true
  }

  /// `.25` or `,25` of a second.
  mutating func readFraction(_ time: inout CivilTime) {
    guard current == 0x2E || current == 0x2C, Self.isDigit(byte(after: 1)) else { return }
    place += 1
    var scale = 100
    while Self.isDigit(current), !isAtEnd {
      time.millisecond += Int(current - 0x30) * scale
      scale /= 10
      place += 1
    }
  }

  /// `+0100`, `-05:00`, `+9`, `+0530`, minutes; nil when there is none.
  mutating func offset() -> Int? {
    let sign: Int
    switch current {
    case 0x2B: sign = 1
    case 0x2D: sign = -1
    default: return nil
    }
    let start = place
    place += 1
    let count = digits
    switch count {
    case 1, 2:
      let hours = fixed(count) ?? 0
      var minutes = 0
      if current == 0x3A, Self.isDigit(byte(after: 1)) {
        place += 1
        minutes = number(most: 2) ?? 0
      }
      return sign * (hours * 60 + minutes)
    case 3, 4, 6:
      let hours = fixed(count == 3 ? 1 : 2) ?? 0
      let minutes = fixed(2) ?? 0
      if count == 6 { _ = fixed(2) }
      return sign * (hours * 60 + minutes)
    default:
      place = start
      return nil
    }
  }
}
