/// What stands between two words, as far as a phrase cares (SEMANTICS §4).
struct Gap: OptionSet {
  let rawValue: UInt16

  /// Nothing that can be seen.
  static let none = Gap(rawValue: 1)
  /// An optional break of a phrase: white space, hyphens, apostrophes, quotation marks, `_`.
  static let isBreak = Gap(rawValue: 2)
  /// One hyphen, nothing else.
  static let hyphen = Gap(rawValue: 4)
  /// One no-break space.
  static let noBreakSpace = Gap(rawValue: 8)
  /// White space alone, and no blank line.
  static let spaces = Gap(rawValue: 16)
  /// A dot and perhaps white space, between the parts of a dotted acronym.
  static let dot = Gap(rawValue: 32)
  /// One of ・ ＝ · between kana or ideographs.
  static let middleDot = Gap(rawValue: 64)
  static let blankLine = Gap(rawValue: 128)

  /// U+2010–2012, U+FE63, U+FF0D, three bytes each.
  @inline(__always)
  static func isLongHyphen(_ p: UnsafePointer<UInt8>) -> Bool {
    p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x92
      || p[0] == 0xEF && (p[1] == 0xB9 && p[2] == 0xA3 || p[1] == 0xBC && p[2] == 0x8D)
  }

  /// Reads the text of `start..<end`, which lies between two words.
  static func read(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Gap {
    if start >= end { return .none }
    if end == start + 1, text[start] == 0x20 { return [.isBreak, .spaces] }
    var p = start
    var count = 0
    var spaces = 0
    var hyphens = 0
    var dots = 0
    var middleDots = 0
    var dashes = 0
    var breaks = 0
    var lineFeeds = 0
    var noBreakSpaces = 0
    var spaceBefore = false
    var openDash = false
    var hasSpacedDash = false
    var hasBlankLine = false
    while p < end {
      let (scalar, length) = UTF8Text.decode(text + p)
      p += length
      let kind = characters.characterClass(of: scalar)
      if kind == CharacterClass.ignored { continue }
      count += 1
      if kind != CharacterClass.space { lineFeeds = 0 }
      switch kind {
      case CharacterClass.space:
        spaces += 1
        if scalar == 0x0A || scalar == 0x2028 || scalar == 0x85 { lineFeeds += 1 }
        if lineFeeds >= 2 || scalar == 0x2029 { hasBlankLine = true }
        if scalar == 0xA0 || scalar == 0x202F || scalar == 0x2007 { noBreakSpaces += 1 }
        if openDash { hasSpacedDash = true }
        openDash = false
        spaceBefore = true
        continue
      case CharacterClass.hyphen:
        hyphens += 1
        if spaceBefore { openDash = true }
        spaceBefore = false
        continue
      case CharacterClass.apostrophe, CharacterClass.quote, CharacterClass.underscore:
        breaks += 1
      case CharacterClass.middleDot: middleDots += 1
      default:
        if scalar == 0x2E || scalar == 0xFF0E { dots += 1 }
        if scalar == 0x2013 { dashes += 1 }
        if scalar == 0xFF1D { middleDots += 1 }
      }
      spaceBefore = false
      openDash = false
    }
    if count == 0 { return .none }
    var gap: Gap = []
    if hasBlankLine { return .blankLine }
    if spaces + hyphens + breaks == count && !hasSpacedDash { gap.insert(.isBreak) }
    if hyphens == 1 && count == 1 { gap.insert(.hyphen) }
    if noBreakSpaces == 1 && count == 1 { gap.insert(.noBreakSpace) }
    if spaces == count { gap.insert(.spaces) }
    if dots == 1 && spaces == count - 1 { gap.insert(.dot) }
    if middleDots == 1 && count == 1 { gap.insert(.middleDot) }
    if dashes == 1 && count == 1 && isBetweenLetters(characters, text, start, end) {
      gap.insert(.isBreak)
    }
    return gap
  }

  private static func isBetweenLetters(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard start > 0 else { return false }
    let before = UTF8Text.decode(text + UTF8Text.previous(text, start, lowest: 0)).scalar
    let after = UTF8Text.decode(text + end).scalar
    let a = characters.characterClass(of: before)
    let b = characters.characterClass(of: after)
    return a != CharacterClass.digit && b != CharacterClass.digit
  }
}
