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
    // Three bytes of UTF-8 at most for one, which only 0x80–0x9F need; most documents need few.
    var wide = 0
    for byte in raw where byte >= 0x80 { wide += byte < 0xA0 ? 2 : 1 }
    return [UInt8](unsafeUninitializedCapacity: raw.count + wide + 8) { out, count in
      var at = 0
      var i = 0
      while i < raw.count {
        if i + 8 <= raw.count {
          let eight = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
          if eight & 0x8080_8080_8080_8080 == 0 {
            UnsafeMutableRawBufferPointer(out).storeBytes(
              of: eight, toByteOffset: at, as: UInt64.self)
            i += 8
            at += 8
            continue
          }
        }
        let byte = raw[i]
        i += 1
        if byte < 0x80 {
          out[at] = byte
          at += 1
          continue
        }
        let scalar = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
        if scalar < 0x800 {
          out[at] = UInt8(0xC0 | scalar >> 6)
          at += 1
        } else {
          out[at] = UInt8(0xE0 | scalar >> 12)
          out[at + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
          at += 2
        }
        out[at] = UInt8(0x80 | scalar & 0x3F)
        at += 1
      }
      count = at
    }
  }
}
