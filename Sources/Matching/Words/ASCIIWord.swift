enum ASCIIWord {
  static let lowerCase: UInt64 = 0x2020_2020_2020_2020

  /// The hash of `count` ASCII letters, 1 or more, as `WordHash.of` their folded form.
  @inline(__always)
  static func hash(_ p: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(p)
    let kept = ~0 &>> UInt64(64 &- 8 &* min(count, 8))
    let head = (raw.loadUnaligned(as: UInt64.self) | lowerCase) & kept
    let last =
      raw.loadUnaligned(fromByteOffset: max(count &- 8, 0), as: UInt64.self) | lowerCase
    return WordHash.mix(head, count > 8 ? last : 0)
  }

  /// True for two ASCII letters that are not the same in any case.
  @inline(__always)
  static func differ(_ a: UInt8, _ b: UInt8) -> Bool {
    let (a, b) = (a | 0x20, b | 0x20)
    return a != b && a &- 0x61 < 26 && b &- 0x61 < 26
  }

  /// Whether `count` bytes, 1 or more, are the ASCII letters at `letters` in any case. Eight bytes
  /// may be read of each, however few they are.
  @inline(__always)
  static func areEqual(
    _ letters: UnsafePointer<UInt8>, _ p: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    let (a, b) = (UnsafeRawPointer(letters), UnsafeRawPointer(p))
    var i = 0
    while i &+ 8 <= count {
      let x = a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let y = b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      if (x ^ y) & ~lowerCase != 0 { return false }
      i &+= 8
    }
    if i == count { return true }
    let x = a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    let y = b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    return ((x ^ y) & ~lowerCase) &<< UInt64(64 &- 8 &* (count &- i)) == 0
  }

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
