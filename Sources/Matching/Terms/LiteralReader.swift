import Model

/// A literal that holds nothing to look for, or too much.
struct LiteralFault: Error {
  /// UTF-8 offset into the literal.
  var offset: Int
  var problem: TermProblem
}

/// Finds the words of literals, as the words of documents are found.
struct LiteralReader {
  static let mostWords = 64

  private let scratch: MatchScratch
  private let emptyIndex = WordIndex(keys: [], entries: [])

  init(scratch: MatchScratch) { self.scratch = scratch }

  /// At least one word, at most 64.
  ///
  /// - Parameter text: UTF-8, followed by at least 64 readable bytes.
  func words(
    of text: UnsafePointer<UInt8>, count: Int
  ) throws(LiteralFault) -> [Token] {
    var scanner = scratch.scanner(text: text, index: emptyIndex, plan: ScanPlan())
    scanner.scan(0, count)
    scratch.keep(scanner)
    var tokens: [Token] = []
    tokens.reserveCapacity(scratch.tokens.count)
    for i in 0..<scratch.tokens.count where scratch.tokens[i].kind != CharacterClass.boundary {
      tokens.append(scratch.tokens[i])
    }
    if tokens.isEmpty { throw LiteralFault(offset: 0, problem: .noLetter) }
    guard tokens.count <= Self.mostWords else {
      throw LiteralFault(
        offset: Int(tokens[Self.mostWords].start),
        problem: .tooManyWords(limit: Self.mostWords))
    }
    return tokens
  }
}
