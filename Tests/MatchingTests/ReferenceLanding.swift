import Foundation

/// How one word of a term may lie on a written word: whole, inflected, with particles or clitics
/// around it, as the head of a compound, or followed by the next word of the term.
extension Reference {
  struct Landing: Hashable {
    /// Cells of the token that the word itself takes.
    var from: Int
    var matched: Int
    var spanEnd: Int
    /// Nothing of the token is left for a next word.
    var isWhole: Bool
    /// The span begins where the written word does.
    var showsWhole = false
  }

  static func landings(
    of word: TermWord, mode: Mode, _ isLast: Bool, in token: Token, _ offset: Int
  ) -> Set<Landing> {
    var landings: Set<Landing> = []
    let cells = token.cells
    let clitics =
      offset == 0 ? starts(of: word, in: cells) : [(offset, word.cells)]
    for (from, base) in clitics {
      let isClitic = from > 0 && offset == 0 || base != word.cells
      for end in lengths(base, word, in: cells, from: from) {
        if end == cells.count {
          landings.insert(
            Landing(from: from, matched: end, spanEnd: end, isWhole: true, showsWhole: isClitic))
          continue
        }
        if !isLast {
          landings.insert(
            Landing(from: from, matched: end, spanEnd: end, isWhole: false, showsWhole: isClitic))
        }
        if token.isCut {
          continue
        } else if mode == .prefix, isLast {
          landings.insert(
            Landing(from: from, matched: end, spanEnd: cells.count, isWhole: true))
        } else if isParticle(word, Array(cells[end...])) {
          landings.insert(Landing(from: from, matched: end, spanEnd: end, isWhole: true))
        } else if word.isCompound, isCompoundRest(cells[end...].map(\.base).joined()) {
          landings.insert(Landing(from: from, matched: end, spanEnd: cells.count, isWhole: true))
        }
      }
      for form in word.forms where !isClitic {
        for end in lengths(form, word, in: cells, from: from) where end == cells.count || !isLast {
          landings.insert(
            Landing(from: from, matched: end, spanEnd: end, isWhole: end == cells.count))
        }
      }
    }
    let rest = Array(cells[offset...])
    if word.isStem, rest.first?.kind == word.cells[0].kind,
      shareStem(word.cells, rest, isLatin: word.isLatinStem)
    {
      landings.insert(
        Landing(from: offset, matched: cells.count, spanEnd: cells.count, isWhole: true))
    }
    return landings
  }

  /// Where the word may begin in the written one, and what it looks like there.
  private static func starts(of word: TermWord, in cells: [Cell]) -> [(Int, [Cell])] {
    var starts = [(0, word.cells)]
    guard word.cells.count >= 3 else { return starts }
    switch word.cells[0].script {
    case .hebrew:
      var at = 0
      while at < 3, at < cells.count, "הובלמשכ".contains(cells[at].base) {
        at += 1
        starts.append((at, word.cells))
      }
    case .arabic where word.language != "fa":
      let letters = cells.map(\.base)
      let hasArticle = isArticle(word.cells[...])
      for clitic in ["", "و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "فل", "وك"] {
        let length = clitic.count
        guard letters.prefix(length).joined() == clitic else { continue }
        if length > 0 { starts.append((length, word.cells)) }
        if !hasArticle, isArticle(cells[min(length, cells.count)...]) {
          starts.append((length + 2, word.cells))
        }
        // ل and the article are لل.
        guard clitic.hasSuffix("ل"), length < letters.count, letters[length] == "ل" else {
          continue
        }
        if hasArticle {
          starts.append((length + 1, Array(word.cells.dropFirst(2))))
        } else {
          starts.append((length + 1, word.cells))
        }
      }
    default: break
    }
    return starts
  }

  private static func isArticle(_ cells: ArraySlice<Cell>) -> Bool {
    let first = cells.prefix(2)
    return first.map(\.base) == ["ا", "ل"] && first.first?.hasHamza == false
  }

  static let particles = [
    "가", "이", "은", "는", "을", "를", "의", "에", "에서", "에게", "와", "과", "도", "만", "로", "으로", "부터",
    "까지", "보다", "처럼", "들",
  ]

  /// A Korean particle, or a stack of them.
  private static func isParticle(_ word: TermWord, _ rest: [Cell]) -> Bool {
    guard word.cells[0].script == .hangul else { return false }
    var remaining = [rest.map(\.base).joined()]
    while let text = remaining.popLast() {
      if text.isEmpty { return true }
      for particle in particles where text.hasPrefix(particle) {
        remaining.append(String(text.dropFirst(particle.count)))
      }
    }
    return false
  }

  private static func isCompoundRest(_ rest: String) -> Bool {
    guard rest.count >= 4 else { return false }
    let endings = ["isch", "nisch", "lich", "haft", "schaft", "heit", "keit", "ung"]
    return !endings.contains { rest.hasPrefix($0) }
  }
}
