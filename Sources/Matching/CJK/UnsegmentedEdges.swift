/// Where a match may begin and end inside a run without spaces (SEMANTICS §6.2, §6.3).
struct UnsegmentedEdges {
  let characters: CharacterTables
  let text: UnsafePointer<UInt8>
  let segmenter: Segmenter
  /// The run that holds the edge.
  let run: Token

  /// The katakana of the whole term, when it has more words than the one at hand.
  var katakana = 0
  /// `=…` takes runs of katakana whole, whatever their length.
  var isExact = false

  /// A katakana term from which a longer run may begin or end with it.
  static let longKatakana = 6

  /// `right`: the match's other end, when it lies in the same run.
  func isFree(
    left: Int, right: Int, _ term: UnsafePointer<Unit>, _ count: Int, isWholeTerm: Bool
  ) -> Bool {
    guard left > Int(run.start), count > 0 else { return true }
    let before = scalar(before: left)
    let first = term[0].base
    if run.kind == CharacterClass.thai { return true }
    if isKatakana(first) {
      guard isKatakana(before) else { return true }
      // A longer run that ends with the term.
      guard mayBeLonger(leading(term, count)) else { return false }
      let isAllKatakana = leading(term, count) == count
      return !isAllKatakana || !isWholeTerm || !continues(right)
    }
    if isKatakana(before) { return true }
    let end = right <= Int(run.end) && right > left ? right : left
    return segmenter.allows(
      edge: left, match: left..<max(end, left), in: run, text: text, characters: characters)
  }

  /// `left`: the match's other end, when it lies in the same run.
  func isFree(
    right: Int, left: Int?, _ term: UnsafePointer<Unit>, _ count: Int
  ) -> Bool {
    guard right < Int(run.end), count > 0 else { return true }
    let next = UTF8Text.decode(text + right).scalar
    let after = UnsegmentedText.fold(next, characters)
    let last = term[count - 1].base
    if run.kind == CharacterClass.thai {
      return characters.characterClass(of: next) != CharacterClass.mark
    }
    if isKatakana(last) {
      guard isKatakana(after) else { return true }
      guard mayBeLonger(trailing(term, count)) else { return false }
      guard trailing(term, count) == count, let left, left > Int(run.start) else { return true }
      return !isKatakana(scalar(before: left))
    }
    if isKatakana(after) { return true }
    if characters.characterClass(of: last) == CharacterClass.han,
      characters.characterClass(of: after) == CharacterClass.hiragana
    {
      return true
    }
    let start = left ?? max(Int(run.start), right)
    return segmenter.allows(
      edge: right, match: min(start, right)..<right, in: run, text: text, characters: characters)
  }

  private func isKatakana(_ scalar: UInt32) -> Bool {
    UnsegmentedComparison.isKatakana(characters, scalar)
  }

  private func scalar(before position: Int) -> UInt32 {
    var p = position
    while p > Int(run.start) {
      p = UTF8Text.previous(text, p, lowest: Int(run.start))
      let scalar = UTF8Text.decode(text + p).scalar
      let kind = characters.characterClass(of: scalar)
      if kind != CharacterClass.ignored && kind != CharacterClass.mark {
        return UnsegmentedText.fold(scalar, characters)
      }
    }
    return 0
  }

  /// True when the katakana run goes on after `position`.
  private func continues(_ position: Int) -> Bool {
    guard position < Int(run.end) else { return false }
    return isKatakana(UnsegmentedText.fold(UTF8Text.decode(text + position).scalar, characters))
  }

  private func mayBeLonger(_ count: Int) -> Bool {
    !isExact && max(count, katakana) >= Self.longKatakana
  }

  private func leading(_ term: UnsafePointer<Unit>, _ count: Int) -> Int {
    var i = 0
    while i < count, isKatakana(term[i].base) { i += 1 }
    return i
  }

  private func trailing(_ term: UnsafePointer<Unit>, _ count: Int) -> Int {
    var i = 0
    while i < count, isKatakana(term[count - 1 - i].base) { i += 1 }
    return i
  }
}
