/// Compares a term's word with the letters of a text (SEMANTICS §3).
struct WordComparison {
  let rules: LanguageRules
  /// The term's word has marks (the inflected form may have others).
  let termHasMarks: Bool
  /// The whole term is one word: in Vietnamese, one syllable.
  let isOneWord: Bool
  /// Some word of the term has marks.
  let patternHasMarks: Bool

  private struct State {
    /// All marks seen so far are the term's.
    var areSame = true
    /// No mark seen so far.
    var areNone = true
    var termTones: UInt32 = 0
    var textTones: UInt32 = 0
    var isSameButTones = true
  }

  /// Where `term` ends in `text`, when `text` begins with it.
  func end(
    of term: UnsafePointer<Unit>, _ termCount: Int, in text: UnsafePointer<Unit>, _ textCount: Int
  ) -> Int? {
    var budget = 400
    return align(term, termCount, 0, text, textCount, 0, State(), &budget)
  }

  private func align(
    _ term: UnsafePointer<Unit>, _ termCount: Int, _ i: Int, _ text: UnsafePointer<Unit>,
    _ textCount: Int, _ j: Int, _ state: State, _ budget: inout Int
  ) -> Int? {
    var (i, j, state) = (i, j, state)
    while i < termCount {
      guard j < textCount else { return nil }
      let t = term[i]
      let x = text[j]
      guard t.base == x.base, t.hasApostrophe || !x.hasApostrophe else { return nil }
      if let partner = Self.partner(of: t), Self.isPlain(x), j + 1 < textCount,
        text[j + 1].base == partner, Self.isPlain(text[j + 1])
      {
        budget -= 1
        guard budget > 0 else { return nil }
        if let end = align(term, termCount, i + 1, text, textCount, j + 2, state, &budget) {
          return end
        }
      } else if let partner = Self.partner(of: x), Self.isPlain(t), i + 1 < termCount,
        term[i + 1].base == partner, Self.isPlain(term[i + 1])
      {
        budget -= 1
        guard budget > 0 else { return nil }
        if let end = align(term, termCount, i + 2, text, textCount, j + 1, state, &budget) {
          return end
        }
      }
      guard note(t, x, &state) else { return nil }
      i += 1
      j += 1
    }
    return accepts(state, text, j) ? j : nil
  }

  /// The letter that ä ö ü ø å are written with when they have no mark.
  private static func partner(of unit: Unit) -> UInt32? {
    switch unit.base {
    case 0x61:
      if unit.marks & Marks.diaeresis != 0 { return 0x65 }
      return unit.marks & Marks.ring != 0 ? 0x61 : nil
    case 0x6F: return unit.marks & (Marks.diaeresis | Marks.stroke) != 0 ? 0x65 : nil
    case 0x75: return unit.marks & Marks.diaeresis != 0 ? 0x65 : nil
    default: return nil
    }
  }

  private static func isPlain(_ unit: Unit) -> Bool {
    unit.marks & (Marks.all | Marks.stroke | Unit.apostrophe) == 0
  }

  private func note(_ t: Unit, _ x: Unit, _ state: inout State) -> Bool {
    var termMarks = t.letterMarks
    var textMarks = x.letterMarks
    if rules.hasLetterEnye, t.base == 0x6E {
      if (termMarks ^ textMarks) & Marks.tilde != 0 { return false }
      termMarks &= ~Marks.tilde
      textMarks &= ~Marks.tilde
    }
    // ø is o, but not ô: a stroke that the term lacks is no lack of marks.
    if textMarks != 0 || x.marks & ~t.marks & Marks.stroke != 0 { state.areNone = false }
    if rules.isVietnamese {
      termMarks |= t.marks & Marks.stroke
      textMarks |= x.marks & Marks.stroke
      if textMarks != 0 { state.areNone = false }
      state.termTones |= termMarks & Marks.tones
      state.textTones |= textMarks & Marks.tones
      if (termMarks ^ textMarks) & ~Marks.tones != 0 { state.isSameButTones = false }
    } else if termMarks != textMarks, textMarks != 0 || !x.isCapital {
      state.areSame = false
    }
    return true
  }

  private func accepts(_ state: State, _ text: UnsafePointer<Unit>, _ count: Int) -> Bool {
    if rules.isVietnamese {
      let areSame = state.isSameButTones && state.termTones == state.textTones
      if isOneWord || areSame { return areSame }
      return patternHasMarks ? state.areNone : true
    }
    guard termHasMarks else { return true }
    if state.areNone { return !FunctionWords.contains(text, count) }
    return state.areSame
  }
}
