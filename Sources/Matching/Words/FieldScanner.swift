import CBytes

/// One pass over a field's UTF-8: finds its words, folds and hashes each, and looks it up.
///
/// The fast path is for words of ASCII letters; whatever is rarer (other scripts, marks, hashtags,
/// addresses, dotted acronyms) leaves it for a function of its own. The text must have at least
/// 64 readable bytes after its end.
struct FieldScanner {
  let characters: CharacterTables
  let text: UnsafePointer<UInt8>
  let index: WordIndex.Reader
  let plan: ScanPlan
  var tokens: RawBuffer<Token>
  /// Keys to look up.
  var met: RawBuffer<MetKey>
  var addresses: [Range<Int>] = []
  /// The folded letters of the last word that left the fast path; holds `FoldedWord.capacity`.
  let word: UnsafeMutablePointer<UInt8>
  /// Holds one for every 64 bytes of the text, and two more.
  let blocks: UnsafeMutablePointer<bytes_block>

  /// Scans `start..<end` as text of its own: a word ends at `end` at the latest.
  ///
  /// Where words begin and end is found for 64 bytes at once, so that nearly no branch depends on
  /// how long a word is.
  mutating func scan(_ start: Int, _ end: Int) {
    guard start < end else { return }
    let blocks = self.blocks
    bytes_classify(text + start, end &- start, blocks)
    let count = (end &- start &+ 63) &>> 6
    /// All bits when a word has more keys than itself.
    let extras: UInt64 = plan.hasExtras(CharacterClass.latin) ? ~0 : 0
    /// What stands before was read.
    var resume = start
    for number in 0..<count {
      let block = start &+ number &<< 6
      if resume &- block >= 64 { continue }
      let bits = blocks[number]
      let joints = bits.joints | extras
      var rest = BlockRest(bits)
      if resume > block { rest.skip(resume &- block, bits) }
      var room = tokens.room(for: 64)
      while rest.todo != 0 {
        let i = rest.todo.trailingZeroBitCount
        let at = block &+ i
        if rest.starts &>> UInt64(i) & 1 != 0 {
          let length = (~(bits.letters &>> UInt64(i))).trailingZeroBitCount
          if (joints &>> UInt64(i &+ length) | rest.ties &>> UInt64(i)) & 1 == 0 {
            add(at, length, to: &room)
            rest.todo &= rest.todo &- 1
            continue
          }
          tokens.count = tokens.count(upTo: room)
          resume = letterWord(at, at &+ length, end)
        } else {
          tokens.count = tokens.count(upTo: room)
          resume = event(at, end)
        }
        room = tokens.room(for: 64)
        if resume &- block >= 64 { break }
        rest.skip(resume &- block, bits)
      }
      if rest.last != 0, resume &- block < 64 {
        let i = rest.last.trailingZeroBitCount
        let at = block &+ i
        let next = blocks[number &+ 1]
        let more = (~next.letters).trailingZeroBitCount
        let length = 64 &- i &+ more
        if length >= 64 {
          tokens.count = tokens.count(upTo: room)
          resume = slowWord(at, end)
          continue
        }
        if ((next.joints | extras) &>> UInt64(more) | rest.ties &>> UInt64(i)) & 1 == 0 {
          add(at, length, to: &room)
        } else {
          tokens.count = tokens.count(upTo: room)
          resume = letterWord(at, at &+ length, end)
          continue
        }
      }
      tokens.count = tokens.count(upTo: room)
    }
  }

