/// Strings: found, validated and unescaped.
extension JSONReader {
  /// The string at `offset`, which stands at its opening quote.
  mutating func string() throws(JSONError) -> String {
    let start = offset + 1
    offset = start
    try skipPlain(start)
    if next == UInt8(ascii: "\""), offset < bytes.count {
      defer {
        offset += 1
        lastEnd = offset
      }
      return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
    return try escapedString(start)
  }

  /// Skips characters that stand for themselves; stops at a quote or a backslash.
  private mutating func skipPlain(_ start: Int) throws(JSONError) {
    while true {
      skipPlainASCII()
      guard offset < bytes.count else {
        throw error(at: start - 1, .stringWithoutEnd)
      }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      if byte < 0x20 {
        try control(byte, start)
      } else if let length = UTF8Sequence.length(bytes, offset) {
        offset += length
      } else {
        if !dialect.contains(.sloppyStrings) {
          throw error(at: offset, .notUTF8(hex: hex(byte)))
        }
        offset += 1
      }
    }
  }

  /// Eight bytes at a time, to the first of them that is special; the last seven one at a time.
  @inline(__always)
  private mutating func skipPlainASCII() {
    guard let base = bytes.baseAddress else { return }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var at = offset
    let end = bytes.count
    while at + 8 <= end {
      let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let special =
        (word | (word &- ones &* 0x20) | (quote &- ones) | (slash &- ones)) & highs
      if special != 0 {
        // The lowest flag is exact: nothing is borrowed from a byte below it.
        offset = at + special.trailingZeroBitCount >> 3
        return
      }
      at += 8
    }
    while at < end, base[at] >= 0x20, base[at] < 0x80, base[at] != 0x22, base[at] != 0x5C {
      at += 1
    }
    offset = at
  }

  private mutating func control(_ byte: UInt8, _ start: Int) throws(JSONError) {
    if !dialect.contains(.sloppyStrings) {
      if byte == 0x0A || byte == 0x0D {
        throw error(at: start - 1, .stringWithoutEndOfLine)
      }
      try complain(
        error(
          at: offset,
          byte == 0x09 ? .tab : .controlCharacter(hex: hex(byte))))
    }
    offset += 1
  }

  private mutating func escapedString(_ start: Int) throws(JSONError) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(max(64, 2 * (offset - start)))
    var run = start
    while bytes[offset] != UInt8(ascii: "\"") {
      text.append(contentsOf: bytes[run..<offset])
      try escape(into: &text)
      run = offset
      try skipPlain(start)
    }
    text.append(contentsOf: bytes[run..<offset])
    offset += 1
    lastEnd = offset
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = offset
    let letter = start + 1 < bytes.count ? bytes[start + 1] : 0
    offset = min(start + 2, bytes.count)
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"): append(try scalar(start), to: &text)
    default:
      // The character itself is read again as text, with its own checks.
      offset = start + 1
      try complain(
        error(at: start, .escape))
    }
  }

  /// The scalar of `\uXXXX` (a pair of them for U+10000 and beyond); U+FFFD for a lone surrogate.
  private mutating func scalar(_ start: Int) throws(JSONError) -> Unicode.Scalar {
    guard let first = hexUnit(at: offset) else {
      throw error(at: start, .hexadecimalDigits)
    }
    offset += 4
    guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u"), let second = hexUnit(at: offset + 2),
      second & 0xFC00 == 0xDC00
    else { return "\u{FFFD}" }
    offset += 6
    return Unicode.Scalar(0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(second & 0x3FF))
      ?? "\u{FFFD}"
  }

  private func hexUnit(at offset: Int) -> UInt16? {
    guard offset + 4 <= bytes.count else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = hexDigit(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private func hexDigit(_ byte: UInt8) -> UInt16? {
    let decimal = byte &- UInt8(ascii: "0")
    if decimal < 10 { return UInt16(decimal) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt16(letter) + 10 : nil
  }

  private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}

enum UTF8Sequence {
  /// The length of the well-formed sequence at `offset` (Unicode Table 3-7), else nil.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int? {
    let left = bytes.count - offset
    guard left > 0 else { return nil }
    let first = bytes[offset]
    if first < 0x80 { return 1 }
    guard first >= 0xC2, first < 0xF5, left > 1 else { return nil }
    let second = bytes[offset + 1]
    guard second & 0xC0 == 0x80 else { return nil }
    if first < 0xE0 { return 2 }
    guard left > 2, bytes[offset + 2] & 0xC0 == 0x80 else { return nil }
    if first < 0xF0 {
      if first == 0xE0, second < 0xA0 { return nil }
      if first == 0xED, second >= 0xA0 { return nil }
      return 3
    }
    guard left > 3, bytes[offset + 3] & 0xC0 == 0x80 else { return nil }
    if first == 0xF0, second < 0x90 { return nil }
    if first == 0xF4, second >= 0x90 { return nil }
    return 4
  }
}
