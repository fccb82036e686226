/// The hash of a folded word: its first and last eight bytes, so that it costs the same for every
/// word and any prefix is hashed in place. Words that differ only in between share it; who finds a
/// candidate compares the whole word.
enum WordHash {
  static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  static let second: UInt64 = 0xFF51_AFD7_ED55_8CCD

  /// Keys of other kinds than whole words, kept apart by what they are mixed with.
  enum Space {
    static let word: UInt64 = 0
    static let stem: UInt64 = 0xA24B_AED4_963E_E407
    /// The first letters of a phrase that a hashtag may write as one.
    static let joined: UInt64 = 0xC13F_A9A9_02A6_328F
    static let prefix: UInt64 = 0x9FB2_1C65_1E98_DF25
    static let unsegmented: UInt64 = 0xD6E8_FEB8_6659_FD93
  }

  /// `head`: the first eight bytes (fewer: zeros above); `tail`: the last eight when there are
  /// more than eight, else 0.
  @inline(__always)
  static func mix(_ head: UInt64, _ tail: UInt64) -> UInt64 {
    let h = (head ^ tail &* second) &* first
    return h ^ h >> 32
  }

  /// The hash of `count` bytes at `p`, of which eight may be read however few they are.
  @inline(__always)
  static func of(_ p: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(p)
    let head = raw.loadUnaligned(as: UInt64.self)
    if count >= 8 {
      let tail = count > 8 ? (raw + (count - 8)).loadUnaligned(as: UInt64.self) : 0
      return mix(head, tail)
    }
    return mix(head & (1 << UInt64(8 * count) &- 1), 0)
  }

  @inline(__always)
  static func pair(_ a: UInt32, _ b: UInt32) -> UInt64 {
    var h = (UInt64(a) << 32 | UInt64(b)) ^ Space.unsegmented
    h = h &* first
    return h ^ h >> 31
  }

  /// The key of three characters, from that of the first two.
  @inline(__always)
  static func triple(_ pair: UInt64, _ c: UInt32) -> UInt64 {
    let h = (pair ^ UInt64(c) &* second) &* first
    return h ^ h >> 29
  }

  /// What `triple` takes for a third character when something else stands before it.
  static let apart: UInt32 = 0
  /// And when the pair is a key by itself.
  static let pairAlone: UInt32 = 1
}
