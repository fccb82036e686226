/// Chooses the keys of every pattern and makes the index of them.
struct LexiconIndexer {
  private let lexicon: Lexicon
  private let frequency: WordFrequency
  private let characters = CharacterTables.standard
  private let scratch: MatchScratch
  private var keys: [UInt64] = []
  private var entries: [WordIndex.Entry] = []
  /// The pairs of characters that open terms: what lets the scanner look for their keys.
  private var gates: [UInt64] = []
  private(set) var prefixLengths = Set<Int>()
  private(set) var compoundLengths = Set<Int>()
  private(set) var hangulLengths = Set<Int>()
  private(set) var plan = ScanPlan()
  /// Form keys of the pattern at hand, so that none is entered twice.
  private var seen = Set<UInt64>()

  init(lexicon: Lexicon, frequency: WordFrequency, scratch: MatchScratch) {
    self.lexicon = lexicon
    self.frequency = frequency
    self.scratch = scratch
    keys.reserveCapacity(lexicon.patterns.count * 3)
    entries.reserveCapacity(lexicon.patterns.count * 3)
  }

  mutating func build() -> WordIndex {
    for i in lexicon.patterns.indices { add(i) }
    return WordIndex(keys: keys, entries: entries, gates: gates)
  }

  private mutating func add(_ number: Int) {
    let pattern = lexicon.patterns[number]
    let count = Int(pattern.wordCount)
    // A first word without spaces may stand anywhere in a run: the others do not lead to it.
    let anchor = count == 1 || lexicon.word(pattern, 0).isUnsegmented ? 0 : rarest(pattern)
    let word = lexicon.word(pattern, anchor)
    if word.kind == CharacterClass.han || word.kind == CharacterClass.thai {
      addUnsegmented(word, UInt32(number), anchor)
      return
    }
    if count > 1, pattern.inflects { addJoined(pattern, UInt32(number)) }
    seen.removeAll(keepingCapacity: true)
    var first = anchor
    while true {
      var last = anchor
      while true {
        addRange(pattern, UInt32(number), first, last)
        guard last + 1 < count, isJoinable(pattern, last + 1), last + 1 - first < 4 || first == 0
        else { break }
        last += 1
      }
      guard first > 0, isJoinable(pattern, first), anchor - first < 3 else { break }
      first -= 1
    }
  }

  /// True when the word may be written together with the one before it.
  private func isJoinable(_ pattern: Pattern, _ i: Int) -> Bool {
    let word = lexicon.word(pattern, i)
    return pattern.style != .exact && (word.joint == .optionalBreak || word.joint == .dotted)
      && CharacterClass.isLetter(word.kind) && word.kind == lexicon.word(pattern, i - 1).kind
  }

  /// How many letters of a phrase lead from a hashtag to it.
  static let joinedLetters = 3

  /// #armesnucléaires: a phrase written as one, each of its words inflected, has too many forms for
  /// keys of their own. Its first letters lead to it, and are looked up in hashtags alone.
  private mutating func addJoined(_ pattern: Pattern, _ number: UInt32) {
    guard (1..<Int(pattern.wordCount)).allSatisfy({ isJoinable(pattern, $0) }) else { return }
    let units = scratch.termUnits
    let count = lexicon.withBytes(lexicon.word(pattern, 0)) { p, length in
      Unit.read(characters, p, 0, length, into: units)
    }
    guard count >= Self.joinedLetters else { return }
    plan.hasJoined = true
    let length = write(units, Self.joinedLetters)
    append(WordHash.of(scratch.word, length) ^ WordHash.Space.joined, number, 0, 0)
  }

  private func rarest(_ pattern: Pattern) -> Int {
    var best = 0
    var bestCost = Int.max
    for i in 0..<Int(pattern.wordCount) {
      let word = lexicon.word(pattern, i)
      let key = lexicon.withBytes(word) { p, length in
        WordKeys.base(characters, p, length, word.kind, scratch.word)
      }
      var cost = frequency[key] * 100 - min(Int(word.length), 90)
      if word.isFunctionWord || word.length < 3 { cost += 10_000_000 }
      if cost < bestCost {
        best = i
        bestCost = cost
      }
    }
    return best
  }

  private mutating func append(_ key: UInt64, _ pattern: UInt32, _ first: Int, _ last: Int) {
    keys.append(key)
    entries.append(
      WordIndex.Entry(pattern: pattern, first: UInt8(clamping: first), last: UInt8(clamping: last)))
  }

