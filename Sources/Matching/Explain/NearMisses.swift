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
  func misses(_ text: String, _ mask: UInt8) -> [String] {
    guard let term = FoldedText.word(text), term.count >= 2 else { return [] }
    var result: [String] = []
    for word in words where result.count < Self.most {
      if word.folded == term {
        let message = "found «\(word.original)»\(difference(word, text, mask))"
        if !result.contains(message) { result.append(message) }
      } else if term.count >= 3, word.folded.contains(term) {
        let message = "found «\(term)» inside «\(word.original)», not a whole word"
        if !result.contains(message) { result.append(message) }
      }
    }
    return result
  }

  /// How a word with the same letters differs from what is looked for.
  private func difference(_ word: Word, _ text: String, _ mask: UInt8) -> String {
    if mask & FieldMask.bit(word.field) == 0 { return " in the \(word.field.rawValue)" }
    if let sign = text.first, sign == "#" || sign == "@" { return " without its \(sign)" }
    if word.original == text { return ", but inside an address or beside other signs" }
    return word.original.lowercased() == text.lowercased()
      ? ", written with other capitals" : ", written with other marks or signs"
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
