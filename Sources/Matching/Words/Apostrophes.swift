/// Apostrophes and quotes inside a word (SEMANTICS §2.4, §2.5).
enum Apostrophes {
  /// The bytes to skip at `at` when the sign there belongs to the word read so far.
  static func joins(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, at: Int, length: Int, limit: Int,
    word: UnsafePointer<UInt8>, _ w: FoldedWord
  ) -> Int? {
    guard w.count > 0, at + length < limit else { return nil }
    let kind = signClass(characters, text, at)
    let after = text + at + length
    if kind == CharacterClass.apostrophe || kind == CharacterClass.quote,
      w.kind == CharacterClass.hebrew
    {
      let next = characters.characterClass(of: UTF8Text.decode(after).scalar)
      return next == CharacterClass.hebrew ? length : nil
    }
    guard kind == CharacterClass.apostrophe else { return nil }
    if w.kind == CharacterClass.cyrillic {
      let next = characters.characterClass(of: UTF8Text.decode(after).scalar)
      return next == CharacterClass.cyrillic ? length : nil
    }
    guard w.kind == CharacterClass.latin else { return nil }
    return joinsLatin(characters, after, limit - at - length, word, w.count) ? length : nil
  }

  static func signClass(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ at: Int
  ) -> UInt8 {
    let byte = text[at]
    if byte == 0x27 || byte == 0x60 { return CharacterClass.apostrophe }
    if byte == 0x22 { return CharacterClass.quote }
    if byte < 0x80 { return CharacterClass.boundary }
    return characters.characterClass(of: UTF8Text.decode(text + at).scalar)
  }

  private static let joined: [(before: [UInt8], after: [UInt8])] = [
    ("aujourd", "hui"), ("prud", "hom"), ("quelqu", "un"), ("presqu", "ile"), ("presqu", "île"),
    ("presqu", "i\u{302}le"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// False when no apostrophe after this folded letter of a Latin word belongs to it.
  @inline(__always)
  static func mayJoin(after letter: UInt8) -> Bool {
    letter == 0x6E || letter == 0x64 || letter == 0x75
  }

  private static func joinsLatin(
    _ characters: CharacterTables, _ after: UnsafePointer<UInt8>, _ room: Int,
    _ word: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    let last = word[count - 1]
    if last == 0x6E, count >= 2, after[0] | 0x20 == 0x74 {
      // …n’t: and no letter after it.
      if room == 1 { return true }
      let next = characters.characterClass(of: UTF8Text.decode(after + 1).scalar)
      return !CharacterClass.isLetter(next) && next != CharacterClass.mark
    }
    guard last == 0x64 || last == 0x75 else { return false }
    for (head, tail) in joined where head.count == count && tail.count <= room {
      if head.indices.allSatisfy({ head[$0] == word[$0] })
        && tail.indices.allSatisfy({ lower(after, $0) == tail[$0] })
      {
        return true
      }
    }
    return false
  }

  /// The byte at `i` in lower case, for ASCII and for Î.
  private static func lower(_ p: UnsafePointer<UInt8>, _ i: Int) -> UInt8 {
    if p[i] &- 0x41 < 26 { return p[i] | 0x20 }
    return p[i] == 0x8E ? 0xAE : p[i]
  }
}
