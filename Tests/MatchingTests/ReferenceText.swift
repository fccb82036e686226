import Foundation
import Model

/// A second, naive matcher: SEMANTICS read literally, slow and plain. It shares no line with
/// `Matching`, so that both are not wrong in the same way.
enum Reference {
  enum Script: Hashable {
    case latin, greek, cyrillic, hebrew, arabic, hangul, han, hiragana, katakana, thai
    case other(Int)
  }

  enum Kind: Hashable {
    case letter(Script)
    case digit
    case sign
  }

  /// One folded character, and where it stands.
  struct Cell: Hashable {
    var base: String
    /// Marks of Latin and Greek letters; other scripts keep theirs in `base`.
    var marks: [UInt32] = []
    /// The two letters that it also equals: ä = ae.
    var pair: String?
    var isCapital = false
    /// An alef that was written with hamza or madda: أل is no article.
    var hasHamza = false
    var kind: Kind
    /// Scalars of the field.
    var start: Int
    var end: Int

    var isWordPart: Bool { kind != .sign }
    var script: Script? { if case .letter(let script) = kind { script } else { nil } }
  }

  struct Token {
    var cells: [Cell]
    /// Indices into the text's cells, half-open.
    var from: Int
    var to: Int
    var isInTag = false
    /// Also cut at capitals: only the whole of it counts as whole.
    var isCut = false
    /// A hyphenated chain read as one word: where its last part begins in `cells`.
    var lastPart: Int?

    var start: Int { cells[0].start }
    var end: Int { cells[cells.count - 1].end }
    var word: String { cells.map(\.base).joined() }
  }

  /// A field, made ready.
  struct Text {
    var scalars: [Unicode.Scalar]
    var cells: [Cell]
    var tokens: [Token] = []
    /// Cells inside an address.
    var closed: Set<Int> = []
    /// Scalar offsets at which words are cut.
    var cuts: Set<Int> = []
    var hasCapital: Bool

    init(_ field: FieldText, language: String?) {
      scalars = Array(field.text.unicodeScalars)
      cells = Reference.cells(scalars, language: language)
      hasCapital = cells.contains(where: \.isCapital)
      var offset = 0
      for (index, scalar) in scalars.enumerated() {
        if field.cuts.contains(offset) { cuts.insert(index) }
        offset += UTF8.width(scalar)
      }
      closeAddresses(field.text)
      tokens = makeTokens()
    }

    func slice(_ start: Int, _ end: Int) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<end])
      return String(view)
    }

    private mutating func closeAddresses(_ text: String) {
      let pattern =
        #"(?i)(?:https?|ftp)://[^\s<>"]+|\bwww\.[^\s<>"]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+"#
      guard let expression = try? NSRegularExpression(pattern: pattern) else { return }
      let whole = NSRange(text.startIndex..., in: text)
      for match in expression.matches(in: text, range: whole) {
        guard let range = Range(match.range, in: text) else { continue }
        let scalars = text.unicodeScalars
        let from = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
        let to = scalars.distance(from: scalars.startIndex, to: range.upperBound)
        for (index, cell) in cells.enumerated() where cell.start >= from && cell.end <= to {
          closed.insert(index)
        }
      }
    }
  }
}

extension Reference.Text {
  typealias Token = Reference.Token

  private func isLetter(_ index: Int) -> Bool {
    cells.indices.contains(index) && !closed.contains(index) && cells[index].script != nil
  }

  private func isWordPart(_ index: Int) -> Bool {
    cells.indices.contains(index) && !closed.contains(index) && cells[index].isWordPart
  }

  private func hasSign(_ index: Int, _ signs: Set<String>) -> Bool {
    cells.indices.contains(index) && !closed.contains(index) && signs.contains(cells[index].base)
  }

