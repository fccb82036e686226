/// Follows a pattern through a field's tokens from one place on.
///
/// Each word of the pattern is tried in every form that the language allows, wherever it may end;
/// from each end the next word is tried. `steps` bounds the whole, whatever the text.
struct PatternMatcher {
  let characters: CharacterTables
  /// Its owner outlives the matcher, and so does the scratch.
  let lexicon: LexiconMemory.Reader
  let rules: LanguageRules
  unowned(unsafe) let scratch: MatchScratch
  let text: UnsafePointer<UInt8>
  let count: Int

  var pattern: Pattern
  private var steps = 0
  var start = 0
  var startToken = 0
  /// After the last byte of what was found.
  private(set) var end = 0

  static let mostSteps = 4000

  init(lexicon: LexiconMemory.Reader, rules: LanguageRules, scratch: MatchScratch) {
    characters = .standard
    self.lexicon = lexicon
    self.rules = rules
    self.scratch = scratch
    text = UnsafePointer(scratch.text)
    count = scratch.count
    pattern = Pattern(
      firstWord: 0, wordCount: 0, style: .plain, flags: 0, operand: 0, trailing: 0)
  }

  /// The place of the pattern that a candidate leads to.
  mutating func range(of candidate: Candidate, _ entry: WordIndex.Entry) -> Range<Int>? {
    pattern = lexicon.patterns[Int(entry.pattern)]
    let token = Int(candidate.first)
    if entry.first == 0 { return follow(from: token, Int(candidate.offset)) }
    // Earlier words stand in earlier tokens: about one each, more when hyphens split them.
    let words = Int(entry.first)
    if pattern.style == .exact {
      return token >= words ? follow(from: token - words) : nil
    }
    var first = token - 1
    let lowest = max(0, token - 2 * words - 2)
    while first >= lowest {
      if let range = follow(from: first), end > Int(scratch.tokens[token].start) { return range }
      first -= 1
    }
    return nil
  }

  mutating func follow(from token: Int) -> Range<Int>? {
    follow(from: token, Int(scratch.tokens[token].start))
  }

  mutating func follow(from token: Int, _ byte: Int) -> Range<Int>? {
    guard scratch.tokens[token].kind != CharacterClass.boundary else { return nil }
    steps = Self.mostSteps
    start = byte
    startToken = token
    if pattern.style == .exact {
      guard let exactEnd = exactEnd(from: token, byte) else { return nil }
      end = exactEnd.byte
      return finish(exactEnd.token, end, isMidToken: false) ? start..<end : nil
    }
    return match(0, token, byte) ? start..<end : nil
  }

  // MARK: - One word

  mutating func match(_ i: Int, _ token: Int, _ byte: Int) -> Bool {
    steps -= 1
    guard steps > 0 else { return false }
    let word = lexicon.word(pattern, i)
    let at = scratch.tokens[token]
    guard at.kind == word.kind else { return false }
    var isBaseTried = false
    if word.kind == CharacterClass.latin {
      let written = lexicon.bytes(of: word)
      if ASCIIWord.differ(written[0], text[byte]) { return false }
      if word.isPlain, Int(at.end) - byte == Int(word.length),
        ASCIIWord.areEqual(written, text + byte, Int(word.length))
      {
        // What the comparison of units would find.
        if advance(i, token, Int(at.end)) { return true }
        guard pattern.inflects, !word.isFunctionWord else { return false }
        isBaseTried = true
      }
    }
    let units = scratch.termUnits + 0
    let termCount = read(word, into: units)
    guard termCount > 0 else { return false }
    var stream = scratch.stream(i)
    let read = Unit.read(
      characters, text, byte, Int(at.end), limit: at.isUnsegmented ? termCount + 8 : Unit.most,
      into: stream.units)
    stream.begin(token: token, count: read)
    if at.isUnsegmented { return matchUnsegmented(i, word, units, termCount, stream) }
    guard let first = stream.units.first(read)?.base else { return false }
    let mayHaveClitics =
      (word.kind == CharacterClass.arabic || word.kind == CharacterClass.hebrew)
      && byte == Int(at.start)
    if first != units[0].base && !mayHaveClitics { return false }
    if read < termCount + 4 { extend(&stream, to: termCount + 8) }
    return matchForms(
      i, word, termCount, stream, mayHaveClitics: mayHaveClitics, isBaseTried: isBaseTried)
  }

