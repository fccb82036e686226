import Foundation

/// Occurrences of a term without operators in a field.
extension Reference {
  struct Span: Hashable {
    var start: Int
    var end: Int
  }

  static func spans(of pattern: Pattern, in text: Text) -> Set<Span> {
    if let tag = pattern.tag { return tags(tag, in: text) }
    if pattern.isUnsegmented { return unsegmented(pattern, in: text) }
    var walk = Walk(text: text, pattern: pattern)
    for items in pattern.alternatives { walk.search(items) }
    return walk.found
  }

  private static func tags(_ tag: [Cell], in text: Text) -> Set<Span> {
    var spans: Set<Span> = []
    for range in text.tagRanges() where text.cells[range.lowerBound - 1].base == tag[0].base {
      let whole = text.cells[range]
      let written = Array(tag.dropFirst())
      if lengths(written, TermWord(cells: written), in: Array(whole), from: 0).contains(whole.count)
      {
        spans.insert(
          Span(
            start: text.cells[range.lowerBound - 1].start, end: text.cells[range.upperBound - 1].end
          ))
      }
    }
    return spans
  }

  /// Tries every way to lay a pattern on a text.
  private struct Walk {
    var text: Text
    var pattern: Pattern
    var found: Set<Span> = []
    var tokens: [Token]
    private var items: [Item] = []

    init(text: Text, pattern: Pattern) {
      self.text = text
      self.pattern = pattern
      tokens = text.tokens
      tokens += Self.hyphenated(text)
    }

    /// A place: at a cell, perhaps inside a token.
    struct Place {
      var cell: Int
      var token: Token?
      var offset = 0
    }

    struct Trace {
      var start: Int?
      var end = 0
      var matched: [Cell] = []
      var isInTag = false
    }

    mutating func search(_ items: [Item]) {
      self.items = items
      guard let first = items.first else { return }
      if case .sign = first {
        for at in text.cells.indices { step(0, Place(cell: at), Trace()) }
      } else {
        for at in Set(tokens.map(\.from)) { step(0, Place(cell: at), Trace()) }
      }
    }

    private mutating func step(_ item: Int, _ place: Place, _ trace: Trace) {
      if item == items.count {
        if place.token == nil, let start = trace.start, isAccepted(trace) {
          found.insert(Span(start: start, end: trace.end))
        }
        return
      }
      switch items[item] {
      case .word(let word): stepWord(word, item, place, trace)
      case .gap(let gap):
        if place.token != nil {
          if gap != .seam { step(item + 1, place, trace) }
        } else {
          for next in ends(of: gap, from: place.cell) { step(item + 1, Place(cell: next), trace) }
        }
      case .sign(let sign):
        guard place.token == nil else { return }
        for at in [place.cell, place.cell + 1] {
          if at > place.cell, item == 0 || !isSpace(place.cell) { continue }
          guard text.cells.indices.contains(at), !text.closed.contains(at),
            text.cells[at].base == sign
          else { continue }
          var next = trace
          next.start = next.start ?? text.cells[at].start
          next.end = text.cells[at].end
          step(item + 1, Place(cell: at + 1), next)
          if item + 1 < items.count, isSpace(at + 1) { step(item + 1, Place(cell: at + 2), next) }
        }
      }
    }

    private func isSpace(_ at: Int) -> Bool {
      text.cells.indices.contains(at) && Reference.isSpace(text.cells[at])
        && text.cells[at].base != "\n"
    }

    private mutating func stepWord(
      _ word: TermWord, _ item: Int, _ place: Place, _ trace: Trace
    ) {
      if let token = place.token {
        lay(word, item, token, place.offset, trace)
      } else {
        for token in tokens where token.from == place.cell { lay(word, item, token, 0, trace) }
      }
    }

    private mutating func lay(
      _ word: TermWord, _ item: Int, _ token: Token, _ offset: Int, _ trace: Trace
    ) {
      let isLast = item == items.count - 1
      for landing in Reference.landings(of: word, mode: pattern.mode, isLast, in: token, offset) {
        if let last = token.lastPart, landing.matched <= last { continue }
        var next = trace
        next.start = next.start ?? token.cells[landing.showsWhole ? 0 : offset].start
        next.end = token.cells[landing.spanEnd - 1].end
        next.matched += token.cells[landing.from..<landing.matched]
        next.isInTag = next.isInTag || token.isInTag
        if landing.isWhole {
          step(item + 1, Place(cell: token.to), next)
        } else {
          step(item + 1, Place(cell: 0, token: token, offset: landing.matched), next)
        }
      }
    }

    /// Where the next word may begin after a gap that begins at `cell`.
    private func ends(of gap: Gap, from cell: Int) -> [Int] {
      var ends: [Int] = []
      var at = cell
      while at <= text.cells.count {
        let inside = Array(text.cells[cell..<at])
        let isAllowed =
          switch gap {
          case .normal: isNormal(inside, cell, at)
          case .seam: inside.isEmpty || isSeam(inside)
          case .dotted: [[], ["."], [".", " "], [" "]].contains(inside.map(\.base))
          }
        if isAllowed { ends.append(at) }
        if at == text.cells.count || text.cells[at].isWordPart || text.closed.contains(at) { break }
        at += 1
      }
      return ends
    }

    private func isSeam(_ inside: [Cell]) -> Bool {
      inside.count == 1
        && (Reference.hyphens.contains(inside[0].base)
          || ["\u{A0}", "\u{202F}"].contains(text.scalars[inside[0].start]))
    }

    private func isNormal(_ inside: [Cell], _ from: Int, _ to: Int) -> Bool {
      guard inside.allSatisfy(Reference.isBreak) else { return false }
      if inside.contains(where: { $0.base == "\u{2013}" }) {
        return inside.count == 1 && from > 0 && text.cells[from - 1].script != nil
          && to < text.cells.count && text.cells[to].script != nil
      }
      return inside.filter { $0.base == "\n" }.count <= 1
    }

    /// The short-capitals rule (SEMANTICS §3.7, §3.8).
    private func isAccepted(_ trace: Trace) -> Bool {
      guard pattern.isShortCapital else { return true }
      guard
        pattern.cells.contains(where: { !$0.marks.isEmpty })
          || trace.matched.allSatisfy(\.marks.isEmpty)
      else { return false }
      if trace.isInTag { return true }
      let letters = trace.matched.filter { $0.script != nil }
      if pattern.isFunctionWord { return letters.allSatisfy(\.isCapital) }
      return !text.hasCapital || letters.contains(where: \.isCapital)
    }

    /// Chains of words between single hyphens, each read as one word.
    private static func hyphenated(_ text: Text) -> [Token] {
      var chains: [Token] = []
      for first in text.tokens {
        var chain = first
        while let next = text.tokens.first(where: {
          $0.from == chain.to + 1 && Reference.hyphens.contains(text.cells[chain.to].base)
        }) {
          let last = chain.cells.count
          chain = Token(cells: chain.cells + next.cells, from: chain.from, to: next.to)
          chain.lastPart = last
          chains.append(chain)
        }
      }
      return chains
    }
  }
}
