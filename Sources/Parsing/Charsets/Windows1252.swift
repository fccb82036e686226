/// windows-1252 (Encoding Standard, index windows-1252).
enum Windows1252 {
  /// 0x80–0x9F; the five that it does not define stay controls.
  static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// UTF-8 in which C1 controls stand for what windows-1252 has in their place: a number such as
  /// `&#146;`, or a wrong conversion, gave them. nil when there are none.
  static func repaired(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let start = utf8.baseAddress, holdsControl(start, utf8.count) else { return nil }
    var out: [UInt8] = []
    var copied = 0
    var i = 0
    while let found = find(0xC2, in: start + i, utf8.count - i) {
      i += found + 2
      guard i <= utf8.count, (0x80...0x9F).contains(utf8[i - 1]) else {
        i = min(i, utf8.count)
        continue
      }
      out.append(contentsOf: utf8[copied..<(i - 2)])
      let scalar = Unicode.Scalar(upper[Int(utf8[i - 1]) - 0x80]) ?? "\u{FFFD}"
      out.append(contentsOf: Array(String(Character(scalar)).utf8))
      copied = i
    }
    guard copied > 0 else { return nil }
    out.append(contentsOf: utf8[copied...])
    return out
  }

  private static func holdsControl(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var i = 0
    while let found = find(0xC2, in: start + i, count - i) {
      i += found + 1
      if i < count, (0x80...0x9F).contains(start[i]) { return true }
    }
    return false
  }

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let raw = UnsafeRawBufferPointer(bytes)
    // What is stored in one step is at most eight bytes, of which not all may count.
    return [UInt8](unsafeUninitializedCapacity: raw.count + growth(raw) + 8) { out, count in
      guard let target = UnsafeMutableRawPointer(out.baseAddress) else { return }
      characters.withUnsafeBufferPointer { characters in
        var at = 0
        var i = 0
        while i < raw.count {
          if i &+ 8 <= raw.count {
            let eight = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            if eight & tops == 0 {
              target.storeBytes(of: eight, toByteOffset: at, as: UInt64.self)
              at &+= 8
              i &+= 8
              continue
            }
          }
          let end = min(i &+ 8, raw.count)
          while i < end {
            let character = characters[Int(raw[i])]
            target.storeBytes(of: character.littleEndian, toByteOffset: at, as: UInt32.self)
            at &+= Int(truncatingIfNeeded: character &>> 24)
            i &+= 1
          }
        }
        count = at
      }
    }
  }

  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The UTF-8 of each byte, first byte lowest, and in the highest byte its length.
  private static let characters: [UInt32] = (0...255).map { byte in
    let value = byte >= 0x80 && byte < 0xA0 ? UInt32(upper[byte - 0x80]) : UInt32(byte)
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    let utf8 = Array(String(Character(scalar)).utf8)
    let packed = utf8.reversed().reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    return packed | UInt32(utf8.count) << 24
  }

  /// How many more bytes at most the text has in UTF-8: one for each that is not ASCII, and one more
  /// for 0x80–0x9F.
  private static func growth(_ raw: UnsafeRawBufferPointer) -> Int {
    var more = 0
    var i = 0
    while i &+ 8 <= raw.count {
      let eight = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let high = eight & tops
      let upper = high & ~(eight << 1) & ~(eight << 2)
      // Each byte of the sum holds 0, 1 or 2, and the product's highest byte their sum.
      let sum = high >> 7 &+ upper >> 7
      more &+= Int(truncatingIfNeeded: (sum &* 0x0101_0101_0101_0101) >> 56)
      i &+= 8
    }
    return more + 2 * (raw.count - i)
  }
}
