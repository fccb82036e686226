import Model

/// Looks for what resembles a term that was not found.
struct NearMisses {
  private struct Word {
    var field: Field
    var original: String
    var folded: String
  }

  private let words: [Word]
  private static let most = 3

  init(_ document: Document) {
    words = Field.allCases.flatMap { Self.words(document[$0].text, $0) }
  }

  /// At most three. `mask`: the fields in which the term is looked for.
  func misses(_ text: String, _ mask: UInt8) -> [NearMiss] {
    guard let term = FoldedText.word(text), term.count >= 2 else { return [] }
    var result: [NearMiss] = []
    for word in words where result.count < Self.most {
      if word.folded == term {
        let miss = NearMiss.same(word.original, but: difference(word, text, mask))
        if !result.contains(miss) { result.append(miss) }
      } else if term.count >= 3, word.folded.contains(term) {
        let miss = NearMiss.inside(term, of: word.original)
        if !result.contains(miss) { result.append(miss) }
      }
    }
    return result
  }

  /// How a word with the same letters differs from what is looked for.
  private func difference(_ word: Word, _ text: String, _ mask: UInt8) -> NearMiss.Difference {
    if mask & FieldMask.bit(word.field) == 0 { return .field(word.field) }
    if let sign = text.first, sign == "#" || sign == "@" { return .sign(sign) }
    if word.original == text { return .surroundings }
    return word.original.lowercased() == text.lowercased()
      ? .capitals : .marks
  }

  private static func words(_ text: String, _ field: Field) -> [Word] {
    let scratch = MatchScratch()
    scratch.load(text)
    scratch.scan(WordIndex(keys: [], entries: []), ScanPlan(), cuts: [])
    return (0..<scratch.tokens.count).map { i in
      let token = scratch.tokens[i]
      let start = Int(token.start)
      let length = Int(token.end) - start
      let count = Unit.read(
        .standard, UnsafePointer(scratch.text), start, Int(token.end), into: scratch.termUnits)
      return Word(
        field: field,
        original: String(
          decoding: UnsafeBufferPointer(start: scratch.text + start, count: length), as: UTF8.self),
        folded: String(
          String.UnicodeScalarView(
            (0..<count).compactMap { Unicode.Scalar(scratch.termUnits[$0].base) })))
    }
  }
}
