/// What a byte is to the scanner's fast path.
enum ASCIIKind {
  static let other: UInt8 = 0
  static let letter: UInt8 = 1
  static let digit: UInt8 = 2
  /// `#` and `@`.
  static let tag: UInt8 = 3
  static let beyond: UInt8 = 4

  @inline(__always)
  static func of(_ byte: UInt8) -> UInt8 {
    if byte >= 0x80 { return beyond }
    if (byte | 0x20) &- 0x61 < 26 { return letter }
    if byte &- 0x30 < 10 { return digit }
    return byte == 0x23 || byte == 0x40 ? tag : other
  }

  /// True for most bytes after a word; not for those that make it longer or something else:
  /// `'`, `` ` ``, `.`, `:`, `@` and what is beyond ASCII.
  @inline(__always)
  static func endsWord(_ byte: UInt8) -> Bool {
    byte == 0x20
      || byte < 0x80 && byte != 0x27 && byte != 0x2E && byte != 0x3A && byte != 0x40
        && byte != 0x60
  }
}

enum ASCIIWord {
  /// The ASCII letters at `p`, at most eight and at most `limit`, in lower case in the low bytes.
  @inline(__always)
  static func letters(at p: UnsafePointer<UInt8>, limit: Int) -> (value: UInt64, count: Int) {
    let raw = UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
    let lower = raw | 0x2020_2020_2020_2020
    let seven = lower & 0x7F7F_7F7F_7F7F_7F7F
    let isLetter =
      (seven &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(seven &+ 0x0505_0505_0505_0505) & ~raw
      & 0x8080_8080_8080_8080
    let isNot = isLetter ^ 0x8080_8080_8080_8080
    var count = isNot == 0 ? 8 : isNot.trailingZeroBitCount >> 3
    if count > limit { count = limit }
    if count == 8 { return (lower, 8) }
    return (lower & (1 << UInt64(8 * count) &- 1), count)
  }
}