  /// Reads the letters of a word as written in the term.
  func read(_ word: PatternWord, into units: UnsafeMutablePointer<Unit>) -> Int {
    Unit.read(characters, lexicon.bytes(of: word), 0, Int(word.length), into: units)
  }

  /// Adds the tokens that a hyphen or a hashtag holds to the last one.
  func extend(_ stream: inout WordStream, to wanted: Int) {
    while stream.count < wanted, stream.tokenCount < WordStream.mostTokens {
      let last = stream.firstToken + stream.tokenCount - 1
      guard last + 1 < scratch.tokens.count else { return }
      let a = scratch.tokens[last]
      let b = scratch.tokens[last + 1]
      guard a.kind == b.kind, a.kind != CharacterClass.digit else { return }
      let gap = Gap.read(characters, text, Int(a.end), Int(b.start))
      let isTagged =
        gap.contains(.none) && a.isInTag && b.isInTag && b.flags & Token.firstOfTag == 0
      guard gap.contains(.hyphen) || isTagged else { return }
      let more = Unit.read(
        characters, text, Int(b.start), Int(b.end), limit: Unit.most - stream.count,
        into: stream.units + stream.count)
      stream.extend(by: more)
    }
  }

  mutating func matchForms(
    _ i: Int, _ word: PatternWord, _ termCount: Int, _ stream: WordStream, mayHaveClitics: Bool,
    isBaseTried: Bool
  ) -> Bool {
    let term = scratch.termUnits
    var hasMarks = false
    for k in 0..<termCount where term[k].letterMarks != 0 { hasMarks = true }
    let comparison = WordComparison(
      rules: rules, termHasMarks: hasMarks, isOneWord: pattern.wordCount == 1,
      patternHasMarks: pattern.has(Pattern.hasMarks))
    if !isBaseTried,
      let end = comparison.end(of: term, termCount, in: stream.units, stream.count),
      continueFrom(i, word, stream, end, termCount, isBase: true)
    {
      return true
    }
    if mayHaveClitics, termCount >= 3 {
      for offset in cliticOffsets(word, i, termCount, stream) {
        // The recursion may have used the buffer.
        let count = reread(word)
        let skipped = offset.termSkip
        if let end = comparison.end(
          of: scratch.termUnits + skipped, count - skipped, in: stream.units + offset.skip,
          stream.count - offset.skip),
          continueFrom(i, word, stream, end + offset.skip, termCount, isBase: true)
        {
          return true
        }
      }
    }
    guard pattern.inflects, !word.isFunctionWord else { return false }
    if matchInflected(i, word, termCount, stream, comparison) { return true }
    return matchDeclined(i, word, stream, comparison)
  }

  func reread(_ word: PatternWord) -> Int { read(word, into: scratch.termUnits) }

  mutating func matchInflected(
    _ i: Int, _ word: PatternWord, _ termCount: Int, _ stream: WordStream,
    _ comparison: WordComparison
  ) -> Bool {
    guard
      word.kind == CharacterClass.latin || word.kind == CharacterClass.arabic && rules.isPersian
    else { return false }
    let isLast = i == Int(pattern.wordCount) - 1
    let term = scratch.termUnits
    let form = scratch.formUnits
    var count = reread(word)
    for rule in rules.table(isLast: isLast, isAcronym: word.isAllCapitals)
    where rule.applies(term, count) {
      let kept = count - rule.drop
      guard kept > 0 else { continue }
      for suffix in rule.adds {
        form.update(from: term, count: kept)
        for (k, unit) in suffix.units.enumerated() { form[kept + k] = unit }
        let formCount = kept + suffix.units.count
        guard let end = comparison.end(of: form, formCount, in: stream.units, stream.count)
        else { continue }
        let folded = UTF8Text.bytes(of: (0..<formCount).map { form[$0].base })
        if NoInflection.excludes(folded, french: rules.excludesFrench) { continue }
        if continueFrom(i, word, stream, end, termCount, isBase: false) { return true }
        // The recursion may have used the buffer.
        count = reread(word)
      }
    }
    return false
  }

