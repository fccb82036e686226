import Foundation

/// Comparing a word of a term with letters of a text (SEMANTICS §3).
extension Reference {
  enum Mode: Sendable { case standard, quoted, exact, prefix }

  struct TermWord {
    var cells: [Cell]
    var forms: [[Cell]] = []
    var isAllCapitals = false
    var isStem = false
    var isLatinStem = false
    var isCompound = false
    /// A word of a Vietnamese term of one syllable.
    var isStrict = false
    var language: String?

    var hasMarks: Bool { cells.contains { !$0.marks.isEmpty } }
    var word: String { cells.map(\.base).joined() }
  }

  /// The lengths at which letters of `text`, from `start`, equal `form`.
  static func lengths(
    _ form: [Cell], _ word: TermWord, in text: [Cell], from start: Int
  ) -> Set<Int> {
    var ends: Set<Int> = []
    func walk(_ i: Int, _ j: Int, _ areSame: Bool) {
      if i == form.count {
        let slice = Array(text[start..<j])
        if accepts(word, form, slice, areSame) { ends.insert(j) }
        return
      }
      guard j < text.count else { return }
      let (a, b) = (form[i], text[j])
      if a.base == b.base, a.kind == b.kind {
        walk(i + 1, j + 1, areSame && (a.marks == b.marks || (b.isCapital && b.marks.isEmpty)))
      }
      if let pair = a.pair, equal(pair, text, j) { walk(i + 1, j + 2, areSame) }
      if let pair = b.pair, equal(pair, form, i) { walk(i + 2, j + 1, areSame) }
    }
    walk(0, start, true)
    return ends
  }

  private static func equal(_ pair: String, _ cells: [Cell], _ at: Int) -> Bool {
    guard at + 1 < cells.count else { return false }
    return cells[at].base + cells[at + 1].base == pair && cells[at].marks.isEmpty
      && cells[at + 1].marks.isEmpty
  }

  private static func accepts(
    _ word: TermWord, _ form: [Cell], _ text: [Cell], _ areSame: Bool
  ) -> Bool {
    if word.language == "vi" { return acceptsVietnamese(word, form, text) }
    guard word.hasMarks else { return true }
    let isBare = text.allSatisfy { $0.marks.isEmpty }
    if isBare { return !functionWords.contains(text.map(\.base).joined()) }
    return areSame
  }

  private static let tones: Set<UInt32> = [0x300, 0x301, 0x303, 0x309, 0x323]

  /// The tone belongs to the syllable, wherever it is written.
  private static func acceptsVietnamese(
    _ word: TermWord, _ form: [Cell], _ text: [Cell]
  ) -> Bool {
    func tone(_ cells: [Cell]) -> [UInt32] {
      cells.flatMap(\.marks).filter(tones.contains).sorted()
    }
    func quality(_ cell: Cell) -> [UInt32] { cell.marks.filter { !tones.contains($0) } }
    let isSame =
      tone(form) == tone(text) && form.count == text.count
      && zip(form, text).allSatisfy { quality($0) == quality($1) }
    if word.isStrict { return isSame }
    if isSame || !word.hasMarks { return true }
    let isBare = text.allSatisfy(\.marks.isEmpty)
    return isBare && !functionWords.contains(text.map(\.base).joined())
  }
}
