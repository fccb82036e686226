/// What a scalar is to a word (SEMANTICS §2): one byte, kept in a table.
enum CharacterClass {
  static let boundary: UInt8 = 0
  static let space: UInt8 = 1
  static let ignored: UInt8 = 2
  static let mark: UInt8 = 3
  static let digit: UInt8 = 4
  static let apostrophe: UInt8 = 5
  static let hyphen: UInt8 = 6
  static let quote: UInt8 = 7
  static let underscore: UInt8 = 8
  static let middleDot: UInt8 = 9
  static let han: UInt8 = 10
  static let hiragana: UInt8 = 11
  static let katakana: UInt8 = 12
  static let thai: UInt8 = 13
  /// Geresh and gershayim: part of a Hebrew word, ignored in comparing.
  static let hebrewPoint: UInt8 = 14
  /// A letter that belongs to any script.
  static let commonLetter: UInt8 = 15
  static let latin: UInt8 = 16
  static let greek: UInt8 = 17
  static let cyrillic: UInt8 = 18
  static let arabic: UInt8 = 19
  static let hebrew: UInt8 = 20
  static let hangul: UInt8 = 21
  /// Other scripts follow, `firstOther + script % 96`.
  static let firstOther: UInt8 = 32

  /// A letter of a script that writes words apart.
  @inline(__always)
  static func isLetter(_ c: UInt8) -> Bool { c >= commonLetter }

  /// Han, kana or Thai: not split into words.
  @inline(__always)
  static func isUnsegmented(_ c: UInt8) -> Bool { c >= han && c <= thai }

  @inline(__always)
  static func isWord(_ c: UInt8) -> Bool {
    c == digit || c >= han && c != hebrewPoint
  }
}

/// Marks of Latin and Greek letters, one bit each.
enum Marks {
  static let tilde: UInt32 = 1 << 3
  static let diaeresis: UInt32 = 1 << 6
  static let ring: UInt32 = 1 << 8
  /// The tones of Vietnamese: grave, acute, tilde, hook above, dot below.
  static let tones: UInt32 = 1 << 0 | 1 << 1 | tilde | 1 << 7 | 1 << 12
  /// ø ł đ ħ: equal to the letter without it (SEMANTICS §3.2), so it counts in Vietnamese alone.
  static let stroke: UInt32 = 1 << 22
  /// Hamza, madda, wasla on an alef.
  static let alefSign: UInt32 = 1 << 21
  static let all: UInt32 = (1 << 21) - 1

  static func bit(_ mark: UInt32) -> UInt32 {
    switch mark {
    case 0x300: 1 << 0
    case 0x301: 1 << 1
    case 0x302: 1 << 2
    case 0x303: 1 << 3
    case 0x304: 1 << 4
    case 0x306: 1 << 5
    case 0x308: 1 << 6
    case 0x309: 1 << 7
    case 0x30A: 1 << 8
    case 0x30B: 1 << 9
    case 0x30C: 1 << 10
    case 0x31B: 1 << 11
    case 0x323: 1 << 12
    case 0x326, 0x327: 1 << 13
    case 0x328: 1 << 14
    case 0x307: 1 << 15
    default: 1 << (16 + mark % 5)
    }
  }
}
