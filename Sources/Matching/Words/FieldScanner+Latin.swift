/// Latin words that the fast path leaves: with accents, extra keys, or something beside them.
extension FieldScanner {
  /// The word of ASCII letters `start..<stop`, before the byte `after`: where to go on.
  @inline(never)
  mutating func letterWord(_ start: Int, _ stop: Int, _ end: Int, _ after: UInt8) -> Int {
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
    push(start, stop, CharacterClass.latin, count, ASCIIWord.hash(text + start, count))
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
    scalars: while p < end && count < FoldedWord.longest {
      let byte = text[p]
      switch byte {
      case 0x41...0x5A, 0x61...0x7A:
        let (value, length) = ASCIIWord.letters(at: text + p, limit: end &- p)
        UnsafeMutableRawPointer(word + count).storeBytes(of: value, as: UInt64.self)
        count &+= length
        p &+= length
      case 0xC3...0xC9, 0xCC, 0xCD:
        let packed = accented[Int(byte & 31) &<< 6 | Int(text[p &+ 1] & 63)]
        if packed == CharacterTables.keep { return slowWord(start, end) }
        UnsafeMutableRawPointer(word + count).storeBytes(of: packed &>> 8, as: UInt32.self)
        count &+= Int(packed & 0xFF)
        p &+= 2
      case 0x27, 0x60:
        if count == 0 || Apostrophes.mayJoin(after: word[count &- 1]) {
          return slowWord(start, end)
        }
        break scalars
      case 0x2E:
        // One letter may begin a dotted acronym.
        if count <= 3 { return slowWord(start, end) }
        break scalars
      case 0xC2:
        // No-break space and « » end it; what else there is may not.
        let next = text[p &+ 1]
        guard next == 0xA0 || next == 0xAB || next == 0xBB else { return slowWord(start, end) }
        break scalars
      case 0xE2:
        // So do dashes, “ ”, and the apostrophe after most letters.
        guard text[p &+ 1] == 0x80 else { return slowWord(start, end) }
        let next = text[p &+ 2]
        let isEnd =
          next == 0x93 || next == 0x94 || next == 0x9C || next == 0x9D
          || next == 0x99 && count > 0 && !Apostrophes.mayJoin(after: word[count &- 1])
        if !isEnd { return slowWord(start, end) }
        break scalars
      case 0x80...0xFF: return slowWord(start, end)
      default: break scalars
      }
    }
    guard count > 0, count < FoldedWord.longest else { return slowWord(start, end) }
    let hash = WordHash.of(word, count)
    let before = text[max(start - 1, 0)]
    if plan.hasExtras(CharacterClass.latin) || before == 0x2D || before >= 0x80 {
      push(start, p, CharacterClass.latin, count, hash)
      return p
    }
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: p),
        kind: CharacterClass.latin, flags: 0))
    if index.mayHold(hash) { find(hash, first: tokens.count - 1, offset: start) }
    return p
  }
}
