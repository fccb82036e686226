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
  let document: Document
  let scratch: MatchScratch
  /// Sorted by operand, then field, start, and the longest first.
  let found: [Occurrence]
  private let fields: FieldTexts
  private var lists: [Int: Match?] = [:]
  private var regexHits: [Int: [Occurrence]] = [:]
  private let language: String
  /// The term at hand, for what is said of it.
  private var termNumber = 0

  init(_ compiled: Compiled, _ document: Document, _ scratch: MatchScratch, _ found: [Occurrence]) {
    self.compiled = compiled
    self.document = document
    self.scratch = scratch
    self.found = found
    fields = FieldTexts(document)
    language = LanguageRules.primarySubtag(document.language ?? "")
  }

  // MARK: - Watchlists

  /// What watchlists from number `first` on find.
  mutating func matches(from first: Int) -> [Match] {
    var asked: [Int: [Int]] = [:]
    var last: UInt32?
    for occurrence in found where occurrence.operand != last {
      last = occurrence.operand
      let term = Int(compiled.termOfOperand[Int(occurrence.operand)])
      let watchlist = Int(compiled.terms[term].watchlist)
      if asked[watchlist]?.last != term { asked[watchlist, default: []].append(term) }
    }
    for term in compiled.everyDocument {
      asked[Int(compiled.terms[term].watchlist), default: []].append(term)
    }
    self.asked = asked
    return asked.keys.sorted().filter { $0 >= first }.compactMap { match($0) }
  }

  private var asked: [Int: [Int]] = [:]

  /// What a watchlist finds; nil when it does not hold.
  private mutating func match(_ number: Int) -> Match? {
    if let known = lists[number] { return known }
    let result = evaluate(number)
    lists[number] = .some(result)
    return result
  }

  private mutating func evaluate(_ number: Int) -> Match? {
    let watchlist = compiled.watchlists[number]
    guard reads(watchlist), let asked = asked[number] else { return nil }
    var holding: [(term: Int, outcome: Outcome)] = []
    for term in Set(asked).sorted() {
      let outcome = outcome(of: term)
      guard outcome.holds else { continue }
      if compiled.terms[term].role == .none { return nil }
      holding.append((term, outcome))
    }
    guard decides(watchlist, holding.map { compiled.terms[$0.term] }) else { return nil }
    var terms: [String] = []
    var hits: [Hit] = []
    for (term, outcome) in holding {
      let text = compiled.terms[term].text
      if !terms.contains(text) { terms.append(text) }
      hits += fields.hits(outcome.hits, term: text)
    }
    hits.sort { ($0.field.order, $0.start, $0.end) < ($1.field.order, $1.start, $1.end) }
    return Match(watchlist: watchlist.name, terms: terms, hits: hits)
  }

  /// `feeds` and `languages`.
  private func reads(_ watchlist: Watchlist) -> Bool {
    if !watchlist.languages.isEmpty {
      let allowed = watchlist.languages.map(LanguageRules.primarySubtag)
      guard allowed.contains(language) else { return false }
    }
    guard !watchlist.feeds.isEmpty, let source = document.source else { return true }
    return watchlist.feeds.contains { selector in
      switch selector {
      case .feed(let name): source.name == name || source.url == name
      case .tag(let tag): source.tags.contains(tag)
      }
    }
  }

  private func decides(_ watchlist: Watchlist, _ holding: [CompiledTerm]) -> Bool {
    let groups = Set(
      holding.compactMap { term -> Int? in
        if case .all(let group) = term.role { return group }
        return nil
      })
    guard groups.count == watchlist.all.count else { return false }
    if watchlist.any.isEmpty && watchlist.weights.isEmpty { return !watchlist.all.isEmpty }
    if holding.contains(where: { $0.role == .any }) { return true }
    var counted: Set<String> = []
    var sum = 0.0
    for term in holding {
      if case .weight(let weight) = term.role, counted.insert(term.text).inserted { sum += weight }
    }
    return !counted.isEmpty && sum >= (watchlist.threshold ?? 1)
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
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if found[middle].operand < UInt32(number) { low = middle + 1 } else { high = middle }
    }
    var hits: [Occurrence] = []
    while low < found.count, found[low].operand == UInt32(number) {
      if mask & 1 << found[low].field != 0 { hits.append(found[low]) }
      low += 1
    }
    return Outcome(holds: !hits.isEmpty, hits: hits)
  }

  private mutating func regex(_ number: Int, _ mask: UInt8) -> Outcome {
    if regexHits[number] == nil { regexHits[number] = runRegex(number) }
    let hits = (regexHits[number] ?? []).filter { mask & 1 << $0.field != 0 }
    return Outcome(holds: !hits.isEmpty, hits: hits)
  }

  private func runRegex(_ number: Int) -> [Occurrence] {
    var hits: [Occurrence] = []
    for field in 0..<3 where !fields.texts[field].isEmpty {
      let text = RegexText(field: field, fields)
      let (ranges, failure) = text.units.withUnsafeBufferPointer {
        scratch.regexes.matches(of: compiled.regexes[number], in: $0)
      }
      if let failure {
        let term = compiled.terms[termNumber]
        scratch.troubles.append(
          TermTrouble(
            watchlist: compiled.watchlists[Int(term.watchlist)].name, term: term.text,
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
