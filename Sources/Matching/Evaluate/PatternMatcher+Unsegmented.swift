/// Han, kana and Thai (SEMANTICS §6), and exact terms (§7.3).
extension PatternMatcher {
  mutating func matchUnsegmented(
    _ i: Int, _ word: PatternWord, _ term: UnsafePointer<Unit>, _ termCount: Int,
    _ begun: WordStream
  ) -> Bool {
    var stream = begun
    if stream.count < termCount { extendUnsegmented(&stream, to: termCount) }
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
    if isLast, pattern.style == .prefix {
      let end = wordEnd(byte, run, stream.units[position - 1].base)
      return finish(token, end, isMidToken: end < Int(run.end))
    }
    if isLast {
      return edgeIsFree(right: byte, term, termCount, token: token, run: run, isOnly: i == 0)
        && finish(token, byte, isMidToken: byte < Int(run.end))
    }
    if byte >= Int(run.end) { return advance(i, token, byte) }
    let joint = lexicon.word(pattern, i + 1).joint
    return (joint == .optionalBreak || joint == .tight) && match(i + 1, token, byte)
  }

  /// Parts that a space, a middle dot or a hyphen sets apart: サイバー・セキュリティ, 安倍 晋三.
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
      guard !gap.isDisjoint(with: [.middleDot, .hyphen, .spaces]) else { return }
      let count = Unit.read(
        characters, text, Int(b.start), Int(b.end), limit: wanted + 8,
        into: stream.units + stream.count)
      guard count > 0 else { return }
      stream.extend(by: count)
    }
  }

  /// Where the word goes on to that a prefix term begins: a run of katakana.
  private func wordEnd(_ byte: Int, _ run: Token, _ last: UInt32) -> Int {
    guard UnsegmentedComparison.isKatakana(characters, last) else { return byte }
    var p = byte
    var end = byte
    while p < Int(run.end) {
      let (scalar, length) = UTF8Text.decode(text + p)
      let kind = characters.characterClass(of: scalar)
      p += length
      if kind == CharacterClass.ignored { continue }
      guard kind == CharacterClass.katakana || kind == CharacterClass.mark else { break }
      end = p
    }
    return end
  }

  func edgeIsFree(
    left: Int, _ term: UnsafePointer<Unit>, _ termCount: Int, token: Int, otherEdge: Int
  ) -> Bool {
    edges(of: scratch.tokens[token]).isFree(
      left: left, right: otherEdge, term, termCount, isWholeTerm: pattern.wordCount == 1)
  }

  func edgeIsFree(
    right: Int, _ term: UnsafePointer<Unit>, _ termCount: Int, token: Int, run: Token, isOnly: Bool
  ) -> Bool {
    edges(of: run).isFree(right: right, left: isOnly ? start : nil, term, termCount)
  }

  private func edges(of run: Token) -> UnsegmentedEdges {
    let isExact = pattern.style == .exact
    return UnsegmentedEdges(
      characters: characters, text: text, segmenter: scratch.segmenter, run: run,
      katakana: pattern.wordCount > 1 && !isExact ? katakanaOfPattern() : 0, isExact: isExact)
  }

  private func katakanaOfPattern() -> Int {
    let units = scratch.formUnits
    var result = 0
    for i in 0..<Int(pattern.wordCount) {
      let word = lexicon.word(pattern, i)
      guard word.isUnsegmented else { continue }
      let count = read(word, into: units)
      for k in 0..<count where UnsegmentedComparison.isKatakana(characters, units[k].base) {
        result += 1
      }
    }
    return result
  }

  // MARK: - Exact

  func exactEnd(from token: Int, _ byte: Int) -> (token: Int, byte: Int)? {
    let piece = lexicon.words[Int(pattern.firstWord) + Int(pattern.wordCount)]
    guard
      let end = ExactText.end(
        characters, of: lexicon.bytes(of: piece), Int(piece.length), in: text, byte, count)
    else { return nil }
    // It must end where a word ends.
    var last = token
    while last < scratch.tokens.count, Int(scratch.tokens[last].start) < end {
      let run = scratch.tokens[last]
      if run.isUnsegmented, Int(run.end) >= end { return exactEdges(token, last, byte, end) }
      if Int(run.end) == end {
        return isLeftFree(token, byte, Int(run.end)) ? (last, end) : nil
      }
      last += 1
    }
    return nil
  }

  func exactEdges(
    _ first: Int, _ last: Int, _ byte: Int, _ end: Int
  ) -> (token: Int, byte: Int)? {
    let units = scratch.formUnits
    let length = Unit.read(characters, text, byte, end, into: units)
    guard
      edges(of: scratch.tokens[last]).isFree(
        right: end, left: first == last ? byte : nil, units, length)
    else { return nil }
    let reach = first == last ? end : Int(scratch.tokens[first].end)
    return isLeftFree(first, byte, reach) ? (last, end) : nil
  }

  /// Whether an exact term may begin at `byte`, inside the run `token`; it holds the run to `end`.
  func isLeftFree(_ token: Int, _ byte: Int, _ end: Int) -> Bool {
    let run = scratch.tokens[token]
    guard run.isUnsegmented, byte > Int(run.start) else { return true }
    let units = scratch.formUnits
    let length = Unit.read(characters, text, byte, end, into: units)
    return edges(of: run).isFree(left: byte, right: end, units, length, isWholeTerm: true)
  }
}
