import Model

/// Turns watchlists into what a `Compiled` holds, or finds every fault of every term.
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

  private let watchlists: [Watchlist]
  private let numbers: [String: Int]
  private let scratch = MatchScratch()
  private var builder: LexiconBuilder
  private var faults: [TermFault] = []
  private var terms: [CompiledTerm] = []
  private var termOfOperand: [UInt32] = []
  private var regexes: [Regex] = []
  private var metadata: [Compiled.MetadataLiteral] = []
  private var references = ListReferences()

  init(_ watchlists: [Watchlist]) {
    self.watchlists = watchlists
    numbers = Dictionary(
      watchlists.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    builder = LexiconBuilder(scratch: scratch)
  }

  mutating func parts() throws(TermFaults) -> Parts {
    var ranges: [Range<Int>] = []
    for number in watchlists.indices {
      let start = terms.count
      for (term, role) in watchlists[number].termsWithRoles { add(term, role, number) }
      ranges.append(start..<terms.count)
    }
    faults += references.cycles(in: watchlists)
    guard faults.isEmpty else { throw TermFaults(faults: faults) }
    for pattern in builder.lexicon.patterns { builder.countWords(of: pattern) }
    var indexer = LexiconIndexer(
      lexicon: builder.lexicon, frequency: builder.frequency, scratch: scratch)
    let index = indexer.build()
    var plan = indexer.plan
    plan.hangulLengths = LengthSet(indexer.hangulLengths)
    return Parts(
      watchlists: watchlists, terms: terms, termRanges: ranges, lexicon: builder.lexicon,
      index: index, plan: plan, prefixLengths: indexer.prefixLengths,
      compoundLengths: indexer.compoundLengths, termOfOperand: termOfOperand, regexes: regexes,
      metadata: metadata)
  }

  private mutating func add(_ term: Term, _ role: TermRole, _ watchlist: Int) {
    var compiled = CompiledTerm(
      watchlist: Int32(watchlist), operand: -1, role: role, text: term.text, expression: nil)
    let number = terms.count
    if let simple = SimpleTerm(term.text) {
      do {
        compiled.operand = Int32(
          try addLiteral(simple.literal, simple.style, offset: simple.offset, number))
      } catch {
        report(error, term, watchlist)
      }
    } else {
      do {
        let syntax = try TermParser.parse(term.text)
        compiled.expression = try expression(syntax, term, number, watchlist)
      } catch {
        report(error, term, watchlist)
      }
    }
    terms.append(compiled)
  }

  private mutating func report(_ fault: SyntaxFault, _ term: Term, _ watchlist: Int) {
    faults.append(
      TermFault(
        watchlist: watchlists[watchlist].name, term: term, offset: fault.offset,
        problem: fault.problem))
  }

  private mutating func addLiteral(
    _ literal: Substring.UTF8View, _ style: LiteralStyle, offset: Int, _ term: Int
  ) throws(SyntaxFault) -> Int {
    let operand = termOfOperand.count
    scratch.loadTerm(literal)
    do {
      try builder.add(
        UnsafePointer(scratch.text), count: scratch.count, style: style, operand: UInt32(operand))
    } catch {
      throw SyntaxFault(
        offset: offset + scratch.scalars(before: error.offset), problem: error.problem)
    }
    termOfOperand.append(UInt32(term))
    return operand
  }

  private mutating func expression(
    _ syntax: TermSyntax, _ term: Term, _ number: Int, _ watchlist: Int
  ) throws(SyntaxFault) -> Expression {
    switch syntax {
    case .literal(let style, let text, let offset):
      return .operand(try addLiteral(Substring(text).utf8, style, offset: offset, number))
    case .regex(let source, let ignoresCase, let offset):
      let regex = try Regex(source, ignoresCase: ignoresCase, offset: offset)
      regexes.append(regex)
      return .regex(regexes.count - 1)
    case .and(let parts): return .and(try expressions(parts, term, number, watchlist))
    case .or(let parts): return .or(try expressions(parts, term, number, watchlist))
    case .not(let inner): return .not(try expression(inner, term, number, watchlist))
    case .near(let a, let b, let nearness, let isOrdered):
      return .near(
        try expression(a, term, number, watchlist), try expression(b, term, number, watchlist),
        nearness, isOrdered: isOrdered)
    case .field(let mask, let inner):
      return .field(mask, try expression(inner, term, number, watchlist))
    case .atLeast(let count, let inner):
      return .atLeast(count, try expression(inner, term, number, watchlist))
    case .list(let name, let offset):
      guard let other = numbers[name] else {
        throw SyntaxFault(offset: offset, problem: .unknownWatchlist(name))
      }
      references.add(from: watchlist, to: other, term: term, offset: offset)
      return .list(other)
    case .metadata(let kind, let inner):
      guard case .literal(let style, let text, let offset) = inner else { return .or([]) }
      metadata.append(try metadataLiteral(text, style, offset))
      return .metadata(kind, metadata.count - 1)
    case .language(let language): return .language(language)
    }
  }

  private mutating func expressions(
    _ parts: [TermSyntax], _ term: Term, _ number: Int, _ watchlist: Int
  ) throws(SyntaxFault) -> [Expression] {
    var result: [Expression] = []
    for part in parts { result.append(try expression(part, term, number, watchlist)) }
    return result
  }

  /// A small index of its own: it looks at another text than the document's.
  private func metadataLiteral(
    _ text: String, _ style: LiteralStyle, _ offset: Int
  ) throws(SyntaxFault) -> Compiled.MetadataLiteral {
    let own = MatchScratch()
    var builder = LexiconBuilder(scratch: own)
    own.load(text)
    do {
      try builder.add(UnsafePointer(own.text), count: own.count, style: style, operand: 0)
    } catch {
      throw SyntaxFault(offset: offset, problem: error.problem)
    }
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

extension Watchlist {
  /// Every term with what it is for, in configured order.
  var termsWithRoles: [(Term, TermRole)] {
    any.map { ($0, .any) } + all.enumerated().flatMap { i, group in group.map { ($0, .all(i)) } }
      + none.map { ($0, .none) } + weights.map { ($0.term, .weight($0.weight)) }
  }
}

/// A term that is one literal and nothing else: nearly all of a large watchlist.
private struct SimpleTerm {
  var literal: Substring.UTF8View
  var style: LiteralStyle
  var offset: Int

  init?(_ term: String) {
    let bytes = term.utf8
    guard let first = bytes.first, bytes.count <= 200 else { return nil }
    if first == 0x22 {
      guard bytes.count > 2, bytes.last == 0x22 else { return nil }
      let start = bytes.index(after: bytes.startIndex)
      let inner = bytes[start..<bytes.index(bytes.endIndex, offsetBy: -1)]
      guard !inner.contains(where: { $0 == 0x22 }), inner.contains(where: { $0 != 0x20 }) else {
        return nil
      }
      literal = inner
      style = .quoted
      offset = 1
      return
    }
    // Plain words without a capital operator: letters, digits, hyphens, and what is not ASCII but
    // a quotation mark (which begins with C2 or E2).
    var capitals = 0
    for byte in bytes {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x2D: capitals = 0
      case 0x20: break
      case 0x41...0x5A: capitals += 1
      case 0xC3, 0x80...0xBF, 0xCE...0xDF, 0xE3...0xEC: capitals = 0
      default: return nil
      }
      if capitals >= 2 && bytes.contains(0x20) { return nil }
    }
    guard bytes.contains(where: { $0 != 0x20 }) else { return nil }
    literal = term[...].utf8
    style = .plain
    offset = 0
  }
}

/// Which watchlists use which others.
private struct ListReferences {
  private struct Reference {
    var to: Int
    var term: Term
    var offset: Int
  }

  private var references: [Int: [Reference]] = [:]
  /// Longer chains are faults: they would nest as deep when evaluated.
  private static let longestChain = 32

  mutating func add(from: Int, to: Int, term: Term, offset: Int) {
    references[from, default: []].append(Reference(to: to, term: term, offset: offset))
  }

  /// A fault for each reference that leads back to its own watchlist.
  func cycles(in watchlists: [Watchlist]) -> [TermFault] {
    var faults: [TermFault] = []
    for (from, list) in references.sorted(by: { $0.key < $1.key }) {
      for reference in list {
        var level: Set<Int> = [reference.to]
        var steps = 0
        var isCycle = level.contains(from)
        while !isCycle, !level.isEmpty, steps <= Self.longestChain {
          level = Set(level.flatMap { (references[$0] ?? []).map(\.to) })
          isCycle = level.contains(from)
          steps += 1
        }
        guard isCycle || steps > Self.longestChain else { continue }
        let name = watchlists[reference.to].name
        faults.append(
          TermFault(
            watchlist: watchlists[from].name, term: reference.term, offset: reference.offset,
            problem: isCycle
              ? .circularWatchlist(name) : .longChain(name, limit: Self.longestChain)))
      }
    }
    return faults
  }
}

extension MatchScratch {
  func loadTerm(_ literal: Substring.UTF8View) {
    let isContiguous: Void? = literal.withContiguousStorageIfAvailable { load($0) }
    if isContiguous == nil { load(String(Substring(literal))) }
  }

  /// How many scalars of the loaded text come before a byte.
  func scalars(before byte: Int) -> Int {
    var count = 0
    for i in 0..<min(byte, self.count) where text[i] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
