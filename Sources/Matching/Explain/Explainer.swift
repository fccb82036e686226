import Model

/// Says of every term why it does or does not hold.
struct Explainer {
  private let compiled: Compiled
  private let document: Document
  private var evaluator: DocumentEvaluator
  private let near: NearMisses

  init(_ compiled: Compiled, _ document: Document) {
    self.compiled = compiled
    self.document = document
    let scratch = MatchScratch()
    let reading = scratch.reading(of: document.language, by: compiled)
    let found = scratch.search(compiled, document, reading)
    evaluator = DocumentEvaluator(reading, document, FieldTexts(document), scratch, found)
    near = NearMisses(document)
  }

  /// Of the terms of watchlists from number `first` on.
  func explanations(from first: Int) -> [TermExplanation] {
    var copy = self
    _ = copy.evaluator.matches(from: 0)
    return compiled.terms.indices.filter { compiled.terms[$0].watchlist >= first }
      .map { copy.explanation(of: $0) }
  }

  private mutating func explanation(of number: Int) -> TermExplanation {
    let term = compiled.terms[number]
    let watchlist = compiled.watchlists[Int(term.watchlist)]
    let outcome = evaluator.outcome(of: number)
    let texts = FieldTexts(document)
    let places = outcome.hits.map { HeldPlace(place: $0, term: number) }
    let syntax = try? TermParser.parse(term.text)
    var reason = Finding.unreadable
    if outcome.holds {
      let count = outcome.hits.count
      reason = count == 0 ? .holds : .found(times: count)
    } else if let syntax {
      reason = failure(syntax, compiled.masks[Int(term.watchlist)])
    }
    if term.role == .none, outcome.holds { reason = .vetoes(reason) }
    return TermExplanation(
      watchlist: watchlist.name, term: term.text, holds: outcome.holds,
      hits: texts.hits(places[...]) { _ in term.text }, reason: Message(reason),
      nearMisses: outcome.holds
        ? []
        : (syntax.map { misses($0, compiled.masks[Int(term.watchlist)]) } ?? []).map(Message.init))
  }

  /// What resembles the literals that were not found.
  private func misses(_ syntax: TermSyntax, _ mask: UInt8) -> [NearMiss] {
    switch syntax {
    case .literal(_, let text, _): holds(syntax, mask) ? [] : near.misses(text, mask)
    case .and(let parts), .or(let parts): parts.flatMap { misses($0, mask) }
    case .near(let a, let b, _, _): misses(a, mask) + misses(b, mask)
    case .field(let field, let inner): misses(inner, mask & field)
    case .atLeast(_, let inner): misses(inner, mask)
    case .regex, .not, .list, .metadata, .language: []
    }
  }

  /// The first clause that fails.
  private mutating func failure(_ syntax: TermSyntax, _ mask: UInt8) -> Finding {
    switch syntax {
    case .literal(_, let text, _):
      let folded = FoldedText.words(text).joined(separator: " ")
      return .missing(text, folded: folded, from: Self.place(mask))
    case .regex(let source, _, _): return .noMatch(regex: source, in: Self.place(mask))
    case .and(let parts):
      for part in parts where !holds(part, mask) { return failure(part, mask) }
      return .notTogether
    case .or(let parts):
      return .noneOf(parts.map { failure($0, mask) })
    case .not(let inner): return .excluded(inner.form)
    case .near(let a, let b, _, _):
      for part in [a, b] where !holds(part, mask) { return failure(part, mask) }
      return .notNear(a.form, b.form, form: syntax.form)
    case .field(let field, let inner): return failure(inner, mask & field)
    case .atLeast(let count, let inner):
      return holds(inner, mask) ? .tooFew(count) : failure(inner, mask)
    case .list(let name, _): return .watchlistFails(name)
    case .metadata(let kind, let inner): return .noMetadata(kind: kind.rawValue, form: inner.form)
    case .language(let language):
      return .language(document.language, wanted: language)
    }
  }

  /// Evaluates a part by compiling it alone.
  private func holds(_ syntax: TermSyntax, _ mask: UInt8) -> Bool {
    if case .not(let inner) = syntax { return !holds(inner, mask) }
    if case .language(let wanted) = syntax {
      return LanguageRules.primarySubtag(document.language ?? "") == wanted
    }
    if case .list = syntax { return true }
    var part = Watchlist(name: "part", any: [Term(syntax.form)])
    part.fields = Set(Field.allCases.filter { mask & FieldMask.bit($0) != 0 })
    guard let matcher = try? Matcher([part]) else { return true }
    return !matcher.matches(in: document).isEmpty
  }

  private static func place(_ mask: UInt8) -> Finding.Place {
    if mask & FieldMask.all == FieldMask.all { return .text }
    let fields = Field.allCases.filter { mask & FieldMask.bit($0) != 0 }
    return fields.isEmpty ? .nowhere : .fields(fields)
  }
}
