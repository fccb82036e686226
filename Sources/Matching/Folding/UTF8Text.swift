import CICU

/// Reading and writing scalars as UTF-8. The text of a Swift String is always well formed; text
/// that comes as bytes must be.
enum UTF8Text {
  /// The scalar at `p` and its length; never reads past `p + 3`.
  @inline(__always)
  static func decode(_ p: UnsafePointer<UInt8>) -> (scalar: UInt32, length: Int) {
    let b = UInt32(p[0])
    if b < 0x80 { return (b, 1) }
    if b < 0xE0 { return ((b & 31) << 6 | UInt32(p[1] & 63), 2) }
    if b < 0xF0 {
      return ((b & 15) << 12 | UInt32(p[1] & 63) << 6 | UInt32(p[2] & 63), 3)
    }
    let scalar =
      (b & 7) << 18 | UInt32(p[1] & 63) << 12 | UInt32(p[2] & 63) << 6 | UInt32(p[3] & 63)
    return (scalar, 4)
  }

  /// The offset of the scalar that ends before `offset`, which is above `lowest`.
  @inline(__always)
  static func previous(_ p: UnsafePointer<UInt8>, _ offset: Int, lowest: Int) -> Int {
    var i = offset - 1
    while i > lowest && p[i] & 0xC0 == 0x80 { i -= 1 }
    return i
  }

  @inline(__always)
  static func write(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    if scalar < 0x80 {
      output[0] = UInt8(truncatingIfNeeded: scalar)
      return 1
    }
    if scalar < 0x800 {
      output[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      output[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 63)
      return 2
    }
    if scalar < 0x10000 {
      output[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      output[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 63)
      output[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 63)
      return 3
    }
    output[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18 & 7)
    output[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 63)
    output[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 63)
    output[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 63)
    return 4
  }

  /// How many scalars begin in `range`: eight bytes at a time.
  static func scalars(in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var count = range.count
    var p = range.lowerBound
    while p &+ 8 <= range.upperBound {
      let bytes = UnsafeRawPointer(base + p).loadUnaligned(as: UInt64.self)
      let continuing = bytes &>> 7 & ~bytes &>> 6 & 0x0101_0101_0101_0101
      count &-= Int(truncatingIfNeeded: (continuing &* 0x0101_0101_0101_0101) &>> 56)
      p &+= 8
    }
    while p < range.upperBound {
      if base[p] & 0xC0 == 0x80 { count &-= 1 }
      p &+= 1
    }
    return count
  }

  static func bytes(of scalars: [UInt32]) -> [UInt8] {
    var result: [UInt8] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
      guard let p = buffer.baseAddress else { return }
      for scalar in scalars {
        for i in 0..<write(scalar, to: p) { result.append(p[i]) }
      }
    }
    return result
  }

  static func scalars(of bytes: [UInt8]) -> [UInt32] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
  }
}

enum UTF16Text {
  static func scalars(_ units: UnsafePointer<UChar>, _ count: Int) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    var i = 0
    while i < count {
      let unit = UInt32(units[i])
      if unit & 0xFC00 == 0xD800, i + 1 < count {
        result.append(0x10000 + (unit & 0x3FF) << 10 + UInt32(units[i + 1]) & 0x3FF)
        i += 2
      } else {
        result.append(unit)
        i += 1
      }
    }
    return result
  }
}
