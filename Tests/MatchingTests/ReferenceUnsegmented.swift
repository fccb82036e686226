import Foundation

/// Terms that hold Han, kana or Thai (SEMANTICS §6). No dictionary is at hand here: at Han and
/// hiragana edges the substring counts.
extension Reference {
  static func unsegmented(_ pattern: Pattern, in text: Text) -> Set<Span> {
    var term = pattern.cells.filter { !isOptional($0) }
    if term.count > 1, term.last?.base == "ー" { term.removeLast() }
    guard let first = term.first else { return [] }
    var spans: Set<Span> = []
    for start in text.cells.indices where text.cells[start].base == first.base {
      guard var end = end(of: term, in: text, from: start) else { continue }
      if end < text.cells.count, text.cells[end].base == "ー" { end += 1 }
      if pattern.mode == .prefix {
        while end < text.cells.count, text.cells[end].script == .katakana,
          term.last?.script == .katakana
        {
          end += 1
        }
      }
      guard isEdge(term, in: text, start, end) else { continue }
      spans.insert(Span(start: text.cells[start].start, end: text.cells[end - 1].end))
    }
    return spans
  }

  private static func isOptional(_ cell: Cell) -> Bool {
    isSpace(cell) || ["・", "＝", "=", "-", "·", "･"].contains(cell.base)
  }

  private static func end(of term: [Cell], in text: Text, from start: Int) -> Int? {
    var at = start
    for (index, cell) in term.enumerated() {
      if index > 0 {
        while at < text.cells.count, isOptional(text.cells[at]), text.cells[at].base != cell.base {
          at += 1
        }
      }
      guard at < text.cells.count, text.cells[at].base == cell.base, !text.closed.contains(at)
      else { return nil }
      at += 1
    }
    return at
  }

  /// The run of katakana must be whole; six katakana or more may begin or end a longer one.
  private static func isEdge(_ term: [Cell], in text: Text, _ start: Int, _ end: Int) -> Bool {
    let isLeftOpen =
      term.first?.script == .katakana && start > 0 && text.cells[start - 1].script == .katakana
    let isRightOpen =
      term.last?.script == .katakana && end < text.cells.count
      && text.cells[end].script == .katakana
    if !isLeftOpen, !isRightOpen { return true }
    if isLeftOpen, isRightOpen { return false }
    return term.filter { $0.script == .katakana }.count >= 6
  }
}
