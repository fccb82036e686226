/// Hashtags, handles and mail addresses (SEMANTICS §1.5, §2.7).
extension FieldScanner {
  private static let mostPieces = 16

  /// A `#` or `@` at `p`: where to go on.
  mutating func sign(_ p: Int, _ end: Int) -> Int {
    let (sign, length) = UTF8Text.decode(text + p)
    if sign == 0x40, p > 0,
      let mail = Addresses.mailAddress(text, at: p, lowest: max(0, p - 64), end: end)
    {
      var i = tokens.count - 1
      while i >= 0, Int(tokens.base[i].end) > mail.lowerBound {
        tokens.base[i].kind = CharacterClass.boundary
        i -= 1
      }
      addresses.append(mail)
      return mail.upperBound
    }
    return tag(p + length, end)
  }

  private mutating func tag(_ start: Int, _ end: Int) -> Int {
    let firstToken = tokens.count
    var piece = start
    var p = start
    var before: UInt8 = 0
    var wasCapital = false
    var beforeLast = false
    while p < end {
      let (scalar, length) = UTF8Text.decode(text + p)
      let info = characters.info(of: scalar)
      let kind = UInt8(truncatingIfNeeded: info)
      if kind == CharacterClass.ignored || kind == CharacterClass.mark && before != 0 {
        p += length
        continue
      }
      guard CharacterClass.isWord(kind) || kind == CharacterClass.underscore else {
        // #צה״ל, #Слов'янськ: the sign belongs to the word.
        guard before != 0, joins(piece, p, end) else { break }
        p += length
        continue
      }
      let isCapital = info & CharacterTables.capital != 0
      if before != 0, kind == before || kind == CharacterClass.commonLetter {
        if isCapital && !wasCapital && CharacterClass.isLetter(kind) {
          // small → capital
          emitPiece(piece, p)
          piece = p
        } else if isCapital && wasCapital && isSmall(p + length, end, kind) {
          // capital → capital + small
          emitPiece(piece, p)
          piece = p
        }
      } else if before != 0,
        !(CharacterClass.isUnsegmented(kind) && CharacterClass.isUnsegmented(before))
      {
        emitPiece(piece, p)
        piece = p
      }
      beforeLast = wasCapital
      wasCapital = isCapital
      before = kind
      p += length
    }
    _ = beforeLast
    emitPiece(piece, p)
    markTag(firstToken)
    return max(p, start)
  }

  /// True when the sign at `p` is inside the word that begins at `piece` (SEMANTICS §2.4, §2.5).
  private func joins(_ piece: Int, _ p: Int, _ end: Int) -> Bool {
    let kind = Apostrophes.signClass(characters, text, p)
    guard
      kind == CharacterClass.apostrophe || kind == CharacterClass.quote
        || kind == CharacterClass.hebrewPoint
    else { return false }
    return FoldedWord.read(characters, text, piece, end, into: word).next > p
  }

  private func isSmall(_ p: Int, _ end: Int, _ kind: UInt8) -> Bool {
    guard p < end else { return false }
    let info = characters.info(of: UTF8Text.decode(text + p).scalar)
    return UInt8(truncatingIfNeeded: info) == kind && info & CharacterTables.capital == 0
  }

  private mutating func emitPiece(_ start: Int, _ end: Int) {
    guard start < end else { return }
    let kind = characters.characterClass(of: UTF8Text.decode(text + start).scalar)
    if CharacterClass.isUnsegmented(kind) {
      _ = unsegmented(start, end)
      return
    }
    guard CharacterClass.isLetter(kind) || kind == CharacterClass.digit else { return }
    let folded = FoldedWord.read(characters, text, start, end, into: word)
    guard folded.count > 0 else { return }
    push(
      start, folded.end, folded.kind, folded.count, WordHash.of(word, folded.count),
      flags: Token.inTag)
    if plan.hasJoined, folded.letters > 2 * LexiconIndexer.joinedLetters { findPhrase(folded) }
  }

  /// Looks up the phrases that the last piece may write as one.
  private mutating func findPhrase(_ folded: FoldedWord) {
    var length = 0
    for _ in 0..<LexiconIndexer.joinedLetters {
      length += 1
      while length < folded.count, word[length] & 0xC0 == 0x80 { length += 1 }
    }
    let hash = WordHash.of(word, length) ^ WordHash.Space.joined
    guard index.mayHold(hash) else { return }
    find(hash, first: tokens.count - 1, offset: Int(tokens.base[tokens.count - 1].start))
  }

  /// Marks the tokens from `first` on as one tag and looks up what its pieces make together.
  private mutating func markTag(_ first: Int) {
    let count = tokens.count - first
    guard count > 0 else { return }
    for i in first..<tokens.count { tokens.base[i].flags |= Token.inTag }
    tokens.base[first].flags |= Token.firstOfTag
    tokens.base[tokens.count - 1].flags |= Token.lastOfTag
    guard count > 1, count <= Self.mostPieces else { return }
    for i in first..<(tokens.count - 1) {
      let kind = tokens.base[i].kind
      guard CharacterClass.isLetter(kind) else { continue }
      var j = i + 1
      while j < tokens.count, tokens.base[j].kind == kind,
        tokens.base[j].start == tokens.base[j - 1].end
      {
        findRange(i, j, kind)
        j += 1
      }
    }
  }
}
