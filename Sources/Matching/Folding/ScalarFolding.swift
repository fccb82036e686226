import CICU

/// Works out from ICU what one scalar is and folds to (SEMANTICS §3.1, §3.2).
struct ScalarFolding {
  struct Entry: Equatable {
    var info: UInt32
    /// It folds to itself.
    var isKept: Bool
    var bytes: [UInt8]
  }

  private let casefold = icu_nfkc_casefold()
  private let decomposed = icu_nfd()

  private static let capitalTypes: Set<Int32> = [1, 3]
  private static let latinScript: Int32 = 25
  private static let greekScript: Int32 = 14

  /// `isQuick`: those that no form changes, half of all scalars, are not normalised to see it.
  func entry(of value: UInt32, isQuick: Bool = true) -> Entry {
    if let fixed = Self.fixedClass(of: value) {
      let isKept = fixed != CharacterClass.ignored
      return Entry(info: UInt32(fixed), isKept: isKept, bytes: [])
    }
    let type = icu_char_type(UChar32(value))
    if type == 0 { return Entry(info: 0, isKept: true, bytes: []) }
    let isCapital = Self.capitalTypes.contains(type) || icu_is_uppercase(UChar32(value)) != 0
    if value < 0x80 { return ascii(value, isCapital) }
    let markClass = 6...8 ~= type
    if isQuick, value >= Self.firstWithoutSpecialLetters, isInert(value) {
      let kind = markClass ? CharacterClass.mark : Self.wordClass(of: value)
      let info = UInt32(kind) | (isCapital ? CharacterTables.capital : 0)
      return Entry(info: info, isKept: true, bytes: [])
    }

    let folded = normalize(casefold, [value])
    guard let first = folded.first else {
      return Entry(info: UInt32(CharacterClass.ignored), isKept: false, bytes: [])
    }
    let kind = markClass ? CharacterClass.mark : Self.wordClass(of: first)
    var letters: [UInt32] = []
    var marks: UInt32 = 0
    for scalar in folded { append(scalar, to: &letters, &marks) }
    if markClass { letters = folded }
    if letters.count > 1, letters.contains(where: { Self.wordClass(of: $0) != kind }) {
      // ½, ℃, ⒈: not a word's letters, or not of one kind.
      return Entry(info: UInt32(CharacterClass.boundary), isKept: true, bytes: [])
    }
    var info = UInt32(kind)
    if isCapital { info |= CharacterTables.capital }
    info |= marks << CharacterTables.markShift
    if letters == [value] { return Entry(info: info, isKept: true, bytes: []) }
    return Entry(info: info, isKept: false, bytes: UTF8Text.bytes(of: letters))
  }

  /// Beyond those that `append` names.
  private static let firstWithoutSpecialLetters: UInt32 = 0x700

  private func isInert(_ value: UInt32) -> Bool {
    icu_is_inert(casefold, UChar32(value)) != 0
      && icu_is_inert(decomposed, UChar32(value)) != 0
  }

  private func ascii(_ value: UInt32, _ isCapital: Bool) -> Entry {
    switch value {
    case 0x41...0x5A:
      Entry(
        info: UInt32(CharacterClass.latin) | CharacterTables.capital, isKept: false,
        bytes: [UInt8(value + 0x20)])
    case 0x61...0x7A: Entry(info: UInt32(CharacterClass.latin), isKept: true, bytes: [])
    case 0x30...0x39: Entry(info: UInt32(CharacterClass.digit), isKept: true, bytes: [])
    default: Entry(info: 0, isKept: true, bytes: [])
    }
  }

