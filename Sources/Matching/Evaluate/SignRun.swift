/// The signs of a term in the text: literal, perhaps set off by a space (SEMANTICS §4.4).
enum SignRun {
  /// True when `start..<end` of the text, between two words, is those signs.
  static func matches(
    _ characters: CharacterTables, _ signs: [UInt32], _ text: UnsafePointer<UInt8>, _ start: Int,
    _ end: Int
  ) -> Bool {
    let first = skipBreak(characters, text, start, end)
    guard let after = self.end(characters, signs, text, after: first, end, isOpen: true) else {
      return false
    }
    return skipBreak(characters, text, after, end) == end
  }

  /// Where the signs end that stand after `position`, at most one space away. Unless more of the
  /// text follows in the term (`isOpen`), the last sign is not the beginning of a longer row.
  static func end(
    _ characters: CharacterTables, _ signs: [UInt32], _ text: UnsafePointer<UInt8>,
    after position: Int, _ limit: Int, isOpen: Bool = false
  ) -> Int? {
    var p = skipSpace(characters, text, position, limit)
    for sign in signs {
      p = skipIgnored(characters, text, p, limit)
      guard p < limit else { return nil }
      let (scalar, length) = UTF8Text.decode(text + p)
      guard SignText.fold(scalar) == sign else { return nil }
      p += length
    }
    if !isOpen, p < limit, let last = signs.last,
      SignText.fold(UTF8Text.decode(text + p).scalar) == last
    {
      return nil
    }
    return p
  }

  /// Where the signs begin that stand before `position`.
  static func start(
    _ characters: CharacterTables, _ signs: [UInt32], _ text: UnsafePointer<UInt8>,
    before position: Int
  ) -> Int? {
    var p = position
    if p > 0 {
      let before = UTF8Text.previous(text, p, lowest: 0)
      let scalar = UTF8Text.decode(text + before).scalar
      let isTag = signs.last == 0x23 || signs.last == 0x40
      if !isTag, characters.characterClass(of: scalar) == CharacterClass.space, scalar != 0x0A {
        p = before
      }
    }
    for sign in signs.reversed() {
      var scalar: UInt32 = 0
      repeat {
        guard p > 0 else { return nil }
        p = UTF8Text.previous(text, p, lowest: 0)
        scalar = UTF8Text.decode(text + p).scalar
      } while characters.characterClass(of: scalar) == CharacterClass.ignored
      guard SignText.fold(scalar) == sign else { return nil }
    }
    if p > 0, let first = signs.first,
      SignText.fold(UTF8Text.decode(text + UTF8Text.previous(text, p, lowest: 0)).scalar) == first
    {
      return nil
    }
    return p
  }

  /// Between two words a sign may be set off by any break: « Dupont-& Fils ».
  private static func skipBreak(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ start: Int, _ limit: Int
  ) -> Int {
    var p = start
    while p < limit {
      let (scalar, length) = UTF8Text.decode(text + p)
      let kind = characters.characterClass(of: scalar)
      guard
        kind == CharacterClass.space || kind == CharacterClass.hyphen
          || kind == CharacterClass.ignored
      else { break }
      p += length
    }
    return Gap.read(characters, text, start, p).contains(.blankLine) ? start : p
  }

  private static func skipSpace(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ p: Int, _ limit: Int
  ) -> Int {
    let p = skipIgnored(characters, text, p, limit)
    guard p < limit else { return p }
    let (scalar, length) = UTF8Text.decode(text + p)
    let isSpace = characters.characterClass(of: scalar) == CharacterClass.space && scalar != 0x0A
    return isSpace ? skipIgnored(characters, text, p + length, limit) : p
  }

  private static func skipIgnored(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ from: Int, _ limit: Int
  ) -> Int {
    var p = from
    while p < limit {
      let (scalar, length) = UTF8Text.decode(text + p)
      guard characters.characterClass(of: scalar) == CharacterClass.ignored else { break }
      p += length
    }
    return p
  }
}
