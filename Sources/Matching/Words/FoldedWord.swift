import CICU

/// A word as it is indexed: case, compatibility and marks folded away (SEMANTICS §3.1, §3.2).
struct FoldedWord {
  /// The bytes written.
  var count: Int
  /// A `CharacterClass`.
  var kind: UInt8
  /// After the last letter or mark.
  var end: Int
  /// Where to go on reading: after ignored characters too.
  var next: Int
  /// How many letters or digits were read.
  var letters: Int

  /// Longer words (folded) hold no term: they are cut here and match nothing.
  static let longest = 200
  static let capacity = 4096

  /// Reads the word that begins at `start`, at most to `limit`, and writes its folded letters.
  static func read(
    _ characters: CharacterTables, _ text: UnsafePointer<UInt8>, _ start: Int, _ limit: Int,
    into output: UnsafeMutablePointer<UInt8>
  ) -> FoldedWord {
    var w = FoldedWord(count: 0, kind: 0, end: start, next: start, letters: 0)
    /// Where the last letter begins in `output`, for marks that compose with it.
    var last = 0
    var isTooLong = false
    while w.next < limit {
      let p = text + w.next
      if p[0] < 0x80 {
        if (p[0] | 0x20) &- 0x61 < 26 {
          guard
            w.kind == CharacterClass.latin || w.kind == 0 || w.kind == CharacterClass.commonLetter
          else { break }
          w.kind = CharacterClass.latin
          let (value, count) = ASCIIWord.letters(at: p, limit: limit - w.next)
          UnsafeMutableRawPointer(output + w.count).storeBytes(of: value, as: UInt64.self)
          w.count += count
          w.letters += count
          w.next += count
          w.end = w.next
          last = w.count - 1
        } else if p[0] &- 0x30 < 10 {
          guard w.kind == CharacterClass.digit || w.kind == 0 else { break }
          w.kind = CharacterClass.digit
          output[w.count] = p[0]
          last = w.count
          w.count += 1
          w.letters += 1
          w.next += 1
          w.end = w.next
        } else if let length = Apostrophes.joins(
          characters, text, at: w.next, length: 1, limit: limit, word: output, w)
        {
          w.next += length
        } else {
          break
        }
      } else {
        let (scalar, length) = UTF8Text.decode(p)
        let kind = characters.characterClass(of: scalar)
        if kind == CharacterClass.ignored {
          w.next += length
          continue
        }
        if kind == CharacterClass.mark {
          guard w.kind != 0 else { break }
          Composition.add(scalar, to: output, &w.count, last, kind: w.kind, characters)
          w.next += length
          w.end = w.next
        } else if kind >= CharacterClass.commonLetter || kind == CharacterClass.digit {
          if w.kind != kind {
            if w.kind == 0 || w.kind == CharacterClass.commonLetter {
              w.kind = kind
            } else if kind != CharacterClass.commonLetter || w.kind == CharacterClass.digit {
              break
            }
          }
          let isJamo = scalar >= 0x1160 && scalar <= 0x11FF
          if !isJamo
            || !Composition.compose(scalar, with: output, &w.count, last, characters)
          {
            last = w.count
            w.count += characters.fold(scalar, into: output + w.count)
          }
          w.letters += 1
          w.next += length
          w.end = w.next
        } else if kind == CharacterClass.hebrewPoint && w.kind == CharacterClass.hebrew {
          w.next += length
          w.end = w.next
        } else if let skipped = Apostrophes.joins(
          characters, text, at: w.next, length: length, limit: limit, word: output, w)
        {
          w.next += skipped
        } else {
          break
        }
      }
      if w.count > longest {
        isTooLong = true
        w.count = longest
        last = longest - 1
      }
    }
    if isTooLong { w.count = 0 }
    return w
  }
}

/// Marks that follow their letter.
enum Composition {
  /// Adds a mark to a word of script `kind`, whose last letter begins at `last`.
  static func add(
    _ mark: UInt32, to output: UnsafeMutablePointer<UInt8>, _ count: inout Int, _ last: Int,
    kind: UInt8, _ characters: CharacterTables
  ) {
    switch kind {
    case CharacterClass.latin, CharacterClass.greek, CharacterClass.hebrew, CharacterClass.digit:
      return
    case CharacterClass.arabic:
      if (0x653...0x655).contains(mark) {
        _ = compose(mark, with: output, &count, last, characters)
      }
    case CharacterClass.cyrillic:
      _ = compose(mark, with: output, &count, last, characters)
    default:
      if !compose(mark, with: output, &count, last, characters) {
        count += UTF8Text.write(mark, to: output + count)
      }
    }
  }

  /// Replaces the last letter by its canonical composition with `mark`, when there is one.
  static func compose(
    _ mark: UInt32, with output: UnsafeMutablePointer<UInt8>, _ count: inout Int, _ last: Int,
    _ characters: CharacterTables
  ) -> Bool {
    guard last < count, let base = composed(UTF8Text.decode(output + last).scalar, mark) else {
      return false
    }
    count = last + characters.fold(base, into: output + last)
    return true
  }

  static func composed(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    let result = icu_compose(icu_nfc(), UChar32(base), UChar32(mark))
    return result > 0 ? UInt32(result) : nil
  }
}