  /// The Slavic rule: the same stem, whatever the endings.
  mutating func matchDeclined(
    _ i: Int, _ word: PatternWord, _ stream: WordStream, _ comparison: WordComparison
  ) -> Bool {
    guard !word.isAllCapitals, Declension.applies(to: word.kind, rules) else { return false }
    let ends = stream.wordEnds
    for textCount in ends {
      let textStems = Declension.stems(stream.units, textCount, kind: word.kind)
      let termCount = reread(word)
      for stem in Declension.stems(scratch.termUnits, termCount, kind: word.kind)
      where textStems.contains(stem) {
        let count = reread(word)
        if Declension.dropsSoftSign(
          scratch.termUnits, count, stem: stem, otherLost: textCount - stem)
          || Declension.dropsSoftSign(
            stream.units, textCount, stem: stem, otherLost: count - stem)
        {
          continue
        }
        var hasMarks = false
        for k in 0..<stem where scratch.termUnits[k].letterMarks != 0 { hasMarks = true }
        let stemComparison = WordComparison(
          rules: rules, termHasMarks: hasMarks, isOneWord: comparison.isOneWord,
          patternHasMarks: comparison.patternHasMarks)
        if stemComparison.end(of: scratch.termUnits, stem, in: stream.units, stem) == stem
          || Declension.lacksMarks(stream.units, of: scratch.termUnits, stem),
          continueFrom(i, word, stream, textCount, count, isBase: false)
        {
          return true
        }
      }
    }
    return false
  }

  // MARK: - After a word

  /// The letters of word `i` end at `position` of the stream: goes on wherever that may be.
  mutating func continueFrom(
    _ i: Int, _ word: PatternWord, _ stream: WordStream, _ position: Int, _ termCount: Int,
    isBase: Bool
  ) -> Bool {
    guard position > 0 else { return false }
    let (token, reach) = stream.token(before: position)
    let byte = Int(stream.units[position - 1].end)
    let isLast = i == Int(pattern.wordCount) - 1
    if position == reach { return advance(i, token, Int(scratch.tokens[token].end)) }
    // Inside a word of the text.
    let rest = reach - position
    if isLast && pattern.style == .prefix {
      return advance(i, token, Int(scratch.tokens[token].end))
    }
    // Inside a ligature, or before a vowel sign of the same letter.
    if stream.units[position].start == stream.units[position - 1].start { return false }
    if word.kind == CharacterClass.hangul {
      let isHead = isLast && termCount >= KoreanParticles.heads
      if isHead || KoreanParticles.isStack(stream.units + position, rest),
        advance(i, token, byte)
      {
        return true
      }
    }
    if isBase, rules.isGerman, pattern.inflects, word.kind == CharacterClass.latin,
      termCount >= GermanCompounds.leastHead, !word.isFunctionWord,
      GermanCompounds.allows(stream.units + position, rest),
      advance(i, token, Int(scratch.tokens[token].end))
    {
      return true
    }
    guard !isLast else { return false }
    let joint = lexicon.word(pattern, i + 1).joint
    guard joint == .optionalBreak || joint == .dotted else { return false }
    return match(i + 1, token, byte)
  }

