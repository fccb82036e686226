import Model

/// Watchlists without a fault, and what reading their terms has made.
struct ReadWatchlists: Sendable {
  let watchlists: [Watchlist]
  /// Of each term that is no `SimpleTerm`, in the order of `Watchlist.forEachTerm`.
  let syntaxes: [TermSyntax]
  /// In the order in which the syntaxes name them.
  let regexes: [Regex]
}

/// Reads every term, and finds every fault: what a start costs. What only matching needs is left to
/// `WatchlistCompiler`.
struct WatchlistReader {
  private let watchlists: [Watchlist]
  private let numbers: [String: Int]
  private var syntaxes: [TermSyntax] = []
  private var regexes: [Regex] = []
  private var faults: [TermFault] = []
  private var references = ListReferences()
  /// Made for the first literal that a glance does not settle: the tables of all characters go with it.
  private lazy var scratch = MatchScratch()
  private lazy var literals = LiteralReader(scratch: scratch)

  init(_ watchlists: [Watchlist]) {
    self.watchlists = watchlists
    numbers = watchlists.numbersByName
  }

  /// - Throws: every fault of every term, all at once.
  mutating func read() throws(TermFaults) -> ReadWatchlists {
    for number in watchlists.indices {
      watchlists[number].forEachTerm { term, _ in
        do throws(SyntaxFault) {
          try read(term, number)
        } catch {
          faults.append(
            TermFault(
              watchlist: watchlists[number].name, term: term, offset: error.offset,
              problem: error.problem))
        }
      }
    }
    faults += references.cycles(in: watchlists)
    guard faults.isEmpty else { throw TermFaults(faults: faults) }
    return ReadWatchlists(watchlists: watchlists, syntaxes: syntaxes, regexes: regexes)
  }

  private mutating func read(_ term: Term, _ watchlist: Int) throws(SyntaxFault) {
    var text = term.text
    guard let simple = text.withUTF8(SimpleTerm.init) else {
      let syntax = try TermParser.parse(term.text)
      try check(syntax, of: term, watchlist)
      syntaxes.append(syntax)
      return
    }
    if simple.isSound { return }
    text.withUTF8 { scratch.load(UnsafeBufferPointer(rebasing: $0[simple.literal])) }
    try checkLoaded(offset: simple.literal.lowerBound)
  }

  private mutating func check(
    _ syntax: TermSyntax, of term: Term, _ watchlist: Int
  ) throws(SyntaxFault) {
    switch syntax {
    case .literal(_, let text, let offset): try checkLiteral(text, offset: offset)
    case .regex(let source, let ignoresCase, let offset):
      regexes.append(try Regex(source, ignoresCase: ignoresCase, offset: offset))
    case .and(let parts), .or(let parts):
      for part in parts { try check(part, of: term, watchlist) }
    case .near(let a, let b, _, _):
      try check(a, of: term, watchlist)
      try check(b, of: term, watchlist)
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner):
      try check(inner, of: term, watchlist)
    case .list(let name, let offset):
      guard let other = numbers[name] else {
        throw SyntaxFault(offset: offset, problem: .unknownWatchlist(name))
      }
      references.add(from: watchlist, to: other, term: term, offset: offset)
    case .metadata(_, let inner):
      guard case .literal(_, let text, let offset) = inner else { return }
      do throws(SyntaxFault) {
        try checkLiteral(text, offset: offset)
      } catch {
        throw SyntaxFault(offset: offset, problem: error.problem)
      }
    case .language: break
    }
  }

  private mutating func checkLiteral(_ text: String, offset: Int) throws(SyntaxFault) {
    var text = text
    if text.withUTF8({ LiteralGlance($0).isSound }) { return }
    scratch.load(text)
    try checkLoaded(offset: offset)
  }

  /// - Parameter offset: of the literal in `scratch`, in the scalars of its term.
  private mutating func checkLoaded(offset: Int) throws(SyntaxFault) {
    do throws(LiteralFault) {
      _ = try literals.words(of: UnsafePointer(scratch.text), count: scratch.count)
    } catch {
      throw SyntaxFault(
        offset: offset + scratch.scalars(before: error.offset), problem: error.problem)
    }
  }
}

extension [Watchlist] {
  /// Of several with one name, the first.
  var numbersByName: [String: Int] {
    Dictionary(enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Watchlist {
  /// Every term with what it is for, in configured order.
  func forEachTerm(_ body: (Term, TermRole) -> Void) {
    for term in any { body(term, .any) }
    for (number, group) in all.enumerated() {
      for term in group { body(term, .all(number)) }
    }
    for term in none { body(term, .none) }
    for weighted in weights { body(weighted.term, .weight(weighted.weight)) }
  }

  /// The same as a list.
  var termsWithRoles: [(Term, TermRole)] {
    var terms: [(Term, TermRole)] = []
    forEachTerm { terms.append(($0, $1)) }
    return terms
  }
}

extension MatchScratch {
  /// How many scalars of the loaded text come before a byte.
  fileprivate func scalars(before byte: Int) -> Int {
    var count = 0
    for i in 0..<min(byte, self.count) where text[i] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
