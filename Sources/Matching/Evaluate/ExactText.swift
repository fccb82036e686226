/// `=…`: the text as written, after NFC, without what is ignored (SEMANTICS §7.3).
enum ExactText {
  /// Where `term` ends in the text, when it stands at `start`.
  static func end(
    _ characters: CharacterTables, of term: UnsafePointer<UInt8>, _ termCount: Int,
    in text: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int? {
    var a = ExactReader(characters: characters, text: term, position: 0, end: termCount)
    var b = ExactReader(characters: characters, text: text, position: start, end: count)
    while let wanted = a.next() {
      guard let found = b.next(), found == wanted else { return nil }
    }
    return b.position
  }
}

/// Reads a text as `=` compares it: composed, apostrophes, hyphens and spaces each alike.
private struct ExactReader {
  let characters: CharacterTables
  let text: UnsafePointer<UInt8>
  /// After the last scalar returned, its marks included.
  private(set) var position: Int
  let end: Int

  init(characters: CharacterTables, text: UnsafePointer<UInt8>, position: Int, end: Int) {
    self.characters = characters
    self.text = text
    self.position = position
    self.end = end
  }

  mutating func next() -> UInt32? {
    var p = position
    while p < end {
      let (scalar, length) = UTF8Text.decode(text + p)
      p += length
      switch characters.characterClass(of: scalar) {
      case CharacterClass.ignored: continue
      case CharacterClass.apostrophe:
        position = p
        return 0x27
      case CharacterClass.hyphen:
        position = p
        return 0x2D
      case CharacterClass.space:
        position = skipSpaces(p)
        return 0x20
      default:
        position = p
        return composed(scalar)
      }
    }
    return nil
  }

  /// A run of white space is one; a blank line is something else.
  private func skipSpaces(_ start: Int) -> Int {
    var p = start
    while p < end {
      let (scalar, length) = UTF8Text.decode(text + p)
      guard characters.characterClass(of: scalar) == CharacterClass.space, scalar != 0x0A else {
        break
      }
      p += length
    }
    return p
  }

  /// Joins the marks that follow to their letter; what is left over follows by itself.
  private mutating func composed(_ first: UInt32) -> UInt32 {
    var result = Canonical.composed(first)
    while position < end {
      let (scalar, length) = UTF8Text.decode(text + position)
      let kind = characters.characterClass(of: scalar)
      if kind == CharacterClass.ignored {
        // Trailing ones are not part of the word; inner ones are passed by `next`.
        guard let after = markAfterIgnored(position + length),
          let joined = Composition.composed(result, after.mark)
        else { break }
        result = joined
        position = after.end
        continue
      }
      guard let joined = Composition.composed(result, scalar) else { break }
      result = joined
      position += length
    }
    return result
  }

  private func markAfterIgnored(_ start: Int) -> (mark: UInt32, end: Int)? {
    var p = start
    while p < end {
      let (scalar, length) = UTF8Text.decode(text + p)
      let kind = characters.characterClass(of: scalar)
      if kind == CharacterClass.mark { return (scalar, p + length) }
      guard kind == CharacterClass.ignored else { return nil }
      p += length
    }
    return nil
  }
}

enum Canonical {
  /// Scalars with a canonical singleton (Å the unit, 豈) as NFC writes them.
  static func composed(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x212B: 0xC5
    case 0x212A: 0x4B
    case 0x2126: 0x3A9
    default: scalar
    }
  }
}
