import Model

/// Finds every literal of a lexicon in a text.
extension MatchScratch {
  /// Scans the loaded text and leaves candidates; `cuts`: where `<sup>` cuts a word.
  func scan(_ index: WordIndex, _ plan: ScanPlan, cuts: [Int]) {
    meet(index, plan, cuts: cuts)
    lookUp(index.reader, 0..<met.count)
  }

  /// Scans the loaded text and leaves the keys that were met.
  private func meet(_ index: WordIndex, _ plan: ScanPlan, cuts: [Int]) {
    var scanner = scanner(text: UnsafePointer(text), index: index, plan: plan)
    var start = 0
    for cut in cuts where cut > start && cut < count {
      scanner.scan(start, cut)
      start = cut
    }
    scanner.scan(start, count)
    keep(scanner)
  }

  /// Looks up keys that were met, so many together that they wait for memory once, and leaves their
  /// candidates.
  private func lookUp(_ index: WordIndex.Reader, _ some: Range<Int>) {
    let met = met
    var candidates = candidates
    candidates.removeAll()
    for i in some { index.prefetch(index.bucket(of: met[i].hash).lowerBound) }
    for i in some {
      let key = met[i]
      for entry in index.bucket(of: key.hash)
      where index.fingerprint(entry) == UInt32(truncatingIfNeeded: key.hash) {
        candidates.append(Candidate(entry: entry, first: key.first, offset: key.offset))
      }
    }
    self.candidates = candidates
  }

  /// Every occurrence in a document, sorted by operand, field and place.
  func search(_ compiled: Compiled, _ document: Document, _ reading: Reading) -> [Occurrence] {
    begin()
    for (order, field) in Self.fields.enumerated() {
      let fieldText = document[field]
      var text = fieldText.text
      text.withUTF8 { search(compiled, reading, UInt8(order), $0, cuts: fieldText.cuts) }
    }
    return sortedOccurrences()
  }

  /// The same, in texts that are still bytes.
  func search(_ compiled: Compiled, _ texts: DocumentBytes, _ reading: Reading) -> [Occurrence] {
    begin()
    search(compiled, reading, 0, texts.title.bytes, cuts: texts.title.cuts)
    search(compiled, reading, 1, texts.summary.bytes, cuts: texts.summary.cuts)
    search(compiled, reading, 2, texts.content.bytes, cuts: texts.content.cuts)
    return sortedOccurrences()
  }

  private static let fields: [Field] = [.title, .summary, .content]

  private func begin() {
    occurrences.removeAll(keepingCapacity: true)
    for order in 0..<3 where !addressesByField[order].isEmpty { addressesByField[order] = [] }
  }

  private func search(
    _ compiled: Compiled, _ reading: Reading, _ field: UInt8, _ text: UnsafeBufferPointer<UInt8>,
    cuts: [Int]
  ) {
    guard !text.isEmpty else { return }
    load(text)
    meet(compiled.index, reading.plan, cuts: cuts)
    if !addresses.isEmpty { addressesByField[Int(field)] = addresses }
    // Filled when there are too many.
    var found: Set<UInt32> = []
    // A text of megabytes may hold a key in each word, and a key stand for many candidates.
    for first in stride(from: 0, to: met.count, by: Self.lookedUpAtOnce) {
      lookUp(compiled.index.reader, first..<min(met.count, first + Self.lookedUpAtOnce))
      if candidates.count > 0 { collect(compiled, reading.rules, field, &found) }
    }
    letGoOfLargeBuffers()
  }

  private static let lookedUpAtOnce = 1 << 16

  private func sortedOccurrences() -> [Occurrence] {
    if occurrences.isEmpty { return [] }
    if occurrences.count > 1 {
      occurrences.sort {
        ($0.operand, $0.field, $0.start, -$0.end) < ($1.operand, $1.field, $1.start, -$1.end)
      }
      occurrences.removeRepeats()
    }
    return occurrences
  }

  private func collect(
    _ compiled: Compiled, _ rules: LanguageRules, _ field: UInt8, _ found: inout Set<UInt32>
  ) {
    let index = compiled.index.reader
    var matcher = PatternMatcher(lexicon: compiled.lexicon.reader, rules: rules, scratch: self)
    for i in 0..<candidates.count {
      let candidate = candidates[i]
      let entry = index[candidate.entry]
      if occurrences.count >= Self.mostOccurrences {
        if found.isEmpty { found = Set(occurrences.lazy.map(\.operand)) }
        guard !found.contains(matcher.lexicon.patterns[Int(entry.pattern)].operand) else {
          continue
        }
      }
      guard let range = matcher.range(of: candidate, entry) else { continue }
      occurrences.append(
        Occurrence(
          operand: matcher.pattern.operand, field: field, start: range.lowerBound,
          end: range.upperBound))
      if !found.isEmpty { found.insert(matcher.pattern.operand) }
    }
  }

  /// Places kept of one document. After so many, a literal that was found is not looked for again: a
  /// text of megabytes that repeats a word would take a hundred times as much.
  private static let mostOccurrences = 50_000

  /// True when a literal of its own index stands in `value`.
  func holds(
    _ literal: Compiled.MetadataLiteral, in value: String, _ rules: LanguageRules
  ) -> Bool {
    load(value)
    scan(literal.index, literal.plan, cuts: [])
    var matcher = PatternMatcher(lexicon: literal.lexicon.reader, rules: rules, scratch: self)
    return (0..<candidates.count).contains { i in
      let candidate = candidates[i]
      return matcher.range(of: candidate, literal.index.reader[candidate.entry]) != nil
    }
  }
}

extension [Occurrence] {
  /// One of each place; an operand keeps the longest of those that begin together.
  fileprivate mutating func removeRepeats() {
    var kept = 0
    for i in 1..<count {
      let (last, next) = (self[kept], self[i])
      if last.operand == next.operand, last.field == next.field, next.start < last.end { continue }
      kept += 1
      self[kept] = next
    }
    removeLast(count - 1 - kept)
  }
}
