/// The further keys of a word: its beginnings, its stems, what is left without clitics, and the
/// words that hyphens and hashtags hold together.
extension FieldScanner {
  @inline(__always)
  private mutating func look(up hash: UInt64, _ first: Int) {
    if index.mayHold(hash) {
      find(hash, first: first, offset: Int(tokens.base[first].start))
    }
  }

  /// The keys of a word whose folded letters are the `count` bytes at `p`.
  mutating func findParts(_ p: UnsafePointer<UInt8>, _ count: Int, _ kind: UInt8, first: Int) {
    findBeginnings(p, count, kind, first)
    switch kind {
    case CharacterClass.cyrillic:
      if plan.hasStems { findStems(p, count, letter: 2, longest: 3, first) }
    case CharacterClass.latin:
      if plan.hasLatinStems { findStems(p, count, letter: 1, longest: 4, first) }
    case CharacterClass.arabic:
      if plan.hasArabic {
        for skipped in Clitics.arabicStarts(p, count) {
          look(up: WordHash.of(p + skipped, count - skipped), first)
          findBeginnings(p + skipped, count - skipped, kind, first)
        }
      }
    case CharacterClass.hebrew:
      if plan.hasHebrew {
        var skipped = 2
        while skipped <= 6, count - skipped >= 6, Clitics.isHebrewPrefix(p + skipped - 2) {
          look(up: WordHash.of(p + skipped, count - skipped), first)
          findBeginnings(p + skipped, count - skipped, kind, first)
          skipped += 2
        }
      }
    default: break
    }
  }

  @inline(__always)
  private mutating func findBeginnings(
    _ p: UnsafePointer<UInt8>, _ count: Int, _ kind: UInt8, _ first: Int
  ) {
    plan.lengths(kind).forEach(upTo: count) { length in
      if length < count, p[length] & 0xC0 == 0x80 { return }
      look(up: WordHash.of(p, length) ^ WordHash.Space.prefix, first)
    }
  }

  private mutating func findStems(
    _ p: UnsafePointer<UInt8>, _ count: Int, letter: Int, longest: Int, _ first: Int
  ) {
    var length = count
    let least = max(4 * letter, count - longest * letter)
    while length >= least {
      look(up: WordHash.of(p, length) ^ WordHash.Space.stem, first)
      length -= letter
    }
  }

  /// The words that end at token `last` and begin one to three hyphens earlier.
  mutating func findJoined(endingAt last: Int) {
    let kind = tokens.base[last].kind
    var first = last
    while first > 0, last - first < 3 {
      let before = tokens.base[first - 1]
      // #Cyber-sécurité: the hyphen ends the tag, not the word.
      guard before.kind == kind, !before.isInTag || before.flags & Token.lastOfTag != 0 else {
        return
      }
      let gap = Gap.read(characters, text, Int(before.end), Int(tokens.base[first].start))
      guard gap.contains(.hyphen) else { return }
      first -= 1
      findRange(first, last, kind)
    }
  }

  /// Looks up the tokens `first...last` as one word.
  mutating func findRange(_ first: Int, _ last: Int, _ kind: UInt8) {
    let joined = word + 2048
    var count = 0
    for i in first...last {
      let token = tokens.base[i]
      let folded = FoldedWord.read(
        characters, text, Int(token.start), Int(token.end), into: joined + count)
      count += folded.count
      if folded.count == 0 || count > FoldedWord.longest { return }
    }
    look(up: WordHash.of(joined, count), first)
    if plan.hasExtras(kind) { findParts(joined, count, kind, first: first) }
  }
}
