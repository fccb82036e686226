/// Reads literals into a `Lexicon`, and then chooses for each the words that it is looked up by.
struct LexiconBuilder {
  private(set) var lexicon = Lexicon()
  private let characters = CharacterTables.standard
  private let scratch: MatchScratch
  private let literals: LiteralReader
  private(set) var frequency = WordFrequency()

  init(scratch: MatchScratch) {
    self.scratch = scratch
    literals = LiteralReader(scratch: scratch)
  }

  /// Adds the patterns of a literal: one, or two for a dotted acronym; none for a literal of which
  /// `WatchlistReader` has found a fault.
  ///
  /// - Parameter text: UTF-8, followed by at least 64 readable bytes.
  mutating func add(
    _ text: UnsafePointer<UInt8>, count: Int, style: LiteralStyle, operand: UInt32
  ) {
    guard let tokens = try? literals.words(of: text, count: count), let first = tokens.first,
      let last = tokens.last
    else { return }
    var pattern = Pattern(
      firstWord: UInt32(lexicon.words.count), wordCount: UInt16(tokens.count), style: style,
      flags: 0, operand: operand, trailing: 0)
    let leading = signs(text, 0, Int(first.start))
    var before = Int(first.start)
    for (i, token) in tokens.enumerated() {
      let start = Int(token.start)
      let (joint, signs) =
        i == 0
        ? (leading.isEmpty ? Joint.optionalBreak : .signs, leading)
        : joint(text, tokens[i - 1], token, before, start)
      appendWord(text, token, joint, signs, &pattern)
      before = Int(token.end)
    }
    var trailing = signs(text, Int(last.end), count)
    let isDotted = last.flags & Token.dotted != 0 || lexicon.words.last?.joint == .dotted
    if isDotted, trailing.first == 0x2E { trailing.removeFirst() }
    if !trailing.isEmpty {
      pattern.trailing = intern(trailing)
      pattern.flags |= Pattern.hasSigns
    }
    if first.isInTag, leading == [0x23] || leading == [0x40] {
      pattern.flags |= Pattern.wholeTag
    }
    settle(&pattern, tokens)
    if style == .exact { appendExact(text, Int(first.start), Int(last.end), &pattern) }
    lexicon.patterns.append(pattern)
    if style != .exact { addSpelledOut(text, tokens, pattern) }
  }

  private mutating func appendWord(
    _ text: UnsafePointer<UInt8>, _ token: Token, _ joint: Joint, _ signs: [UInt32],
    _ pattern: inout Pattern
  ) {
    let length = Int(token.end - token.start)
    var word = PatternWord(
      start: UInt32(lexicon.bytes.count), length: UInt16(clamping: length), kind: token.kind,
      joint: joint, signs: 0, flags: 0)
    if !signs.isEmpty {
      word.signs = intern(signs)
      pattern.flags |= Pattern.hasSigns
    }
    let units = scratch.termUnits
    let count = Unit.read(
      characters, text, Int(token.start), Int(token.end), into: units)
    if FunctionWords.contains(units, count) { word.flags |= PatternWord.function }
    var capitals = 0
    for i in 0..<count {
      if units[i].isCapital { capitals += 1 }
      if units[i].letterMarks != 0 { pattern.flags |= Pattern.hasMarks }
    }
    if capitals == count { word.flags |= PatternWord.allCapitals }
    if (Int(token.start)..<Int(token.end)).allSatisfy({ (text[$0] | 0x20) &- 0x61 < 26 }) {
      word.flags |= PatternWord.plain
    }
    lexicon.append(text + Int(token.start), length)
    lexicon.words.append(word)
  }

  /// SEMANTICS §3.7, §3.8.
  private func settle(_ pattern: inout Pattern, _ tokens: [Token]) {
    guard pattern.style == .plain, !pattern.has(Pattern.hasSigns | Pattern.wholeTag) else { return }
    var letters = 0
    var hasLetter = false
    for i in tokens.indices {
      let word = lexicon.word(pattern, i)
      if i > 0 && word.joint != .seam { return }
      let count = lexicon.withBytes(word) { p, length in
        Unit.read(characters, p, 0, length, into: scratch.termUnits)
      }
      letters += count
      if CharacterClass.isLetter(word.kind) {
        guard word.isAllCapitals else { return }
        hasLetter = true
      } else if word.kind != CharacterClass.digit {
        return
      }
    }
    guard hasLetter, letters >= 2, letters <= 4 else { return }
    pattern.flags |= Pattern.shortCapitals
    if tokens.count == 1, lexicon.word(pattern, 0).isFunctionWord {
      pattern.flags |= Pattern.spellsFunctionWord
    }
  }

