/// The keys that one stretch of folded letters is looked up by.
enum WordKeys {
  /// The key of a whole word, or of the first pair of a run of Han or kana.
  static func base(
    _ characters: CharacterTables, _ p: UnsafePointer<UInt8>, _ length: Int, _ kind: UInt8,
    _ buffer: UnsafeMutablePointer<UInt8>
  ) -> UInt64 {
    if kind == CharacterClass.han || kind == CharacterClass.thai {
      let (first, size) = UTF8Text.decode(p)
      let second = size < length ? UTF8Text.decode(p + size).scalar : 0
      return WordHash.pair(first, second)
    }
    let folded = FoldedWord.read(characters, p, 0, length, into: buffer)
    return WordHash.of(buffer, folded.count)
  }

  /// Where ä and ae are one (SEMANTICS §3.4): a letter to put in or to leave out.
  struct Site {
    /// Byte offset.
    var at: Int
    /// The letter to insert; 0: the letter at `at` is left out.
    var insert: UInt8
  }

  /// The sites of a stretch of units whose folded letters are written one after the other.
  static func sites(_ units: UnsafePointer<Unit>, _ count: Int) -> [Site] {
    var result: [Site] = []
    var offset = 0
    for i in 0..<count {
      let base = units[i].base
      let width = base < 0x80 ? 1 : base < 0x800 ? 2 : base < 0x10000 ? 3 : 4
      offset += width
      guard base == 0x61 || base == 0x6F || base == 0x75 else { continue }
      let marks = units[i].marks
      if marks & Marks.diaeresis != 0 || base == 0x6F && marks & Marks.stroke != 0 {
        result.append(Site(at: offset, insert: 0x65))
      } else if base == 0x61 && marks & Marks.ring != 0 {
        result.append(Site(at: offset, insert: 0x61))
      }
      if i + 1 < count, marks & (Marks.all | Marks.stroke) == 0,
        units[i + 1].letterMarks == 0,
        units[i + 1].base == 0x65 || base == 0x61 && units[i + 1].base == 0x61
      {
        result.append(Site(at: offset, insert: 0))
      }
    }
    return result.count > 4 ? Array(result.prefix(4)) : result
  }
}