  /// Words (SEMANTICS §2), those of hashtags twice: whole and cut at capitals.
  private func makeTokens() -> [Token] {
    var tokens = mergedAcronyms(mergedElisions(runs()))
    let tags = tagRanges()
    for at in tokens.indices where tags.contains(where: { $0.contains(tokens[at].from) }) {
      tokens[at].isInTag = true
    }
    for at in tokens.indices where tokens[at].isInTag {
      let parts = camelParts(tokens[at])
      tokens[at].isCut = !parts.isEmpty
      tokens += parts
    }
    return tokens.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// Runs of letters of one script, or of digits.
  private func runs() -> [Token] {
    var tokens: [Token] = []
    var at = 0
    while at < cells.count {
      guard isWordPart(at) else {
        at += 1
        continue
      }
      let from = at
      var inside = [cells[at]]
      at += 1
      while at < cells.count {
        if isWordPart(at), cells[at].kind == cells[from].kind, !cuts.contains(cells[at].start) {
          inside.append(cells[at])
          at += 1
        } else if joinsHebrew(at) || joinsCyrillic(at), cells[from].script != nil {
          at += 1
        } else if joinsNot(at) {
          inside.append(cells[at + 1])
          at += 2
        } else {
          break
        }
      }
      tokens.append(Token(cells: inside, from: from, to: at))
    }
    return tokens
  }

  private func joinsHebrew(_ at: Int) -> Bool {
    guard isLetter(at - 1), cells[at - 1].script == .hebrew else { return false }
    if hasSign(at, ["״", "׳"]) { return true }
    return hasSign(at, ["\"", "'", "’", "‘", "“", "”", "„"]) && isLetter(at + 1)
      && cells[at + 1].script == .hebrew
  }

  private func joinsCyrillic(_ at: Int) -> Bool {
    hasSign(at, Reference.apostrophes) && isLetter(at - 1) && cells[at - 1].script == .cyrillic
      && isLetter(at + 1) && cells[at + 1].script == .cyrillic
  }

  /// n’t.
  private func joinsNot(_ at: Int) -> Bool {
    hasSign(at, Reference.apostrophes) && isLetter(at - 1) && cells[at - 1].base == "n"
      && isLetter(at + 1) && cells[at + 1].base == "t" && !isLetter(at + 2)
  }

  /// aujourd’hui and its like.
  private func mergedElisions(_ tokens: [Token]) -> [Token] {
    var merged: [Token] = []
    for token in tokens {
      if let last = merged.last, token.from == last.to + 1, hasSign(last.to, Reference.apostrophes),
        Reference.isOneWord(last.word, token.word)
      {
        merged[merged.count - 1] = Token(
          cells: last.cells + token.cells, from: last.from, to: token.to)
      } else {
        merged.append(token)
      }
    }
    return merged
  }

  /// O.N.U. is one word, without its last dot.
  private func mergedAcronyms(_ tokens: [Token]) -> [Token] {
    var merged: [Token] = []
    var at = 0
    func isDotted(_ index: Int) -> Bool {
      index < tokens.count && tokens[index].cells.count == 1 && tokens[index].cells[0].script != nil
        && hasSign(tokens[index].to, ["."])
        && !(isWordPart(tokens[index].from - 1)
          && cells[tokens[index].from - 1].kind == tokens[index].cells[0].kind)
    }
    while at < tokens.count {
      var end = at
      while isDotted(end), end == at || tokens[end].from == tokens[end - 1].to + 1 { end += 1 }
      if end - at >= 2 {
        merged.append(
          Token(
            cells: tokens[at..<end].flatMap(\.cells), from: tokens[at].from, to: tokens[end - 1].to)
        )
        at = end
      } else {
        merged.append(tokens[at])
        at += 1
      }
    }
    return merged
  }

  /// The cells of hashtags and handles, without their sign.
  func tagRanges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for at in cells.indices where hasSign(at, ["#", "@"]) {
      var end = at + 1
      while isWordPart(end) || hasSign(end, ["_"]) { end += 1 }
      if end > at + 1 { ranges.append((at + 1)..<end) }
    }
    return ranges
  }

  private func camelParts(_ token: Token) -> [Token] {
    var parts: [Token] = []
    var from = 0
    for at in 1..<max(1, token.cells.count) {
      let (before, here) = (token.cells[at - 1], token.cells[at])
      let after = at + 1 < token.cells.count ? token.cells[at + 1] : nil
      let isCut =
        here.isCapital && (!before.isCapital || (after.map { !$0.isCapital } ?? false))
      guard isCut, here.start != before.start else { continue }
      parts.append(part(token, from, at))
      from = at
    }
    if from > 0 { parts.append(part(token, from, token.cells.count)) }
    return parts
  }

  private func part(_ token: Token, _ from: Int, _ to: Int) -> Token {
    let inside = Array(token.cells[from..<to])
    let first = cells.firstIndex { $0.start == inside[0].start } ?? token.from
    let last = cells.lastIndex { $0.start == inside[inside.count - 1].start } ?? token.to - 1
    return Token(cells: inside, from: first, to: last + 1, isInTag: true)
  }
}
