/// Latin words that the fast path leaves: with accents, extra keys, or something beside them.
extension FieldScanner {
  /// The word of ASCII letters `start..<stop`: where to go on.
  @inline(never)
  mutating func letterWord(_ start: Int, _ stop: Int, _ end: Int) -> Int {
    let after: UInt8 = stop < end ? text[stop] : 0x20
    if after >= 0x80 { return accentedWord(start, stop, end) }
    let count = stop - start
    switch after {
    case 0x2E, 0x3A:
      if count == 1, after == 0x2E, let next = dotted(start, end) { return next }
      if count >= 3, count <= 5,
        let next = Addresses.webAddress(text, start: start, end: end)
      {
        addresses.append(start..<next)
        return next
      }
    case 0x27, 0x60:
      if Apostrophes.mayJoin(after: text[stop - 1] | 0x20) { return slowWord(start, end) }
    default: break
    }
    if plan.hasExtras(CharacterClass.latin) { spill(start, count) }
    push(start, stop, CharacterClass.latin, count, ASCIIWord.hash(text + start, count), flags: 0)
    return stop
  }

  /// Writes `count` ASCII letters, fewer than 64, to `word`.
  @inline(__always)
  private func spill(_ start: Int, _ count: Int) {
    let source = UnsafeRawPointer(text + start)
    let target = UnsafeMutableRawPointer(word)
    var i = 0
    while i < count {
      let letters = source.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      target.storeBytes(of: letters | ASCIIWord.lowerCase, toByteOffset: i, as: UInt64.self)
      i &+= 8
    }
  }

  /// A word whose ASCII letters `start..<stop` something beyond ASCII follows, most likely a letter
  /// with an accent. Whatever is not that simple is left to `slowWord`.
  mutating func accentedWord(_ start: Int, _ stop: Int, _ end: Int) -> Int {
    let text = self.text
    let word = self.word
    let accented = characters.accented
    var count = stop &- start
    var p = stop
    if count > 63 { return slowWord(start, end) }
    spill(start, count)
    // A letter with an accent, or a mark, and the ASCII letters after it, of which there may be none.
    while p < end && count < FoldedWord.longest {
      let byte = text[p]
      guard byte >= 0xC3, byte <= 0xCD, byte &- 0xCA > 1 else { break }
      let packed = accented[Int(byte & 31) &<< 6 | Int(text[p &+ 1] & 63)]
      if packed == CharacterTables.keep { return slowWord(start, end) }
      UnsafeMutableRawPointer(word + count).storeBytes(of: packed &>> 8, as: UInt32.self)
      count &+= Int(packed & 0xFF)
      p &+= 2
      var length = 8
      while length == 8 && p < end && count < FoldedWord.longest {
        let value: UInt64
        (value, length) = ASCIIWord.letters(at: text + p, limit: end &- p)
        UnsafeMutableRawPointer(word + count).storeBytes(of: value, as: UInt64.self)
        count &+= length
        p &+= length
      }
    }
    if p < end && !isEnd(of: count, at: p) { return slowWord(start, end) }
    guard count > 0, count < FoldedWord.longest else { return slowWord(start, end) }
    let hash = WordHash.of(word, count)
    let before = text[max(start - 1, 0)]
    if plan.hasExtras(CharacterClass.latin) || before == 0x2D || before >= 0x80 {
      push(start, p, CharacterClass.latin, count, hash, flags: 0)
      return p
    }
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: p),
        kind: CharacterClass.latin, flags: 0))
    if index.mayHold(hash) { find(hash, first: tokens.count - 1, offset: start) }
    return p
  }
  /// Whether a word of `count` folded letters in `word` ends before what stands at `p`, which is no
  /// letter of `accentedWord`; false also when that is hard to say.
  @inline(__always)
  private func isEnd(of count: Int, at p: Int) -> Bool {
    switch text[p] {
    case 0x27, 0x60: return count > 0 && !Apostrophes.mayJoin(after: word[count &- 1])
    // One letter may begin a dotted acronym.
    case 0x2E: return count > 3
    case ..<0x80: return true
    case 0xC2:
      // No-break space and « » end it; what else there is may not.
      let next = text[p &+ 1]
      return next == 0xA0 || next == 0xAB || next == 0xBB
    case 0xE2:
      // So do dashes, “ ”, and the apostrophe after most letters.
      guard text[p &+ 1] == 0x80 else { return false }
      let next = text[p &+ 2]
      return next == 0x93 || next == 0x94 || next == 0x9C || next == 0x9D
        || next == 0x99 && count > 0 && !Apostrophes.mayJoin(after: word[count &- 1])
    default: return false
    }
  }
}
