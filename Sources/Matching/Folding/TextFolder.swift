/// Folds a whole text, eight ASCII bytes at a time: what `guetteur-bench fold` measures. Matching
/// itself never folds a whole text; it folds each word while it hashes it.
enum TextFolder {
  static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard let source = text.baseAddress else { return 0 }
    let characters = CharacterTables.standard
    let folds = characters.folds
    let info = characters.info
    let end = text.count
    var p = 0
    var d = 0
    while p < end {
      if end - p >= 8 {
        let raw = UnsafeRawPointer(source + p).loadUnaligned(as: UInt64.self)
        let high = raw & 0x8080_8080_8080_8080
        let count = high == 0 ? 8 : high.trailingZeroBitCount >> 3
        if count > 0 {
          let seven = raw & 0x7F7F_7F7F_7F7F_7F7F
          let upper =
            (seven &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(seven &+ 0x2525_2525_2525_2525)
            & 0x8080_8080_8080_8080
          UnsafeMutableRawPointer(output + d).storeBytes(of: raw | upper >> 2, as: UInt64.self)
          d += count
          p += count
          if count == 8 { continue }
        }
      }
      guard p < end else { break }
      let byte = source[p]
      if byte < 0x80 {
        output[d] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        d += 1
        p += 1
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard p + length <= end else { break }
      let scalar = UTF8Text.decode(source + p).scalar
      p += length
      if scalar >= 0x10000 {
        d += characters.fold(scalar, into: output + d)
        continue
      }
      let kind = UInt8(truncatingIfNeeded: info[Int(scalar)])
      if kind == CharacterClass.mark {
        // Latin and Greek marks go; those of other scripts stay or compose.
        if scalar < 0x370 { continue }
        if scalar == 0x3099 || scalar == 0x309A, d >= 3,
          let voiced = Composition.composed(UTF8Text.decode(output + d - 3).scalar, scalar)
        {
          d += UTF8Text.write(voiced, to: output + d - 3) - 3
          continue
        }
      }
      let packed = folds[Int(scalar)]
      if packed & 0xFF <= 3 {
        UnsafeMutableRawPointer(output + d).storeBytes(of: packed >> 8, as: UInt32.self)
        d += Int(packed & 0xFF)
      } else {
        d += characters.fold(scalar, into: output + d)
      }
    }
    return d
  }
}
