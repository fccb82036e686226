extension MatchScratch {
  /// The distinct terms whose literals stand in a text, for measuring the matching alone.
  func satisfiedTerms(_ compiled: Compiled, _ source: UnsafeBufferPointer<UInt8>) -> [Int] {
    load(source)
    let reading = reading(of: nil, by: compiled)
    scan(compiled.index, reading.plan, cuts: [])
    guard candidates.count > 0 else { return [] }
    if rounds.count < compiled.terms.count {
      rounds = [UInt32](repeating: 0, count: compiled.terms.count)
      round = 0
    }
    round &+= 1
    var result: [Int] = []
    var matcher = PatternMatcher(
      lexicon: compiled.lexicon.reader, rules: reading.rules, scratch: self)
    for i in 0..<candidates.count {
      let candidate = candidates[i]
      let entry = compiled.index.reader[candidate.entry]
      guard matcher.range(of: candidate, entry) != nil else { continue }
      let term = Int(compiled.termOfOperand[Int(matcher.pattern.operand)])
      guard rounds[term] != round else { continue }
      rounds[term] = round
      result.append(term)
    }
    return result
  }
}