  private mutating func addUnsegmented(_ word: PatternWord, _ number: UInt32, _ anchor: Int) {
    let units = scratch.termUnits
    let count = lexicon.withBytes(word) { p, length in
      Unit.read(characters, p, 0, length, into: units)
    }
    guard count > 0 else { return }
    // Vowel signs stand between letters in Thai; pairs are made without them.
    if word.kind == CharacterClass.thai {
      let next = (1..<max(count, 1)).first { units[$0].start != units[0].start }
      plan.hasPairs = plan.hasPairs || next != nil
      plan.hasSingles = plan.hasSingles || next == nil
      guard let next else {
        append(WordHash.pair(0, units[0].base), number, anchor, anchor)
        return
      }
      let pair = WordHash.pair(units[0].base, units[next].base)
      gates.append(pair)
      append(WordHash.triple(pair, WordHash.pairAlone), number, anchor, anchor)
      return
    }
    // A final ー may be missing.
    if count == 1 || count == 2 && units[1].base == 0x30FC {
      plan.hasSingles = true
      append(WordHash.pair(0, units[0].base), number, anchor, anchor)
    } else {
      plan.hasPairs = true
      let pair = WordHash.pair(units[0].base, units[1].base)
      let isIdeograph = { (i: Int) in (0x4E00...0x9FFF).contains(units[i].base) }
      let isKana = { (i: Int) in (0x30A1...0x30FA).contains(units[i].base) }
      let isTriple = count > 2 && isIdeograph(0) && isIdeograph(1) && isIdeograph(2)
      let isKanaTriple = count > 2 && isKana(1) && isKana(2)
      gates.append(pair)
      var opening = pair
      if isKatakana(units[0].base), !mayBeginInside(lexicon.patterns[Int(number)]) {
        opening ^= WordHash.Space.stem
      }
      guard isTriple || isKanaTriple else {
        append(WordHash.triple(opening, WordHash.pairAlone), number, anchor, anchor)
        return
      }
      append(WordHash.triple(opening, units[2].base), number, anchor, anchor)
      // ー, ・ or a space may stand between.
      append(WordHash.triple(opening, WordHash.apart), number, anchor, anchor)
    }
  }

  private func isKatakana(_ scalar: UInt32) -> Bool {
    UnsegmentedComparison.isKatakana(characters, scalar)
  }

  /// False when a pattern that begins with katakana cannot begin inside a longer katakana word (see
  /// `UnsegmentedEdges`).
  private func mayBeginInside(_ pattern: Pattern) -> Bool {
    if pattern.style == .exact { return true }
    let units = scratch.formUnits
    var katakana = 0
    for i in 0..<Int(pattern.wordCount) {
      let count = lexicon.withBytes(lexicon.word(pattern, i)) { p, length in
        Unit.read(characters, p, 0, length, into: units)
      }
      for k in 0..<count where isKatakana(units[k].base) { katakana += 1 }
    }
    return katakana >= UnsegmentedEdges.longKatakana
  }

  /// The keys of the words `first...last` written as one.
  private mutating func addRange(_ pattern: Pattern, _ number: UInt32, _ first: Int, _ last: Int) {
    let units = scratch.termUnits
    var count = 0
    for i in first...last {
      let word = lexicon.word(pattern, i)
      guard count + Int(word.length) < 150 else { return }
      count += lexicon.withBytes(word) { p, length in
        Unit.read(characters, p, 0, length, into: units + count)
      }
    }
    guard count > 0 else { return }
    let kind = lexicon.word(pattern, last).kind
    let folded = write(units, count)
    let target = Target(number: number, first: first, last: last)
    let isPrefix = pattern.style == .prefix && last == Int(pattern.wordCount) - 1
    if isPrefix {
      if kind == CharacterClass.hangul { hangulLengths.insert(folded) }
      addVariants(units, count, folded, target, .prefix)
    } else if kind == CharacterClass.hangul && pattern.style != .exact {
      hangulLengths.insert(folded)
      append(WordHash.of(scratch.word, folded) ^ WordHash.Space.prefix, number, first, last)
    } else {
      addVariants(units, count, folded, target, .word)
    }
    if kind == CharacterClass.arabic { addArabic(units, count, folded, target) }
    if kind == CharacterClass.hebrew { plan.hasHebrew = true }
    guard pattern.inflects, !lexicon.word(pattern, last).isFunctionWord else { return }
    addInflections(pattern, units, count, kind, target)
  }

  private struct Target {
    var number: UInt32
    var first: Int
    var last: Int
  }

