/// A letter or digit of a word, folded, with what comparing needs to know of how it was written.
struct Unit {
  /// The folded letter, without marks.
  var base: UInt32
  /// `Marks`, and the flags below.
  var marks: UInt32
  /// UTF-8 offsets of the scalar and its marks.
  var start: UInt32
  var end: UInt32

  static let capital: UInt32 = 1 << 31
  /// An apostrophe stands before it, inside the word.
  static let apostrophe: UInt32 = 1 << 30

  @inline(__always) var isCapital: Bool { marks & Self.capital != 0 }
  /// The marks of SEMANTICS §3.3.
  @inline(__always) var letterMarks: UInt32 { marks & Marks.all }
  @inline(__always) var hasApostrophe: Bool { marks & Self.apostrophe != 0 }

  static let most = 256

  /// Reads `text[start..<end]`, the inside of one token, into `output` (at least `most` units).
  static func read(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    limit: Int = most, into output: UnsafeMutablePointer<Unit>
  ) -> Int {
    var count = 0
    var p = start
    var apostrophe: UInt32 = 0
    while p < end && count < limit {
      let byte = text[p]
      if (byte | 0x20) &- 0x61 < 26 {
        output[count] = Unit(
          base: UInt32(byte | 0x20), marks: apostrophe | (byte < 0x61 ? capital : 0),
          start: UInt32(truncatingIfNeeded: p), end: UInt32(truncatingIfNeeded: p &+ 1))
        apostrophe = 0
        count &+= 1
        p &+= 1
        continue
      }
      if byte &- 0xE4 < 6 {
        // An ideograph.
        output[count] = Unit(
          base: UTF8Text.decode(text + p).scalar, marks: apostrophe,
          start: UInt32(truncatingIfNeeded: p), end: UInt32(truncatingIfNeeded: p &+ 3))
        if output[count].base >= 0x4E00 {
          apostrophe = 0
          count &+= 1
          p &+= 3
          continue
        }
      }
      let (read, length) = UTF8Text.decode(text + p)
      // Half-width voiced marks are marks.
      let scalar = read == 0xFF9E ? 0x3099 : read == 0xFF9F ? 0x309A : read
      let info = characters.info(of: scalar)
      let kind = UInt8(truncatingIfNeeded: info)
      let at = p
      p += length
      switch kind {
      case CharacterClass.ignored, CharacterClass.hebrewPoint, CharacterClass.quote: continue
      case CharacterClass.apostrophe:
        apostrophe = apostrophe | Unit.apostrophe
        continue
      case CharacterClass.mark:
        guard count > 0 else { continue }
        add(scalar, to: output, &count, end: p, characters)
        continue
      case CharacterClass.boundary, CharacterClass.space: continue
      default: break
      }
      if scalar >= 0x1160, scalar <= 0x11FF, count > 0,
        let composed = Composition.composed(output[count - 1].base, scalar)
      {
        output[count - 1].base = composed
        output[count - 1].end = UInt32(truncatingIfNeeded: p)
        continue
      }
      let flags = info & CharacterTables.capital != 0 ? Unit.capital : 0
      let marks = info >> CharacterTables.markShift | flags | apostrophe
      apostrophe = 0
      let packed = scalar < 0x10000 ? characters.folds[Int(scalar)] : CharacterTables.long
      if packed & 0xFF == 1 {
        // A letter with marks that has an ASCII letter below them.
        output[count] = Unit(
          base: packed >> 8 & 0x7F, marks: marks, start: UInt32(truncatingIfNeeded: at),
          end: UInt32(truncatingIfNeeded: p))
        count &+= 1
        continue
      }
      let unit = Unit(
        base: scalar, marks: marks, start: UInt32(truncatingIfNeeded: at),
        end: UInt32(truncatingIfNeeded: p))
      append(unit, scalar, to: output, &count, characters)
    }
    return count
  }

  /// Adds the letters that `scalar` folds to: one for nearly every scalar.
  private static func append(
    _ unit: Unit, _ scalar: UInt32, to output: UnsafeMutablePointer<Unit>, _ count: inout Int,
    _ characters: CharacterTables
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 72) { buffer in
      guard let bytes = buffer.baseAddress else { return }
      let length = characters.fold(scalar, into: bytes)
      var i = 0
      while i < length && count < most {
        let (base, size) = UTF8Text.decode(bytes + i)
        output[count] = unit
        output[count].base = base
        if i > 0 { output[count].marks &= Unit.capital }
        count += 1
        i += size
      }
    }
  }

  private static func add(
    _ mark: UInt32, to output: UnsafeMutablePointer<Unit>, _ count: inout Int, end: Int,
    _ characters: CharacterTables
  ) {
    let last = output + (count - 1)
    let kind = characters.characterClass(of: last.pointee.base)
    last.pointee.end = UInt32(truncatingIfNeeded: end)
    switch kind {
    case CharacterClass.latin, CharacterClass.greek: last.pointee.marks |= Marks.bit(mark)
    case CharacterClass.digit, CharacterClass.hebrew: break
    case CharacterClass.arabic where !(0x653...0x655).contains(mark): break
    default:
      if let composed = Composition.composed(last.pointee.base, mark) {
        let flags = last.pointee.marks & (Unit.capital | Unit.apostrophe)
        var folded = 0
        var unit = last.pointee
        unit.marks =
          characters.info(of: composed) >> CharacterTables.markShift & Marks.alefSign | flags
        folded = count - 1
        append(unit, composed, to: output, &folded, characters)
        count = folded
      } else if kind != CharacterClass.cyrillic && kind != CharacterClass.arabic, count < most {
        output[count] = Unit(
          base: mark, marks: 0, start: last.pointee.start, end: UInt32(truncatingIfNeeded: end))
        count += 1
      }
    }
  }
}
