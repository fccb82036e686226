/// One pass over a field's UTF-8: finds its words, folds and hashes each, and looks it up.
///
/// The fast path takes eight ASCII letters at a time in one register; whatever is rarer (other
/// scripts, marks, hashtags, addresses, dotted acronyms) leaves it for a function of its own. The
/// text must have at least 16 readable bytes after its end.
struct FieldScanner {
  let characters: CharacterTables
  let text: UnsafePointer<UInt8>
  let index: WordIndex.Reader
  let plan: ScanPlan
  var tokens: RawBuffer<Token>
  var candidates: RawBuffer<Candidate>
  var addresses: [Range<Int>] = []
  /// The folded letters of the last word that left the fast path; holds `FoldedWord.capacity`.
  let word: UnsafeMutablePointer<UInt8>

  /// Scans `start..<end` as text of its own: a word ends at `end` at the latest.
  mutating func scan(_ start: Int, _ end: Int) {
    let text = self.text
    var p = start
    while p < end {
      let kind = ASCIIKind.of(text[p])
      if kind == ASCIIKind.other {
        p += 1
        continue
      }
      if kind == ASCIIKind.letter {
        let (value, count) = ASCIIWord.letters(at: text + p, limit: end - p)
        let q = p + count
        if count < 8 {
          let next: UInt8 = q < end ? text[q] : 0x20
          if ASCIIKind.endsWord(next) {
            emit(p, q, CharacterClass.latin, WordHash.mix(value, 0, count), value, count)
            p = next == 0x20 ? q + 1 : q
            continue
          }
        }
        p = longWord(p, end)
      } else if kind == ASCIIKind.digit {
        p = number(p, end)
      } else if kind == ASCIIKind.tag {
        p = sign(p, end)
      } else {
        p = beyondASCII(p, end)
      }
    }
  }