  private enum KeyKind { case word, prefix, compound }

  /// Writes the folded letters of units to `scratch.word`.
  private func write(_ units: UnsafePointer<Unit>, _ count: Int) -> Int {
    var length = 0
    for i in 0..<count { length += UTF8Text.write(units[i].base, to: scratch.word + length) }
    return length
  }

  /// Enters the letters in `scratch.word`, and with ä written ae and the like.
  private mutating func addVariants(
    _ units: UnsafePointer<Unit>, _ count: Int, _ length: Int, _ target: Target, _ kind: KeyKind
  ) {
    enter(length, target, kind)
    let sites = WordKeys.sites(units, count)
    if sites.isEmpty { return }
    let original = (0..<length).map { scratch.word[$0] }
    // Words written as one: all of them so or none, which keeps the index small.
    let choices = 1 << sites.count
    let step = target.first == target.last ? 1 : choices - 1
    for choice in stride(from: step, to: choices, by: step) {
      var bytes = original
      for (i, site) in sites.enumerated().reversed() where choice >> i & 1 == 1 {
        if site.insert != 0 {
          bytes.insert(site.insert, at: min(site.at, bytes.count))
        } else if site.at < bytes.count {
          bytes.remove(at: site.at)
        }
      }
      for (i, byte) in bytes.enumerated() { scratch.word[i] = byte }
      enter(bytes.count, target, kind)
    }
    for (i, byte) in original.enumerated() { scratch.word[i] = byte }
  }

  private mutating func enter(_ length: Int, _ target: Target, _ kind: KeyKind) {
    var key = WordHash.of(scratch.word, length)
    switch kind {
    case .word: break
    case .prefix:
      key ^= WordHash.Space.prefix
      prefixLengths.insert(length)
    case .compound:
      key ^= WordHash.Space.prefix
      compoundLengths.insert(length)
    }
    append(key, target.number, target.first, target.last)
  }

  /// A term with ال is also found in لل, which hides its alef.
  private mutating func addArabic(
    _ units: UnsafePointer<Unit>, _ count: Int, _ length: Int, _ target: Target
  ) {
    plan.hasArabic = true
    guard count >= 4, Clitics.isArabicArticle(units[0].base, units[1].base),
      units[0].marks & Marks.alefSign == 0
    else { return }
    append(WordHash.of(scratch.word + 4, length - 4), target.number, target.first, target.last)
  }

  private mutating func addInflections(
    _ pattern: Pattern, _ units: UnsafeMutablePointer<Unit>, _ count: Int, _ kind: UInt8,
    _ target: Target
  ) {
    let word = lexicon.word(pattern, target.last)
    let isLast = target.last == Int(pattern.wordCount) - 1
    let letters = lexicon.withBytes(word) { p, length in
      Unit.read(characters, p, 0, length, into: units + count)
    }
    // The last word's own units, after those of the whole range.
    let own = units + count
    if kind == CharacterClass.latin {
      let tables = LanguageRules.everyTable(isLast: isLast, isAcronym: word.isAllCapitals)
      for table in tables {
        for rule in table where rule.applies(own, letters) {
          for suffix in rule.adds {
            let kept = count - rule.drop
            guard kept > 0 else { continue }
            var length = write(units, kept)
            for byte in suffix.folded {
              scratch.word[length] = byte
              length += 1
            }
            let hash = WordHash.of(scratch.word, length) ^ UInt64(target.first) << 8
            guard seen.insert(hash ^ UInt64(target.last)).inserted else { continue }
            addVariants(units, kept, length, target, .word)
          }
        }
      }
      if letters >= GermanCompounds.leastHead {
        addVariants(units, count, write(units, count), target, .compound)
      }
    } else if kind == CharacterClass.arabic, letters >= 3 {
      for suffix in InflectionTables.persian.flatMap({ Array($0.adds) }) {
        var length = write(units, count)
        for byte in suffix.folded {
          scratch.word[length] = byte
          length += 1
        }
        enter(length, target, .word)
      }
    }
    guard target.first == target.last, !word.isAllCapitals,
      kind == CharacterClass.latin || kind == CharacterClass.cyrillic
    else { return }
    if kind == CharacterClass.cyrillic { plan.hasStems = true }
    if kind == CharacterClass.latin { plan.hasLatinStems = true }
    for stem in Declension.stems(own, letters, kind: kind) {
      let length = write(own, stem)
      append(
        WordHash.of(scratch.word, length) ^ WordHash.Space.stem, target.number, target.first,
        target.last)
    }
  }
}
