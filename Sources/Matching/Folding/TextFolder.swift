import CICU

/// Folds a whole text, eight ASCII bytes at a time: letters as words are folded, marks off, dashes
/// and white space to one space, none at either end. Matching itself folds each word while it
/// hashes it, and never a whole text.
enum TextFolder {
  /// `CharacterTables.folds`, with what is between words and marks made ready.
  private static let table = FoldingTable()

  static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard let source = text.baseAddress else { return 0 }
    let characters = CharacterTables.standard
    let folds = table.folds
    let target = UnsafeMutableRawPointer(output)
    let end = text.count
    var p = 0
    var d = 0
    /// The last byte written is a space, or none is written yet: in the highest bit of a byte.
    var space: UInt64 = 0x80
    while p < end {
      if end &- p >= 8 {
        let raw = UnsafeRawPointer(source + p).loadUnaligned(as: UInt64.self)
        let chunk = ASCIIFolding(raw)
        let count = chunk.count
        if count > 0, chunk.spaces & (chunk.spaces &<< 8 | space) & chunk.kept == 0 {
          target.storeBytes(of: chunk.folded, toByteOffset: d, as: UInt64.self)
          d &+= count
          p &+= count
          space = chunk.spaces &>> UInt64(8 &* (count &- 1)) & 0x80
          if count == 8 { continue }
        }
      }
      guard p < end else { break }
      let byte = source[p]
      if byte < 0x80 {
        p &+= 1
        let isSpace = byte <= 0x20 || byte == 0x2D
        if isSpace && space != 0 { continue }
        output[d] = isSpace ? 0x20 : byte &- 0x41 < 26 ? byte | 0x20 : byte
        d &+= 1
        space = isSpace ? 0x80 : 0
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard p &+ length <= end else { break }
      let scalar = UTF8Text.decode(source + p).scalar
      p &+= length
      let packed = scalar < 0x10000 ? folds[Int(scalar)] : CharacterTables.long
      switch packed & 0xFF {
      case 1...3:
        target.storeBytes(of: packed &>> 8, toByteOffset: d, as: UInt32.self)
        d &+= Int(packed & 0xFF)
        space = 0
      case CharacterTables.keep:
        if end &- p >= 4 {
          let bytes = UnsafeRawPointer(source + (p &- length)).loadUnaligned(as: UInt32.self)
          target.storeBytes(of: bytes, toByteOffset: d, as: UInt32.self)
          d &+= length
        } else {
          d &+= UTF8Text.write(scalar, to: output + d)
        }
        space = 0
      case 0: break
      case FoldingTable.blank:
        if space != 0 { continue }
        output[d] = 0x20
        d &+= 1
        space = 0x80
      case FoldingTable.voice:
        d &+= voiced(UInt32(packed &>> 8), output, d)
        space = 0
      default:
        d &+= characters.fold(scalar, into: output + d)
        space = 0
      }
    }
    return d > 0 && output[d - 1] == 0x20 ? d - 1 : d
  }

  /// Joins the voiced mark to the kana written last, or writes it; returns how far that goes.
  @inline(never)
  private static func voiced(
    _ mark: UInt32, _ output: UnsafeMutablePointer<UInt8>, _ d: Int
  ) -> Int {
    if d >= 3, output[d - 3] == 0xE3,
      let joined = Composition.composed(UTF8Text.decode(output + d - 3).scalar, mark)
    {
      return UTF8Text.write(joined, to: output + d - 3) - 3
    }
    return UTF8Text.write(mark, to: output + d)
  }
}

/// Eight bytes, of which the first `count` are ASCII, folded.
private struct ASCIIFolding {
  let folded: UInt64
  /// The highest bit of each byte that became a space.
  let spaces: UInt64
  let count: Int
  /// The bytes that count.
  let kept: UInt64

  private static let high: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ raw: UInt64) {
    let beyond = raw & Self.high
    let seven = raw & ~Self.high
    let isUpper = (seven &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(seven &+ 0x2525_2525_2525_2525) & Self.high
    // At most 0x20, or a hyphen.
    let isInk =
      (seven &+ 0x5F5F_5F5F_5F5F_5F5F) & ((seven ^ 0x2D2D_2D2D_2D2D_2D2D) &+ ~Self.high)
    let isSpace = ~isInk & Self.high
    let mask = (isSpace &>> 7) &* 0xFF
    spaces = isSpace
    folded = (raw | isUpper &>> 2) & ~mask | mask & 0x2020_2020_2020_2020
    count = beyond.trailingZeroBitCount &>> 3
    kept = beyond == 0 ? ~0 : beyond & (0 &- beyond) &- 1
  }
}

/// What each scalar of the Basic Multilingual Plane folds to in a running text.
///
/// `@unchecked`: its memory is written once, in `init`, and never freed.
private struct FoldingTable: @unchecked Sendable {
  /// As `CharacterTables.folds`, or `blank`, or `voice` with the mark. Never freed.
  let folds: UnsafePointer<UInt32>

  static let blank: UInt32 = 0x20
  static let voice: UInt32 = 0xFD

  /// Takes a few milliseconds.
  init() {
    let characters = CharacterTables.standard
    let folds = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x10000)
    folds.initialize(from: characters.folds, count: 0x10000)
    for scalar in UInt32(0x80)..<0x10000 {
      let dashes: Int32 = 19
      let type = icu_char_type(UChar32(scalar))
      let kind = characters.characterClass(of: scalar)
      switch scalar {
      case 0x3099, 0xFF9E: folds[Int(scalar)] = Self.voice | 0x3099 << 8
      case 0x309A, 0xFF9F: folds[Int(scalar)] = Self.voice | 0x309A << 8
      case _ where kind == CharacterClass.space || type == dashes:
        folds[Int(scalar)] = Self.blank
      // Marks that do not stand beside their letter.
      case _ where type == 6: folds[Int(scalar)] = 0
      default: break
      }
    }
    self.folds = UnsafePointer(folds)
  }
}
