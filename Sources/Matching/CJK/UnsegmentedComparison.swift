/// Compares a run of Han, kana or Thai with the text (SEMANTICS §6.1, §6.2).
enum UnsegmentedComparison {
  static let longMark: UInt32 = 0x30FC

  @inline(__always)
  static func isKatakana(_ characters: CharacterTables, _ scalar: UInt32) -> Bool {
    characters.characterClass(of: scalar) == CharacterClass.katakana
  }

  /// Where `term` ends in `text`; the final ー of a katakana word is optional on both sides.
  static func end(
    _ characters: CharacterTables, of term: UnsafePointer<Unit>, _ termCount: Int,
    in text: UnsafePointer<Unit>, _ textCount: Int
  ) -> Int? {
    var i = 0
    var j = 0
    while i < termCount {
      if j < textCount, term[i].base == text[j].base {
        i += 1
        j += 1
      } else if i > 0, term[i].base == longMark, isKatakana(characters, term[i - 1].base),
        i + 1 == termCount || !isKatakana(characters, term[i + 1].base)
      {
        i += 1
      } else if i > 0, j < textCount, text[j].base == longMark,
        isKatakana(characters, term[i - 1].base), !isKatakana(characters, term[i].base)
      {
        j += 1
      } else {
        return nil
      }
    }
    if j < textCount, j > 0, text[j].base == longMark, text[j - 1].base != longMark,
      isKatakana(characters, text[j - 1].base),
      j + 1 == textCount || !isKatakana(characters, text[j + 1].base)
    {
      j += 1
    }
    return j
  }
}
