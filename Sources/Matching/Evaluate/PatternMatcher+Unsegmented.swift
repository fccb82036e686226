/// Han, kana and Thai (SEMANTICS §6), and exact terms (§7.3).
extension PatternMatcher {
  mutating func matchUnsegmented(
    _ i: Int, _ word: PatternWord, _ term: UnsafePointer<Unit>, _ termCount: Int,
    _ begun: WordStream
  ) -> Bool {
    var stream = begun
    if stream.count < termCount { extendUnsegmented(&stream, to: termCount + 2) }
    guard
      let position = UnsegmentedComparison.end(
        characters, of: term, termCount, in: stream.units, stream.count), position > 0
    else { return false }
    let isLast = i == Int(pattern.wordCount) - 1
    let (token, _) = stream.token(before: position)
    let byte = Int(stream.units[position - 1].end)
    let run = scratch.tokens[token]
    if i == 0, !edgeIsFree(left: start, term, termCount, token: startToken, otherEdge: byte) {
      return false
    }
    if isLast {
      let isFree =
        pattern.style == .prefix
        || edgeIsFree(right: byte, term, termCount, token: token, run: run, isOnly: i == 0)
      return isFree && finish(token, byte, isMidToken: byte < Int(run.end))
    }
    if byte >= Int(run.end) { return advance(i, token, byte) }
    let joint = lexicon.word(pattern, i + 1).joint
    return (joint == .optionalBreak || joint == .tight) && match(i + 1, token, byte)
  }

  /// Katakana parts that a middle dot or a hyphen sets apart: サイバー・セキュリティ.
  func extendUnsegmented(_ stream: inout WordStream, to wanted: Int) {
    while stream.count < wanted, stream.count > 0, stream.tokenCount < WordStream.mostTokens {
      let last = stream.firstToken + stream.tokenCount - 1
      guard last + 1 < scratch.tokens.count else { return }
      let a = scratch.tokens[last]
      let b = scratch.tokens[last + 1]
      guard a.kind == CharacterClass.han, b.kind == CharacterClass.han,
        stream.units[stream.count - 1].end == a.end
      else { return }
      let gap = Gap.read(characters, text, Int(a.end), Int(b.start))
      guard !gap.isDisjoint(with: [.middleDot, .hyphen]) else { return }
      let count = Unit.read(
        characters, text, Int(b.start), Int(b.end), limit: wanted,
        into: stream.units + stream.count)
      guard count > 0,
        UnsegmentedComparison.isKatakana(characters, stream.units[stream.count - 1].base),
        UnsegmentedComparison.isKatakana(characters, stream.units[stream.count].base)
      else { return }
      stream.extend(by: count)
    }
  }

  func edgeIsFree(
    left: Int, _ term: UnsafePointer<Unit>, _ termCount: Int, token: Int, otherEdge: Int
  ) -> Bool {
    let run = scratch.tokens[token]
    return UnsegmentedEdges(
      characters: characters, text: text, segmenter: scratch.segmenter, run: run
    ).isFree(left: left, right: otherEdge, term, termCount, isWholeTerm: pattern.wordCount == 1)
  }

  func edgeIsFree(
    right: Int, _ term: UnsafePointer<Unit>, _ termCount: Int, token: Int, run: Token, isOnly: Bool
  ) -> Bool {
    UnsegmentedEdges(
      characters: characters, text: text, segmenter: scratch.segmenter, run: run
    ).isFree(
      right: right, left: isOnly ? start : nil, term, termCount)
  }

  // MARK: - Exact

  func exactEnd(from token: Int, _ byte: Int) -> (token: Int, byte: Int)? {
    let piece = lexicon.words[Int(pattern.firstWord) + Int(pattern.wordCount)]
    guard
      let end = lexicon.withBytes(
        piece,
        { p, length in
          ExactText.end(characters, of: p, length, in: text, byte, count)
        })
    else { return nil }
    // It must end where a word ends.
    var last = token
    while last < scratch.tokens.count, Int(scratch.tokens[last].start) < end {
      let run = scratch.tokens[last]
      if Int(run.end) == end { return (last, end) }
      if run.isUnsegmented, Int(run.end) > end { return exactEdges(token, last, byte, end) }
      last += 1
    }
    return nil
  }

  func exactEdges(
    _ first: Int, _ last: Int, _ byte: Int, _ end: Int
  ) -> (token: Int, byte: Int)? {
    let units = scratch.formUnits
    let length = Unit.read(characters, text, byte, end, into: units)
    let edges = UnsegmentedEdges(
      characters: characters, text: text, segmenter: scratch.segmenter,
      run: scratch.tokens[last])
    guard edges.isFree(right: end, left: first == last ? byte : nil, units, length) else {
      return nil
    }
    if first == last,
      !edges.isFree(left: byte, right: end, units, length, isWholeTerm: true)
    {
      return nil
    }
    return (last, end)
  }
}