  /// Word `i` took `token` to its end; `byte` is where what is reported ends.
  mutating func advance(_ i: Int, _ token: Int, _ byte: Int) -> Bool {
    if i == Int(pattern.wordCount) - 1 { return finish(token, byte, isMidToken: false) }
    let next = token + 1
    guard next < scratch.tokens.count else { return false }
    let after = scratch.tokens[next]
    let word = lexicon.word(pattern, i + 1)
    let before = scratch.tokens[token]
    if word.joint == .signs {
      guard
        SignRun.matches(
          characters, lexicon.signs[Int(word.signs)], text, Int(before.end), Int(after.start))
      else { return false }
      return match(i + 1, next, Int(after.start))
    }
    let gap = Gap.read(characters, text, Int(before.end), Int(after.start))
    let isUnsegmented = before.isUnsegmented || after.isUnsegmented
    let isAllowed =
      switch word.joint {
      case .optionalBreak:
        !gap.isDisjoint(with: [.none, .isBreak])
          || isUnsegmented && !gap.isDisjoint(with: [.middleDot, .hyphen, .spaces])
      case .seam: !gap.isDisjoint(with: [.none, .hyphen, .noBreakSpace])
      case .tight: gap.contains(.none) || isUnsegmented && gap.contains(.spaces)
      case .dotted: !gap.isDisjoint(with: [.none, .dot, .spaces])
      case .signs: false
      }
    return isAllowed && match(i + 1, next, Int(after.start))
  }

  /// Everything was found; what remains is around it.
  mutating func finish(_ token: Int, _ byte: Int, isMidToken: Bool) -> Bool {
    end = byte
    if pattern.has(Pattern.hasSigns) {
      let leading = lexicon.signs[Int(lexicon.word(pattern, 0).signs)]
      if !leading.isEmpty {
        guard let begin = SignRun.start(characters, leading, text, before: start) else {
          return false
        }
        // Kept apart from `start`, which other attempts still need.
        guard finishTag(token) else { return false }
        start = begin
      }
      let trailing = lexicon.signs[Int(pattern.trailing)]
      if !trailing.isEmpty {
        guard let after = SignRun.end(characters, trailing, text, after: end, count) else {
          return false
        }
        end = after
      }
    } else if !finishTag(token) {
      return false
    }
    return !pattern.has(Pattern.shortCapitals) || hasCapitals(startToken, token)
  }

  func finishTag(_ token: Int) -> Bool {
    guard pattern.has(Pattern.wholeTag) else { return true }
    return scratch.tokens[startToken].flags & Token.firstOfTag != 0
      && scratch.tokens[token].flags & Token.lastOfTag != 0
  }

  /// SEMANTICS §3.7 and §3.8.
  func hasCapitals(_ first: Int, _ last: Int) -> Bool {
    let units = scratch.formUnits
    let length = Unit.read(characters, text, start, end, into: units)
    var capitals = 0
    var letters = 0
    for i in 0..<length {
      if !pattern.has(Pattern.hasMarks) && units[i].letterMarks != 0 { return false }
      if units[i].base < 0x30 || units[i].base > 0x39 { letters += 1 }
      if units[i].isCapital { capitals += 1 }
    }
    if scratch.tokens[first].isInTag { return true }
    if pattern.has(Pattern.spellsFunctionWord) { return capitals == letters }
    return capitals > 0 || !scratch.fieldHasCapital()
  }
}

extension UnsafeMutablePointer<Unit> {
  /// The first of `count` units.
  func first(_ count: Int) -> Unit? { count > 0 ? self[0] : nil }
}

extension MatchScratch {
  /// Whether the field at hand holds a capital.
  func fieldHasCapital() -> Bool {
    if let hasCapital { return hasCapital }
    let characters = CharacterTables.standard
    var p = 0
    var found = false
    while p < count && !found {
      let byte = text[p]
      if byte < 0x80 {
        found = byte &- 0x41 < 26
        p += 1
      } else {
        let (scalar, length) = UTF8Text.decode(text + p)
        found = characters.info(of: scalar) & CharacterTables.capital != 0
        p += length
      }
    }
    hasCapital = found
    return found
  }
}
