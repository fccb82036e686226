import Model

/// What a part of a term found.
struct Outcome {
  var holds: Bool
  var hits: [Occurrence] = []
  /// What a further NEAR is measured from.
  var near: [Occurrence]?

  static let fails = Outcome(holds: false)
}

/// One document and everything found in it: evaluates terms and watchlists.
struct DocumentEvaluator {
  let compiled: Compiled
  /// Of its texts only `fields` speaks.
  let document: Document
  private let scratch: MatchScratch
  /// Sorted by operand, then field, start, and the longest first.
  let found: [Occurrence]
  private let fields: FieldTexts
  private var lists: [Int: Match?] = [:]
  private var regexHits: [Int: [Occurrence]] = [:]
  /// Its primary subtag.
  private let language: String
  /// The terms to ask about, ascending: what some literal of was found, and those that every
  /// document is asked about.
  private var asked: [Int] = []
  /// The term at hand, for what is said of it.
  private var termNumber = 0

  init(
    _ reading: Reading, _ document: Document, _ fields: FieldTexts, _ scratch: MatchScratch,
    _ found: [Occurrence]
  ) {
    compiled = reading.compiled
    self.document = document
    self.scratch = scratch
    self.found = found
    self.fields = fields
    language = reading.primary
  }

  // MARK: - Watchlists

  /// What watchlists from number `first` on find.
  mutating func matches(from first: Int) -> [Match] {
    ask()
    var result: [Match] = []
    var next = 0
    while next < asked.count {
      let number = Int(compiled.terms[asked[next]].watchlist)
      let end = compiled.termRanges[number].upperBound
      if number >= first, let match = match(number) { result.append(match) }
      while next < asked.count, asked[next] < end { next += 1 }
    }
    return result
  }

  private mutating func ask() {
    var last: UInt32?
    for occurrence in found where occurrence.operand != last {
      last = occurrence.operand
      // Operands are numbered in the order of their terms.
      let term = Int(compiled.termOfOperand[Int(occurrence.operand)])
      if asked.last != term { asked.append(term) }
    }
    guard !compiled.everyDocument.isEmpty else { return }
    asked += compiled.everyDocument
    asked.sort()
  }

  /// What a watchlist finds; nil when it does not hold.
  private mutating func match(_ number: Int) -> Match? {
    guard compiled.namesWatchlists else { return evaluate(number) }
    if let known = lists[number] { return known }
    let result = evaluate(number)
    lists[number] = .some(result)
    return result
  }

  private mutating func evaluate(_ number: Int) -> Match? {
    let rule = compiled.rules[number]
    let terms = compiled.termRanges[number]
    var next = firstAsked(from: terms.lowerBound)
    guard next < asked.count, asked[next] < terms.upperBound, rule.reads(document, in: language)
    else { return nil }
    // Watchlists that terms name are evaluated in between, and leave these as they were.
    let (holding, held) = (scratch.holding.count, scratch.held.count)
    defer {
      scratch.holding.removeLast(scratch.holding.count - holding)
      scratch.held.removeLast(scratch.held.count - held)
    }
    var last: Int?
    while next < asked.count, asked[next] < terms.upperBound {
      let term = asked[next]
      next += 1
      guard term != last else { continue }
      last = term
      guard hold(term) else { continue }
      if compiled.terms[term].role == .none { return nil }
      scratch.holding.append(term)
    }
    guard rule.decides(scratch.holding[holding...], compiled.terms) else { return nil }
    var texts: [String] = []
    for term in scratch.holding[holding...] {
      let text = compiled.terms[term].text
      if !texts.contains(text) { texts.append(text) }
    }
    return Match(watchlist: rule.name, terms: texts, hits: hits(from: held))
  }