  /// A word of the fast path, whose letters are all in `value`.
  @inline(__always)
  private mutating func emit(
    _ start: Int, _ end: Int, _ kind: UInt8, _ hash: UInt64, _ value: UInt64, _ count: Int
  ) {
    if tokens.count > 0 {
      let gap = start - Int(tokens.base[tokens.count - 1].end)
      if gap == 1 && text[start - 1] == 0x2D || gap == 3 && Gap.isLongHyphen(text + start - 3) {
        spill(value)
        push(start, end, kind, count, hash)
        return
      }
    }
    if plan.hasExtras(kind) {
      spill(value)
      push(start, end, kind, count, hash)
      return
    }
    let number = tokens.count
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        kind: kind, flags: 0))
    if index.mayHold(hash) { find(hash, first: number, offset: start) }
  }

  private func spill(_ value: UInt64) {
    UnsafeMutableRawPointer(word).storeBytes(of: value, as: UInt64.self)
  }

  /// A word whose `count` folded letters stand in `word`: all its keys are looked up.
  @inline(never)
  mutating func push(
    _ start: Int, _ end: Int, _ kind: UInt8, _ count: Int, _ hash: UInt64, flags: UInt8 = 0
  ) {
    let number = tokens.count
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        kind: kind, flags: flags))
    if index.mayHold(hash) { find(hash, first: number, offset: start) }
    if plan.hasExtras(kind) { findParts(word, count, kind, first: number) }
    if number > 0, flags & Token.inTag == 0, CharacterClass.isLetter(kind) {
      // A soft hyphen or the like may stand beside the hyphen: then the gap is longer.
      let gap = start - Int(tokens.base[number - 1].end)
      if gap == 1 && text[start - 1] == 0x2D || gap == 3 && Gap.isLongHyphen(text + start - 3)
        || gap > 3 && gap < 12 && text[start - 1] != 0x20
      {
        findJoined(endingAt: number)
      }
    }
  }

  /// Reports every entry under `hash`.
  @inline(never)
  mutating func find(_ hash: UInt64, first: Int, offset: Int) {
    var entry = index.head(of: hash)
    while entry != 0 {
      let (fingerprint, next) = index.link(entry)
      if fingerprint == UInt32(truncatingIfNeeded: hash) {
        candidates.append(
          Candidate(
            entry: entry, first: UInt32(truncatingIfNeeded: first),
            offset: UInt32(truncatingIfNeeded: offset)))
      }
      entry = next
    }
  }

  private mutating func number(_ start: Int, _ end: Int) -> Int {
    var q = start + 1
    while q < end && text[q] &- 0x30 < 10 { q += 1 }
    if q - start > FoldedWord.longest { return q }
    if q < end && text[q] >= 0x80 { return slowWord(start, end) }
    let count = q - start
    if count <= 8 {
      let raw = UnsafeRawPointer(text + start).loadUnaligned(as: UInt64.self)
      let value = count == 8 ? raw : raw & (1 << UInt64(8 * count) &- 1)
      emit(start, q, CharacterClass.digit, WordHash.mix(value, 0, count), value, count)
    } else {
      word.update(from: text + start, count: count)
      push(start, q, CharacterClass.digit, count, WordHash.of(word, count))
    }
    return q
  }

  /// A Latin word of eight letters or more, or followed by something to look at.
  private mutating func longWord(_ start: Int, _ end: Int) -> Int {
    var p = start
    var count = 0
    var head: UInt64 = 0
    var before: UInt64 = 0
    var last: UInt64 = 0
    var lastCount = 8
    while lastCount == 8 {
      if count > FoldedWord.longest { return slowWord(start, end) }
      before = last
      (last, lastCount) = ASCIIWord.letters(at: text + p, limit: end - p)
      if count == 0 { head = last }
      UnsafeMutableRawPointer(word + count).storeBytes(of: last, as: UInt64.self)
      count += lastCount
      p += lastCount
    }
    let next: UInt8 = p < end ? text[p] : 0x20
    if !ASCIIKind.endsWord(next) {
      if next >= 0x80 || next == 0x27 || next == 0x60 { return slowWord(start, end) }
      if let after = afterSpecialWord(start, p, end, count, next) { return after }
    }
    let tail =
      count <= 8
      ? 0
      : lastCount == 0
        ? before : before >> UInt64(8 * lastCount) | last << UInt64(64 - 8 * lastCount)
    push(start, p, CharacterClass.latin, count, WordHash.mix(head, tail, count))
    return p
  }

  /// A word of ASCII letters followed by `.`, `:` or `@`: where to go on when that makes it
  /// something else than a word.
  private mutating func afterSpecialWord(
    _ start: Int, _ p: Int, _ end: Int, _ count: Int, _ next: UInt8
  ) -> Int? {
    if next == 0x2E, count == 1 { return dotted(start, end) }
    if next != 0x40, count >= 3, count <= 5,
      let after = Addresses.webAddress(text, start: start, end: end)
    {
      addresses.append(start..<after)
      return after
    }
    return nil
  }

  /// Any word, scalar by scalar.
  mutating func slowWord(_ start: Int, _ end: Int) -> Int {
    let folded = FoldedWord.read(characters, text, start, end, into: word)
    if folded.letters == 1, dot(at: folded.next, end) > 0,
      let after = dotted(start, end)
    {
      return after
    }
    if folded.count > 0 {
      push(start, folded.end, folded.kind, folded.count, WordHash.of(word, folded.count))
    }
    return max(folded.next, start + 1)
  }

  /// `O.N.U.`: one word (SEMANTICS §2.6); nil when it is none.
  mutating func dotted(_ start: Int, _ end: Int) -> Int? {
    var p = start
    var last = start
    var count = 0
    var letters = 0
    var kind: UInt8 = 0
    while p < end && letters < 20 {
      let folded = FoldedWord.read(characters, text, p, end, into: word + count)
      guard folded.letters == 1, CharacterClass.isLetter(folded.kind) else { break }
      guard kind == 0 || kind == folded.kind else { break }
      let dot = dot(at: folded.next, end)
      let isDotted = dot > 0
      if !isDotted && folded.next < end && text[folded.next] &- 0x30 < 10 { break }
      kind = folded.kind
      count += folded.count
      letters += 1
      last = folded.end
      p = folded.next + dot
      if !isDotted { break }
    }
    guard letters >= 2 else { return nil }
    push(start, last, kind, count, WordHash.of(word, count), flags: Token.dotted)
    return p
  }

  /// The bytes of the dot at `p`, full width included; 0: none.
  private func dot(at p: Int, _ end: Int) -> Int {
    guard p < end else { return 0 }
    if text[p] == 0x2E { return 1 }
    return text[p] == 0xEF && text[p + 1] == 0xBC && text[p + 2] == 0x8E ? 3 : 0
  }

  private mutating func beyondASCII(_ p: Int, _ end: Int) -> Int {
    let (scalar, length) = UTF8Text.decode(text + p)
    let kind = characters.characterClass(of: scalar)
    if kind >= CharacterClass.commonLetter || kind == CharacterClass.digit {
      return slowWord(p, end)
    }
    if CharacterClass.isUnsegmented(kind) { return unsegmented(p, end) }
    if scalar == 0xFF03 || scalar == 0xFF20 { return sign(p, end) }
    return p + length
  }
}