  /// What stands between two words of a term.
  private func joint(
    _ text: UnsafePointer<UInt8>, _ a: Token, _ b: Token, _ start: Int, _ end: Int
  ) -> (Joint, [UInt32]) {
    let gap = Gap.read(characters, text, start, end)
    if gap.contains(.none) {
      if a.isInTag && b.isInTag && a.kind == b.kind { return (.optionalBreak, []) }
      let isSeam =
        a.kind == CharacterClass.digit && CharacterClass.isLetter(b.kind)
        || b.kind == CharacterClass.digit && CharacterClass.isLetter(a.kind)
      return (isSeam ? .seam : .tight, [])
    }
    let signs = self.signs(text, start, end)
    if signs.isEmpty { return (.optionalBreak, []) }
    if signs == [0x2E], end == start + 1, isShort(text, a), isShort(text, b) {
      return (.dotted, [])
    }
    return (.signs, signs)
  }

  /// A part of an acronym such as EE.UU.: up to three capitals.
  private func isShort(_ text: UnsafePointer<UInt8>, _ token: Token) -> Bool {
    guard CharacterClass.isLetter(token.kind) else { return false }
    let units = scratch.termUnits
    let count = Unit.read(characters, text, Int(token.start), Int(token.end), into: units)
    return count <= 3 && (0..<count).allSatisfy { units[$0].isCapital }
  }

  /// The signs in a stretch of a term that is no word; breaks and what is ignored are left out.
  private func signs(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> [UInt32] {
    var result: [UInt32] = []
    var p = start
    while p < end {
      let (scalar, length) = UTF8Text.decode(text + p)
      p += length
      switch characters.characterClass(of: scalar) {
      case CharacterClass.boundary where scalar != 0x2013: result.append(SignText.fold(scalar))
      default: break
      }
    }
    return result
  }

  private mutating func intern(_ signs: [UInt32]) -> UInt16 {
    if let known = lexicon.signs.firstIndex(of: signs) { return UInt16(known) }
    guard lexicon.signs.count < 60_000 else { return 0 }
    lexicon.signs.append(signs)
    return UInt16(lexicon.signs.count - 1)
  }

  /// `=` keeps the whole stretch as one piece beside its words: the word after the last.
  private mutating func appendExact(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ pattern: inout Pattern
  ) {
    let word = PatternWord(
      start: UInt32(lexicon.bytes.count), length: UInt16(clamping: end - start), kind: 0,
      joint: .optionalBreak, signs: 0, flags: 0)
    lexicon.append(text + start, end - start)
    lexicon.words.append(word)
  }

  /// A dotted acronym of single letters also finds them spaced: O. N. U.
  private mutating func addSpelledOut(
    _ text: UnsafePointer<UInt8>, _ tokens: [Token], _ pattern: Pattern
  ) {
    guard tokens.count == 1, tokens[0].flags & Token.dotted != 0,
      !pattern.has(Pattern.hasSigns)
    else { return }
    let units = scratch.termUnits
    let count = Unit.read(
      characters, text, Int(tokens[0].start), Int(tokens[0].end), into: units)
    let letters = (0..<count).map { units[$0] }
    var spelled = pattern
    spelled.firstWord = UInt32(lexicon.words.count)
    spelled.wordCount = UInt16(count)
    for (i, unit) in letters.enumerated() {
      let token = Token(start: unit.start, end: unit.end, kind: tokens[0].kind, flags: 0)
      appendWord(text, token, i == 0 ? .optionalBreak : .dotted, [], &spelled)
    }
    lexicon.patterns.append(spelled)
  }

  /// Counts a pattern's words, for `LexiconIndexer` to choose the rarest.
  mutating func countWords(of pattern: Pattern) {
    for i in 0..<Int(pattern.wordCount) {
      let word = lexicon.word(pattern, i)
      let key = lexicon.withBytes(word) { p, length in
        WordKeys.base(characters, p, length, word.kind, scratch.word)
      }
      frequency.add(key)
    }
  }
}

extension Lexicon {
  /// Keeps 64 readable bytes after the last, since words are read eight bytes at a time.
  mutating func append(_ p: UnsafePointer<UInt8>, _ count: Int) {
    if bytes.capacity < bytes.count + count + 64 {
      bytes.reserveCapacity(max(4096, 2 * (bytes.count + count + 64)))
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: p, count: count))
  }

  /// `body` may read eight bytes past the word.
  @inline(__always)
  func withBytes<R>(_ word: PatternWord, _ body: (UnsafePointer<UInt8>, Int) -> R) -> R {
    bytes.withUnsafeBufferPointer { buffer in
      // `bytes` is never empty when a word exists, and padded once it is complete.
      guard let base = buffer.baseAddress else { return body(Self.nothing, 0) }
      return body(base + Int(word.start), Int(word.length))
    }
  }

  /// Stands for the bytes of an empty lexicon: nobody writes to it, so threads may share it.
  nonisolated(unsafe) private static let nothing = UnsafePointer(
    UnsafeMutablePointer<UInt8>.allocate(capacity: 64))
}

enum SignText {
  /// Full-width signs are the plain ones.
  static func fold(_ scalar: UInt32) -> UInt32 {
    scalar >= 0xFF01 && scalar <= 0xFF5E ? scalar - 0xFEE0 : scalar
  }
}