  /// A word of `length` ASCII letters, beside which stands nothing that matters.
  @inline(__always)
  private mutating func add(
    _ at: Int, _ length: Int, to room: inout UnsafeMutablePointer<Token>
  ) {
    room.initialize(
      to: Token(
        start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: at &+ length),
        kind: CharacterClass.latin, flags: 0))
    room += 1
    let hash = ASCIIWord.hash(text + at, length)
    if index.mayHold(hash) { find(hash, first: tokens.count(upTo: room) &- 1, offset: at) }
  }

  /// What begins at `p` is no ASCII letter: where to go on.
  @inline(never)
  private mutating func event(_ p: Int, _ end: Int) -> Int {
    let byte = text[p]
    if byte >= 0x80 { return beyondASCII(p, end) }
    if byte &- 0x30 < 10 { return number(p, end) }
    return byte == 0x23 || byte == 0x40 ? sign(p, end) : p + 1
  }

  /// A word whose `count` folded letters stand in `word`: all its keys are looked up.
  @inline(never)
  mutating func push(
    _ start: Int, _ end: Int, _ kind: UInt8, _ count: Int, _ hash: UInt64, flags: UInt8
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

  /// Notes a key that the index may hold.
  @inline(never)
  mutating func find(_ hash: UInt64, first: Int, offset: Int) {
    index.prefetchBucket(of: hash)
    met.append(
      MetKey(
        hash: hash, first: UInt32(truncatingIfNeeded: first),
        offset: UInt32(truncatingIfNeeded: offset)))
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
      let hash = WordHash.mix(value, 0)
      if plan.hasExtras(CharacterClass.digit) {
        word.update(from: text + start, count: count)
        push(start, q, CharacterClass.digit, count, hash, flags: 0)
      } else {
        tokens.append(
          Token(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: q),
            kind: CharacterClass.digit, flags: 0))
        if index.mayHold(hash) { find(hash, first: tokens.count - 1, offset: start) }
      }
    } else {
      word.update(from: text + start, count: count)
      push(start, q, CharacterClass.digit, count, WordHash.of(word, count), flags: 0)
    }
    return q
  }

  /// Any word, scalar by scalar.
  @inline(never)
  mutating func slowWord(_ start: Int, _ end: Int) -> Int {
    let folded = FoldedWord.read(characters, text, start, end, into: word)
    if folded.letters == 1, dot(at: folded.next, end) > 0,
      let after = dotted(start, end)
    {
      return after
    }
    if folded.count > 0 {
      push(
        start, folded.end, folded.kind, folded.count, WordHash.of(word, folded.count), flags: 0)
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
    if kind == CharacterClass.latin, length == 2 { return accentedWord(p, p, end) }
    if kind >= CharacterClass.commonLetter || kind == CharacterClass.digit {
      return slowWord(p, end)
    }
    if CharacterClass.isUnsegmented(kind) { return unsegmented(p, end) }
    if scalar == 0xFF03 || scalar == 0xFF20 { return sign(p, end) }
    return p + length
  }
}

/// What is still to be read of 64 bytes.
private struct BlockRest {
  /// Where words begin, and all else that may matter, up to the word that reaches the end.
  var todo: UInt64
  private(set) var starts: UInt64
  private(set) var ties: UInt64
  /// The first letter of the word that reaches the end and may go on after it; 0: none.
  private(set) var last: UInt64 = 0

  @inline(__always)
  init(_ bits: bytes_block) {
    starts = bits.starts
    ties = bits.ties
    todo = starts | bits.events
    setLastApart(bits)
  }

  /// Goes on `count` bytes into the block. When that is inside a row of letters, the rest of the row is
  /// looked at closely, since `joints` takes the row for one word.
  @inline(__always)
  mutating func skip(_ count: Int, _ bits: bytes_block) {
    let here = bits.letters & 1 &<< UInt64(count)
    let rest = ~0 &<< UInt64(count)
    starts = starts & rest | here
    ties |= here & ~bits.starts
    todo = todo & rest | here
    setLastApart(bits)
  }

  @inline(__always)
  private mutating func setLastApart(_ bits: bytes_block) {
    let isOpen = bits.letters &>> 63 != 0 && starts != 0
    last = isOpen ? 1 &<< UInt64(63 &- starts.leadingZeroBitCount) : 0
    todo &= ~last
  }
}