  /// The first of `asked` that is not before `term`.
  private func firstAsked(from term: Int) -> Int {
    var low = 0
    var high = asked.count
    while low < high {
      let middle = (low + high) / 2
      if asked[middle] < term { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a term holds; its places are then added to `scratch.held`.
  private mutating func hold(_ term: Int) -> Bool {
    if compiled.terms[term].expression == nil {
      // A literal's places are found without overlaps.
      let mask = compiled.masks[Int(compiled.terms[term].watchlist)]
      let operand = UInt32(truncatingIfNeeded: compiled.terms[term].operand)
      var holds = false
      var i = firstFound(operand)
      while i < found.count, found[i].operand == operand {
        if mask & 1 << found[i].field != 0 {
          scratch.held.append(HeldPlace(place: found[i], term: term))
          holds = true
        }
        i += 1
      }
      return holds
    }
    let outcome = outcome(of: term)
    guard outcome.holds else { return false }
    for place in outcome.hits { scratch.held.append(HeldPlace(place: place, term: term)) }
    return true
  }

  /// What was held from `first` on, as hits in the order of fields and places.
  private func hits(from first: Int) -> [Hit] {
    if scratch.held.count - first > 1 {
      scratch.held[first...].sort {
        ($0.place.field, $0.place.start, $0.place.end)
          < ($1.place.field, $1.place.start, $1.place.end)
      }
    }
    return fields.hits(scratch.held[first...]) { [compiled] in compiled.terms[$0].text }
  }

  // MARK: - Terms

  mutating func outcome(of term: Int) -> Outcome {
    let compiledTerm = compiled.terms[term]
    let mask = compiled.masks[Int(compiledTerm.watchlist)]
    termNumber = term
    var outcome: Outcome
    if let expression = compiledTerm.expression {
      outcome = evaluate(expression, mask)
    } else {
      outcome = operand(Int(compiledTerm.operand), mask)
    }
    outcome.hits = outcome.hits.leftmostLongest()
    return outcome
  }

  mutating func evaluate(_ expression: Expression, _ mask: UInt8) -> Outcome {
    switch expression {
    case .operand(let number): return operand(number, mask)
    case .and(let parts): return all(parts, mask)
    case .or(let parts):
      var result = Outcome.fails
      for part in parts {
        let outcome = evaluate(part, mask)
        guard outcome.holds else { continue }
        result.holds = true
        result.hits += outcome.hits
      }
      return result
    case .not(let inner): return Outcome(holds: !evaluate(inner, mask).holds)
    case .field(let field, let inner): return evaluate(inner, mask & field)
    case .atLeast(let count, let inner):
      var outcome = evaluate(inner, mask)
      outcome.hits = outcome.hits.leftmostLongest()
      return outcome.hits.count >= count ? outcome : .fails
    case .near(let a, let b, let nearness, let isOrdered):
      let left = evaluate(a, mask)
      guard left.holds else { return .fails }
      let right = evaluate(b, mask)
      guard right.holds else { return .fails }
      return fields.near(left, right, nearness, isOrdered: isOrdered)
    case .regex(let number): return regex(number, mask)
    case .list(let number):
      guard let match = match(number) else { return .fails }
      return Outcome(holds: true, hits: fields.occurrences(match.hits, mask))
    case .metadata(let kind, let number): return Outcome(holds: metadata(kind, number))
    case .language(let wanted): return Outcome(holds: language == wanted)
    }
  }

  private mutating func all(_ parts: [Expression], _ mask: UInt8) -> Outcome {
    var result = Outcome(holds: true)
    for isLate in [false, true] {
      for part in parts where part.hasRegex == isLate {
        let outcome = evaluate(part, mask)
        guard outcome.holds else { return .fails }
        result.hits += outcome.hits
      }
    }
    return result
  }

  private func operand(_ number: Int, _ mask: UInt8) -> Outcome {
    let operand = UInt32(number)
    var hits: [Occurrence] = []
    var i = firstFound(operand)
    while i < found.count, found[i].operand == operand {
      if mask & 1 << found[i].field != 0 { hits.append(found[i]) }
      i += 1
    }
    return Outcome(holds: !hits.isEmpty, hits: hits)
  }

  /// The first of `found` that is not of an earlier operand.
  private func firstFound(_ operand: UInt32) -> Int {
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].operand < operand { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func regex(_ number: Int, _ mask: UInt8) -> Outcome {
    if regexHits[number] == nil { regexHits[number] = runRegex(number) }
    let hits = (regexHits[number] ?? []).filter { mask & 1 << $0.field != 0 }
    return Outcome(holds: !hits.isEmpty, hits: hits)
  }

  private func runRegex(_ number: Int) -> [Occurrence] {
    var hits: [Occurrence] = []
    for field in 0..<3 where !fields.isEmpty(field) {
      let text = RegexText(field: field, fields)
      let (ranges, failure) = text.units.withUnsafeBufferPointer {
        scratch.regexes.matches(of: compiled.regexes[number], in: $0)
      }
      if let failure {
        let term = compiled.terms[termNumber]
        scratch.troubles.append(
          TermTrouble(
            watchlist: compiled.rules[Int(term.watchlist)].name, term: term.text,
            reason: failure))
      }
      let addresses = scratch.addressesByField[field]
      for range in ranges {
        guard let bytes = text.bytes(of: range) else { continue }
        let isInside = addresses.contains {
          $0.lowerBound <= bytes.lowerBound && bytes.upperBound <= $0.upperBound && $0 != bytes
        }
        guard !isInside else { continue }
        hits.append(
          Occurrence(
            operand: 0, field: UInt8(field), start: bytes.lowerBound, end: bytes.upperBound))
      }
    }
    return hits
  }

  private func metadata(_ kind: Metadata, _ number: Int) -> Bool {
    let literal = compiled.metadata[number]
    let values: [String] =
      switch kind {
      case .author: document.authors
      case .tag: document.tags
      case .source: document.source.map { [$0.name, $0.url] + $0.tags } ?? []
      }
    return values.contains { value in
      if kind == .source, value == literal.text { return true }
      if kind == .source, value.hasPrefix("http"), literal.text.utf8.count > 3 {
        return value.lowercased().contains(literal.text.lowercased())
      }
      return scratch.holds(literal, in: value, LanguageRules(document.language))
    }
  }
}

extension Field {
  var order: Int {
    switch self {
    case .title: 0
    case .summary: 1
    case .content: 2
    }
  }
}

extension [Occurrence] {
  /// Without overlaps: leftmost, then longest (SEMANTICS §8).
  func leftmostLongest() -> [Occurrence] {
    if count < 2 { return self }
    let sorted = self.sorted { ($0.field, $0.start, -$0.end) < ($1.field, $1.start, -$1.end) }
    var result: [Occurrence] = []
    for occurrence in sorted {
      if let last = result.last, last.field == occurrence.field, occurrence.start < last.end {
        continue
      }
      result.append(occurrence)
    }
    return result
  }
}
