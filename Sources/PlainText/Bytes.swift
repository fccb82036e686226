import Glibc

extension Span<UInt8> {
  /// The first place of a byte at or after `start`; nil when there is none.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// The last place of a byte before `end`; -1 when there is none.
  func last(_ byte: UInt8, before end: Int) -> Int {
    var at = end
    withUnsafeBytes { bytes in
      // Sixteen at a time, as long as it is in none of them.
      let wanted = SIMD16<UInt8>(repeating: byte)
      while at >= 16 {
        let block = bytes.loadUnaligned(fromByteOffset: at - 16, as: SIMD16<UInt8>.self)
        if (block .== wanted).isAny { break }
        at -= 16
      }
    }
    repeat { at -= 1 } while at >= 0 && self[at] != byte
    return at
  }

  /// Whether these ASCII characters stand at `offset`.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= count - length else { return false }
    return text.withUTF8Buffer { expected in
      for at in 0..<length where self[offset + at] != expected[at] { return false }
      return true
    }
  }

  /// The first place at or after `start` that is no white space of HTML, or the end.
  func skippingSpace(from start: Int) -> Int {
    var at = start
    while at < count, HTMLScanner.isSpace(self[at]) { at += 1 }
    return at
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// Whether it is set anywhere.
  @inline(__always)
  var isAny: Bool {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return halves.x | halves.y != 0
  }

  /// The first place where it is set; nil when there is none.
  @inline(__always)
  var first: Int? {
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    guard halves.x | halves.y != 0 else { return nil }
    return halves.x != 0
      ? UInt64(littleEndian: halves.x).trailingZeroBitCount &>> 3
      : 8 &+ UInt64(littleEndian: halves.y).trailingZeroBitCount &>> 3
  }
}
