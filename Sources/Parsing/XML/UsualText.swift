/// Blocks of UTF-8 in which nothing is unusual: no control character, no byte that UTF-8 does not
/// have, and none after which it allows less than it does after most (E0, ED, F0–F4).
enum UsualText {
  private typealias Block = SIMD16<UInt8>

  /// How far the text from `start` on is well-formed for sure; it may end within a character.
  ///
  /// At `start`, which is 2 at least, a character begins. `mark` does not stand in what is passed.
  static func end(in raw: UnsafeRawBufferPointer, from start: Int, but mark: UInt8) -> Int {
    var i = start
    while i &+ 16 <= raw.count {
      if i &+ 32 <= raw.count, raw[i &- 1] < 0x80, isASCII(raw, from: i, but: mark) {
        i &+= 32
      } else if isUsual(raw, from: i, but: mark) {
        i &+= 16
      } else {
        break
      }
    }
    return i
  }

  /// What the character before `end` still lacks, all bytes before being usual.
  static func missing(in raw: UnsafeRawBufferPointer, before end: Int) -> XMLText.State {
    if raw[end &- 1] >= 0xE0 { return .two }
    return raw[end &- 1] >= 0xC0 || raw[end &- 2] >= 0xE0 ? .one : .whole
  }

  /// Whether 32 bytes are printable ASCII.
  @inline(__always)
  private static func isASCII(
    _ raw: UnsafeRawBufferPointer, from start: Int, but mark: UInt8
  ) -> Bool {
    // As signed numbers what is beyond ASCII is below zero.
    let lowest = SIMD16<Int8>(repeating: 0x20)
    let mark = SIMD16<Int8>(repeating: Int8(bitPattern: mark))
    let first = raw.loadUnaligned(fromByteOffset: start, as: SIMD16<Int8>.self)
    let second = raw.loadUnaligned(fromByteOffset: start &+ 16, as: SIMD16<Int8>.self)
    return isNone(
      (first .< lowest) .| (second .< lowest) .| (first .== mark) .| (second .== mark))
  }

  /// Whether 16 bytes are usual, and continue characters where they must and nowhere else.
  @inline(__always)
  private static func isUsual(
    _ raw: UnsafeRawBufferPointer, from start: Int, but mark: UInt8
  ) -> Bool {
    let bytes = raw.loadUnaligned(fromByteOffset: start, as: Block.self)
    let before = raw.loadUnaligned(fromByteOffset: start &- 1, as: Block.self)
    let twoBefore = raw.loadUnaligned(fromByteOffset: start &- 2, as: Block.self)
    let longer = Block(repeating: 0xE0)
    let continues = (bytes & Block(repeating: 0xC0)) .== Block(repeating: 0x80)
    let mustContinue = (before .>= Block(repeating: 0xC0)) .| (twoBefore .>= longer)
    let isRare =
      (bytes .< Block(repeating: 0x20)) .| (bytes .== Block(repeating: mark))
      .| ((bytes & Block(repeating: 0xFE)) .== Block(repeating: 0xC0)) .| (bytes .== longer)
      .| (bytes .== Block(repeating: 0xED)) .| (bytes .>= Block(repeating: 0xF0))
    return isNone((continues .^ mustContinue) .| isRare)
  }

  @inline(__always)
  private static func isNone(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves.x | halves.y == 0
  }
}
