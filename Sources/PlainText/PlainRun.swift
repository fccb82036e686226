/// Text without markup, found sixteen bytes at a time.
enum PlainRun {
  private typealias Block = SIMD16<UInt8>

  /// How many bytes from `start` on are surely text with single spaces between its words; the byte
  /// after them has to be looked at.
  static func length(in source: Span<UInt8>, from start: Int) -> Int {
    // Operators between a vector and a number are not made into instructions (Swift 6.3).
    let space = Block(repeating: 0x20)
    let less = Block(repeating: 0x3C)
    let ampersand = Block(repeating: 0x26)
    return source.withUnsafeBytes { bytes in
      var at = start
      // A byte more is read than is skipped: what follows a space.
      while at &+ 17 <= bytes.count {
        let block = bytes.loadUnaligned(fromByteOffset: at, as: Block.self)
        let next = bytes.loadUnaligned(fromByteOffset: at &+ 1, as: Block.self)
        let stops =
          (block .< space) .| (block .== less) .| (block .== ampersand)
          .| ((block .== space) .& (next .<= space))
        if let first = stops.first {
          at &+= first
          break
        }
        at &+= 16
      }
      // A space before a tag or a reference is not yet known to be one between two words.
      if at > start, bytes[at &- 1] == 0x20 { at &-= 1 }
      return at &- start
    }
  }
}
