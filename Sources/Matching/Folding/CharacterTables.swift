import CICU

/// What every scalar is, and what it folds to, made from ICU once.
///
/// The Basic Multilingual Plane is two tables of 256 KiB; beyond it each scalar is worked out when
/// it is met. Both are written once and never freed, so plain pointers to them may be shared.
struct CharacterTables: @unchecked Sendable {
  /// class (bits 0–7), capital (bit 8), marks (bits 9–31) of each scalar.
  let info: UnsafePointer<UInt32>
  /// The folded letters in UTF-8: low byte the length 0…3, then the bytes; or `keep`; or `long`
  /// with a place in `longs`.
  let folds: UnsafePointer<UInt32>
  /// Of U+0000…037F: as `folds` for Latin letters that fold to one to three bytes, length 0 for
  /// marks, `keep` for everything else. Small, so that words with accents do not wait for memory.
  let accented: UnsafePointer<UInt32>
  /// A length, then as many bytes.
  private let longs: UnsafePointer<UInt8>

  static let keep: UInt32 = 0xFF
  static let long: UInt32 = 0xFE
  static let capital: UInt32 = 1 << 8
  static let markShift: UInt32 = 9
  /// The most bytes that a scalar folds to; what is beyond is dropped.
  private static let longest = 60

  /// Takes about 10 ms.
  static let standard = CharacterTables()

  private init() {
    let info = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
    let folds = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
    info.initialize(repeating: 0, count: 0x10000)
    folds.initialize(repeating: Self.keep, count: 0x10000)
    var longs: [UInt8] = []
    let maker = ScalarFolding()
    for value in UInt32(0)..<0x10000 {
      switch value {
      case 0x3400...0x4DBF, 0x4E00...0x9FFF: info[Int(value)] = UInt32(CharacterClass.han)
      case 0xAC00...0xD7A3: info[Int(value)] = UInt32(CharacterClass.hangul)
      case 0xD800...0xF8FF: break
      default:
        let entry = maker.entry(of: value)
        info[Int(value)] = entry.info
        if entry.isKept { continue }
        if entry.bytes.count <= 3 {
          var packed = UInt32(entry.bytes.count)
          for (i, byte) in entry.bytes.enumerated() {
            packed |= UInt32(byte) << UInt32(8 * (i + 1))
          }
          folds[Int(value)] = packed
        } else {
          folds[Int(value)] = Self.long | UInt32(longs.count) << 8
          let bytes = entry.bytes.prefix(Self.longest)
          longs.append(UInt8(bytes.count))
          longs += bytes
        }
      }
    }
    let accented = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x380)
    for value in 0..<0x380 {
      let kind = UInt8(truncatingIfNeeded: info[value])
      let isShort = kind == CharacterClass.latin && folds[value] & 0xFF <= 3
      let fold = kind == CharacterClass.mark ? 0 : isShort ? folds[value] : Self.keep
      (accented + value).initialize(to: fold)
    }
    self.accented = UnsafePointer(accented)
    self.info = UnsafePointer(info)
    self.folds = UnsafePointer(folds)
    let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: max(longs.count, 1))
    for (i, byte) in longs.enumerated() { (kept + i).initialize(to: byte) }
    self.longs = UnsafePointer(kept)
  }

  /// The table's word for a scalar of any plane.
  @inline(__always)
  func info(of scalar: UInt32) -> UInt32 {
    scalar < 0x10000 ? info[Int(scalar)] : Self.astral(scalar).info
  }

  @inline(__always)
  func characterClass(of scalar: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: info(of: scalar))
  }

  /// Writes what `scalar` folds to (at most 60 bytes) and returns how many bytes that is.
  @inline(__always)
  func fold(_ scalar: UInt32, into output: UnsafeMutablePointer<UInt8>) -> Int {
    if scalar < 0x10000 {
      let packed = folds[Int(scalar)]
      let length = packed & 0xFF
      if length <= 3 {
        UnsafeMutableRawPointer(output).storeBytes(of: packed >> 8, as: UInt32.self)
        return Int(length)
      }
      if length == Self.keep { return UTF8Text.write(scalar, to: output) }
    }
    return foldLong(scalar, into: output)
  }

  @inline(never)
  private func foldLong(_ scalar: UInt32, into output: UnsafeMutablePointer<UInt8>) -> Int {
    if scalar < 0x10000 {
      let bytes = longs + Int(folds[Int(scalar)] >> 8)
      let count = Int(bytes[0])
      output.update(from: bytes + 1, count: count)
      return count
    }
    let entry = Self.astral(scalar)
    if entry.isKept { return UTF8Text.write(scalar, to: output) }
    let count = min(entry.bytes.count, Self.longest)
    for i in 0..<count { output[i] = entry.bytes[i] }
    return count
  }

  @inline(never)
  private static func astral(_ scalar: UInt32) -> ScalarFolding.Entry {
    switch scalar {
    case 0x20000...0x3FFFF:
      // Ideographs; the compatibility ones are folded.
      if !(0x2F800...0x2FA1F).contains(scalar) {
        return ScalarFolding.Entry(info: UInt32(CharacterClass.han), isKept: true, bytes: [])
      }
    case 0x1F000...0x1FAFF:
      return ScalarFolding.Entry(
        info: UInt32(CharacterClass.boundary), isKept: true, bytes: [])
    default: break
    }
    return ScalarFolding().entry(of: scalar)
  }
}
