/// Which characters may not stand raw in a log: C0, DEL and C1 controls, bidi controls, U+2028 and
/// U+2029; in JSON also `"` and `\`.
enum SafeBytes {
  /// Whether all eight bytes of a word may stand as they are, none of them being one that
  /// `isSuspect`; false when in doubt.
  @inline(__always)
  static func areSafe(_ word: UInt64, quotes: Bool) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The usual test for a zero byte, whose top bit is set when one is there.
    func has(_ byte: UInt64) -> UInt64 {
      let others = word ^ (ones &* byte)
      return (others &- ones) & ~others
    }
    var found = ((word &- ones &* 0x20) & ~word) | has(0x7F) | has(0xC2) | has(0xD8) | has(0xE2)
    if quotes { found |= has(0x22) | has(0x5C) }
    return found & (ones &* 0x80) == 0
  }

  /// Whether a byte begins an unsafe character, perhaps.
  @inline(__always)
  static func isSuspect(_ byte: UInt8, quotes: Bool) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
      || (quotes && (byte == 0x22 || byte == 0x5C))
  }

  /// The unsafe character at `at` and its length in bytes; nil when the one there is safe.
  static func unsafeScalar(
    in utf8: UnsafeBufferPointer<UInt8>, at: Int, quotes: Bool
  ) -> (scalar: UInt32, length: Int)? {
    let first = utf8[at]
    let second = at + 1 < utf8.count ? utf8[at + 1] : 0
    switch first {
    case 0xC2:
      return second >= 0x80 && second < 0xA0 ? (UInt32(second), 2) : nil
    case 0xD8:
      return second == 0x9C ? (0x61C, 2) : nil
    case 0xE2:
      let third = at + 2 < utf8.count ? utf8[at + 2] : 0
      switch (second, third) {
      case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9):
        return (0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
      default: return nil
      }
    default:
      return first < 0x20 || first == 0x7F || quotes ? (UInt32(first), 1) : nil
    }
  }
}
