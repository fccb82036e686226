import Model

/// Turns watchlists that have been read into what a `Compiled` holds.
struct WatchlistCompiler {
  struct Parts {
    var watchlists: [Watchlist]
    var terms: [CompiledTerm]
    var termRanges: [Range<Int>]
    var lexicon: Lexicon
    var index: WordIndex
    var plan: ScanPlan
    var prefixLengths: Set<Int>
    var compoundLengths: Set<Int>
    var termOfOperand: [UInt32]
    var regexes: [Regex]
    var metadata: [Compiled.MetadataLiteral]
  }

  private let read: ReadWatchlists
  private let numbers: [String: Int]
  private let scratch = MatchScratch()
  private var builder: LexiconBuilder
  private var terms: [CompiledTerm] = []
  private var termOfOperand: [UInt32] = []
  /// How many of `read.syntaxes` and `read.regexes` were met.
  private var syntaxes = 0
  private var regexes = 0
  private var metadata: [Compiled.MetadataLiteral] = []

  init(_ read: ReadWatchlists) {
    self.read = read
    numbers = read.watchlists.numbersByName
    builder = LexiconBuilder(scratch: scratch)
  }

  mutating func parts() -> Parts {
    var ranges: [Range<Int>] = []
    for (number, watchlist) in read.watchlists.enumerated() {
      let start = terms.count
      watchlist.forEachTerm { add($0, $1, number) }
      ranges.append(start..<terms.count)
    }
    for pattern in builder.lexicon.patterns { builder.countWords(of: pattern) }
    var indexer = LexiconIndexer(
      lexicon: builder.lexicon, frequency: builder.frequency, scratch: scratch)
    let index = indexer.build()
    var plan = indexer.plan
    plan.hangulLengths = LengthSet(indexer.hangulLengths)
    return Parts(
      watchlists: read.watchlists, terms: terms, termRanges: ranges, lexicon: builder.lexicon,
      index: index, plan: plan, prefixLengths: indexer.prefixLengths,
      compoundLengths: indexer.compoundLengths, termOfOperand: termOfOperand,
      regexes: read.regexes, metadata: metadata)
  }

  private mutating func add(_ term: Term, _ role: TermRole, _ watchlist: Int) {
    var compiled = CompiledTerm(
      watchlist: Int32(watchlist), operand: -1, role: role, text: term.text, expression: nil)
    let number = terms.count
    var text = term.text
    let operand: Int? = text.withUTF8 { bytes in
      guard let simple = SimpleTerm(bytes) else { return nil }
      let literal = UnsafeBufferPointer(rebasing: bytes[simple.literal])
      return addLiteral(literal, simple.style, number)
    }
    if let operand {
      compiled.operand = Int32(operand)
    } else {
      syntaxes += 1
      compiled.expression = expression(read.syntaxes[syntaxes - 1], number)
    }
    terms.append(compiled)
  }

  private mutating func addLiteral(
    _ literal: UnsafeBufferPointer<UInt8>, _ style: LiteralStyle, _ term: Int
  ) -> Int {
    let operand = termOfOperand.count
    scratch.load(literal)
    builder.add(
      UnsafePointer(scratch.text), count: scratch.count, style: style, operand: UInt32(operand))
    termOfOperand.append(UInt32(term))
    return operand
  }

  private mutating func expression(_ syntax: TermSyntax, _ number: Int) -> Expression {
    switch syntax {
    case .literal(let style, let text, _):
      var text = text
      return .operand(text.withUTF8 { addLiteral($0, style, number) })
    case .regex:
      regexes += 1
      return .regex(regexes - 1)
    case .and(let parts): return .and(parts.map { expression($0, number) })
    case .or(let parts): return .or(parts.map { expression($0, number) })
    case .not(let inner): return .not(expression(inner, number))
    case .near(let a, let b, let nearness, let isOrdered):
      return .near(
        expression(a, number), expression(b, number), nearness, isOrdered: isOrdered)
    case .field(let mask, let inner): return .field(mask, expression(inner, number))
    case .atLeast(let count, let inner): return .atLeast(count, expression(inner, number))
    case .list(let name, _): return numbers[name].map(Expression.list) ?? .or([])
    case .metadata(let kind, let inner):
      guard case .literal(let style, let text, _) = inner else { return .or([]) }
      metadata.append(metadataLiteral(text, style))
      return .metadata(kind, metadata.count - 1)
    case .language(let language): return .language(language)
    }
  }

  /// A small index of its own: it looks at another text than the document's.
  private func metadataLiteral(
    _ text: String, _ style: LiteralStyle
  ) -> Compiled.MetadataLiteral {
    let own = MatchScratch()
    var builder = LexiconBuilder(scratch: own)
    own.load(text)
    builder.add(UnsafePointer(own.text), count: own.count, style: style, operand: 0)
    var indexer = LexiconIndexer(
      lexicon: builder.lexicon, frequency: builder.frequency, scratch: own)
    let index = indexer.build()
    var plan = indexer.plan
    plan.prefixLengths = LengthSet(indexer.prefixLengths)
    plan.hangulLengths = LengthSet(indexer.hangulLengths)
    plan.settle()
    return Compiled.MetadataLiteral(
      lexicon: LexiconMemory(builder.lexicon), index: index, plan: plan, text: text)
  }
}