  /// One scalar of the compatibility fold: marks off where marks are marks, letters made equal.
  private func append(_ scalar: UInt32, to letters: inout [UInt32], _ marks: inout UInt32) {
    switch scalar {
    case 0x130, 0x131: letters.append(0x69)
    case 0x153: letters += [0x6F, 0x65]
    case 0xE6: letters += [0x61, 0x65]
    case 0xF8:
      letters.append(0x6F)
      marks |= Marks.stroke
    case 0x142:
      letters.append(0x6C)
      marks |= Marks.stroke
    case 0x111:
      letters.append(0x64)
      marks |= Marks.stroke
    case 0xF0: letters.append(0x64)
    case 0x127: letters.append(0x68)
    case 0xFE: letters += [0x74, 0x68]
    case 0x451, 0x450: letters.append(0x435)
    case 0x45D: letters.append(0x438)
    case 0x622, 0x623, 0x625, 0x671:
      letters.append(0x627)
      marks |= Marks.alefSign
    case 0x649, 0x6CC: letters.append(0x64A)
    case 0x6A9: letters.append(0x643)
    case 0x629: letters.append(0x647)
    case 0x2BC: break  // ŉ
    default:
      let script = icu_script(UChar32(scalar))
      if script == Self.latinScript || script == Self.greekScript {
        for part in normalize(decomposed, [scalar]) {
          let type = icu_char_type(UChar32(part))
          if type >= 6 && type <= 8 {
            marks |= Marks.bit(part)
          } else if part == scalar {
            letters.append(part)
          } else {
            append(part, to: &letters, &marks)
          }
        }
      } else if scalar >= 0x300 && scalar < 0x370 {
        // i̇, the casefold of İ: the dot is no mark.
        if scalar != 0x307 { marks |= Marks.bit(scalar) }
      } else {
        letters.append(scalar)
      }
    }
  }

  private func normalize(_ form: OpaquePointer?, _ scalars: [UInt32]) -> [UInt32] {
    guard let form else { return scalars }
    return withUnsafeTemporaryAllocation(of: UChar.self, capacity: 72) { buffer -> [UInt32] in
      guard let units = buffer.baseAddress else { return scalars }
      var length = 0
      for scalar in scalars where length < 8 {
        if scalar < 0x10000 {
          units[length] = UChar(scalar)
          length += 1
        } else {
          units[length] = UChar(0xD7C0 + (scalar >> 10))
          units[length + 1] = UChar(0xDC00 + (scalar & 0x3FF))
          length += 2
        }
      }
      let written = icu_normalize(form, units, Int32(length), units + 8, 64)
      guard written >= 0 else { return scalars }
      return UTF16Text.scalars(units + 8, Int(written))
    }
  }

  /// The class of a folded scalar.
  static func wordClass(of scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x30FC, 0x3099, 0x309A, 0x30FD, 0x30FE: return CharacterClass.katakana
    case 0x3006: return CharacterClass.han
    case 0x2D: return CharacterClass.hyphen
    default: break
    }
    switch icu_char_type(UChar32(scalar)) {
    case 1...5, 10:
      switch icu_script(UChar32(scalar)) {
      case latinScript: return CharacterClass.latin
      case greekScript: return CharacterClass.greek
      case 8: return CharacterClass.cyrillic
      case 2: return CharacterClass.arabic
      case 19: return CharacterClass.hebrew
      case 18: return CharacterClass.hangul
      case 17: return CharacterClass.han
      case 20: return CharacterClass.hiragana
      case 22: return CharacterClass.katakana
      case 38: return CharacterClass.thai
      case 0, 1: return CharacterClass.commonLetter
      case let other: return CharacterClass.firstOther + UInt8(truncatingIfNeeded: other % 96)
      }
    case 6...8: return CharacterClass.mark
    case 9: return CharacterClass.digit
    case 12...14: return CharacterClass.space
    default: return CharacterClass.boundary
    }
  }

  /// The characters that SEMANTICS names one by one.
  private static func fixedClass(of value: UInt32) -> UInt8? {
    switch value {
    case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069, 0x61C,
      0x34F, 0x640, 0x180B...0x180E, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      CharacterClass.ignored
    case 0x27, 0x2019, 0x2018, 0x2BC, 0x2032, 0xFF07, 0x60, 0xB4, 0xFF40: CharacterClass.apostrophe
    case 0x2D, 0x2010...0x2012, 0xFE63, 0xFF0D: CharacterClass.hyphen
    case 0x22, 0x201C...0x201F, 0x201A, 0x201B, 0xAB, 0xBB, 0x2039, 0x203A, 0x300C...0x300F,
      0x301D...0x301F, 0xFF02:
      CharacterClass.quote
    case 0x5F, 0xFE33, 0xFE34, 0xFE4D...0xFE4F, 0xFF3F: CharacterClass.underscore
    case 0x30FB, 0xFF65, 0xB7, 0x2027: CharacterClass.middleDot
    case 0x5F3, 0x5F4: CharacterClass.hebrewPoint
    case 0x9...0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      CharacterClass.space
    default: nil
    }
  }
}
