import Model

/// Finds every literal of a lexicon in a text.
extension MatchScratch {
  /// Scans the loaded text and leaves candidates; `cuts`: where `<sup>` cuts a word.
  func scan(_ index: WordIndex, _ plan: ScanPlan, cuts: [Int]) {
    var scanner = scanner(text: UnsafePointer(text), index: index, plan: plan)
    var start = 0
    for cut in cuts where cut > start && cut < count {
      scanner.scan(start, cut)
      start = cut
    }
    scanner.scan(start, count)
    keep(scanner)
  }

  /// Every occurrence in a document, sorted by operand, field and place.
  func search(_ compiled: Compiled, _ document: Document, _ rules: LanguageRules) -> [Occurrence] {
    let plan = compiled.plan(for: rules)
    occurrences.removeAll(keepingCapacity: true)
    addressesByField = [[], [], []]
    for field in Field.allCases {
      let fieldText = document[field]
      guard !fieldText.text.isEmpty else { continue }
      load(fieldText.text)
      scan(compiled.index, plan, cuts: fieldText.cuts)
      addressesByField[field.order] = addresses
      guard candidates.count > 0 else { continue }
      collect(compiled, rules, UInt8(field.order))
    }
    occurrences.sort {
      ($0.operand, $0.field, $0.start, -$0.end) < ($1.operand, $1.field, $1.start, -$1.end)
    }
    return occurrences.withoutRepeats()
  }

  private func collect(_ compiled: Compiled, _ rules: LanguageRules, _ field: UInt8) {
    var matcher = PatternMatcher(lexicon: compiled.lexicon, rules: rules, scratch: self)
    for i in 0..<candidates.count {
      let candidate = candidates[i]
      let entry = compiled.index.reader[candidate.entry]
      guard let range = matcher.range(of: candidate, entry) else { continue }
      occurrences.append(
        Occurrence(
          operand: compiled.lexicon.patterns[Int(entry.pattern)].operand, field: field,
          start: range.lowerBound, end: range.upperBound))
    }
  }

  /// True when a literal of its own index stands in `value`.
  func holds(
    _ literal: Compiled.MetadataLiteral, in value: String, _ rules: LanguageRules
  ) -> Bool {
    load(value)
    scan(literal.index, literal.plan, cuts: [])
    var matcher = PatternMatcher(lexicon: literal.lexicon, rules: rules, scratch: self)
    return (0..<candidates.count).contains { i in
      let candidate = candidates[i]
      return matcher.range(of: candidate, literal.index.reader[candidate.entry]) != nil
    }
  }
}

extension [Occurrence] {
  /// One of each place; an operand keeps the longest of those that begin together.
  fileprivate func withoutRepeats() -> [Occurrence] {
    var result: [Occurrence] = []
    result.reserveCapacity(count)
    for occurrence in self {
      if let last = result.last, last.operand == occurrence.operand,
        last.field == occurrence.field, occurrence.start < last.end
      {
        continue
      }
      result.append(occurrence)
    }
    return result
  }
}
