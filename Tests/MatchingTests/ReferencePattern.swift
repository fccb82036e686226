import Foundation

extension Reference {
  enum Gap { case normal, seam, dotted }

  enum Item {
    case word(TermWord)
    case gap(Gap)
    case sign(String)
  }

  /// A term without operators, made ready for one document's language.
  struct Pattern {
    var mode: Mode
    /// Alternatives: a dotted term is joined, or spaced.
    var alternatives: [[Item]] = []
    var isShortCapital = false
    var isFunctionWord = false
    var isOneWord = false
    /// `#x` and `@x`: the sign and the letters.
    var tag: [Cell]?
    var isUnsegmented = false
    var cells: [Cell]

    init(_ text: String, mode: Mode, language: String?) {
      self.mode = mode
      let text = text.trimmingCharacters(in: .whitespaces)
      cells = Reference.cells(Array(text.unicodeScalars), language: language)
      if let first = cells.first, first.base == "#" || first.base == "@",
        cells.dropFirst().allSatisfy({ $0.isWordPart || $0.base == "_" })
      {
        tag = cells
        return
      }
      isUnsegmented = cells.contains {
        switch $0.script {
        case .han, .hiragana, .katakana, .thai: true
        default: false
        }
      }
      if isUnsegmented { return }
      let groups = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      let isDotted =
        groups.count > 2 && groups.last == ""
        && groups.dropLast().allSatisfy {
          (1...3).contains($0.count) && $0.unicodeScalars.allSatisfy(Reference.isLetter)
        }
      var items = Self.items(cells)
      if isDotted {
        items = items.map { if case .sign = $0 { .gap(.dotted) } else { $0 } }
        items.removeLast()
        alternatives = [items, [.word(TermWord(cells: cells.filter(\.isWordPart)))]]
      } else {
        alternatives = [items]
      }
      let hasGap = items.contains { if case .gap(.normal) = $0 { true } else { false } }
      let hasSign = items.contains { if case .sign = $0 { true } else { false } }
      let written = cells.filter(\.isWordPart)
      isOneWord = !hasGap && !hasSign && !isDotted
      let letters = written.filter { $0.script != nil }
      isShortCapital =
        mode == .standard && !hasGap && !hasSign
        && (!isDotted || groups.allSatisfy { $0.count <= 1 })
        && (2...4).contains(written.count)
        && !letters.isEmpty && letters.allSatisfy(\.isCapital)
      isFunctionWord = Reference.functionWords.contains(written.map(\.base).joined())
      let takesForms = mode == .standard && !hasSign && !isDotted
      alternatives = alternatives.map { Self.inflected($0, takesForms, language) }
    }

    private static func items(_ cells: [Cell]) -> [Item] {
      var items: [Item] = []
      var at = 0
      var between: [Cell] = []
      func flush(_ isLast: Bool) {
        let signs = between.filter { !Reference.isBreak($0) }
        if !signs.isEmpty {
          items += signs.map { .sign($0.base) }
        } else if !items.isEmpty, !isLast {
          items.append(.gap(between.isEmpty ? .seam : .normal))
        }
        between = []
      }
      while at < cells.count {
        guard cells[at].isWordPart else {
          if !isInHebrew(cells, at) { between.append(cells[at]) }
          at += 1
          continue
        }
        var word = [cells[at]]
        at += 1
        while at < cells.count {
          if cells[at].kind == word[0].kind {
            word.append(cells[at])
          } else if !isInHebrew(cells, at), !isInOneWord(cells, word, at) {
            break
          }
          at += 1
        }
        flush(false)
        items.append(.word(TermWord(cells: word)))
      }
      flush(true)
      return items
    }

    /// The apostrophe of aujourd’hui, don’t and Слов’янськ.
    private static func isInOneWord(_ cells: [Cell], _ word: [Cell], _ at: Int) -> Bool {
      guard Reference.apostrophes.contains(cells[at].base), at + 1 < cells.count,
        let script = cells[at + 1].script, script == word[0].script
      else { return false }
      if script == .cyrillic { return true }
      let after = cells[(at + 1)...].prefix { $0.kind == word[0].kind }.map(\.base).joined()
      return Reference.isOneWord(word.map(\.base).joined(), after)
        || (word.last?.base == "n" && after == "t")
    }

    private static func isInHebrew(_ cells: [Cell], _ at: Int) -> Bool {
      guard at > 0, cells[at - 1].script == .hebrew else { return false }
      if ["״", "׳"].contains(cells[at].base) { return true }
      return ["\"", "'", "’", "‘", "“", "”", "„"].contains(cells[at].base) && at + 1 < cells.count
        && cells[at + 1].script == .hebrew
    }

    private static func inflected(
      _ items: [Item], _ takesForms: Bool, _ language: String?
    ) -> [Item] {
      let words = items.indices.filter { if case .word = items[$0] { true } else { false } }
      var items = items
      for at in words {
        guard case .word(var word) = items[at] else { continue }
        word.language = language
        word.isStrict = language == "vi" && words.count == 1
        let letters = word.cells.filter { $0.script != nil }
        word.isAllCapitals = !letters.isEmpty && letters.allSatisfy(\.isCapital)
        if takesForms, !letters.isEmpty, !Reference.functionWords.contains(word.word) {
          let isLast = at == words.last
          word.forms = Reference.forms(
            of: Reference.written(word.cells), language: language,
            isAcronym: word.isAllCapitals && words.count == 1, isLast: isLast
          ).map { Reference.cells(Array($0.unicodeScalars), language: language) }
          let isLong = word.cells.count >= 4 && !word.isAllCapitals
          word.isLatinStem =
            isLong && ["pl", "cs", "sk"].contains(language ?? "")
            && letters[0].script == .latin
          word.isStem = word.isLatinStem || (isLong && letters[0].script == .cyrillic)
          word.isCompound = language == "de" && word.cells.count >= 7
        }
        items[at] = .word(word)
      }
      return items
    }
  }

  /// A word as its cells spell it, in small letters, composed.
  static func written(_ cells: [Cell]) -> String {
    var text = ""
    for cell in cells {
      text += cell.base + string(cell.marks.compactMap(Unicode.Scalar.init))
    }
    return text.precomposedStringWithCanonicalMapping
  }

  static func isBreak(_ cell: Cell) -> Bool {
    cell.base == "_" || cell.base == "\u{2013}" || hyphens.contains(cell.base)
      || apostrophes.contains(cell.base) || quotationMarks.contains(cell.base) || isSpace(cell)
  }

  static func isSpace(_ cell: Cell) -> Bool {
    cell.base.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }
}
