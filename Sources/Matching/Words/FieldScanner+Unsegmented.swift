/// Runs of Han, kana and Thai, which are not split into words (SEMANTICS §2.8, §6).
extension FieldScanner {
  /// Reads the run that begins at `start`, as one token, and looks up each pair of its characters,
  /// and each three whose first two open a term.
  mutating func unsegmented(_ start: Int, _ end: Int) -> Int {
    let text = self.text
    let index = self.index
    let (hasPairs, hasSingles) = (plan.hasPairs, plan.hasSingles)
    let number = tokens.count
    var p = start
    var last = start
    var isThai = false
    var before: UInt32 = 0
    var beforeAt = start
    /// The character before `before`.
    var prior: UInt32 = 0
    /// The pair before this character, when a term may open with it.
    var opening: UInt64 = 0
    var openingAt = start
    var priorToOpening: UInt32 = 0
    tokens.append(Token(start: UInt32(truncatingIfNeeded: start), end: 0, kind: 0, flags: 0))
    while p < end {
      let at = p
      let folded: UInt32
      if !isThai, let plain = UnsegmentedText.plain(text + p) {
        folded = plain
        p &+= 3
      } else {
        if text[p] < 0x80 { break }
        let (scalar, length) = UTF8Text.decode(text + p)
        let kind = characters.characterClass(of: scalar)
        if kind == CharacterClass.ignored {
          p += length
          continue
        }
        if kind == CharacterClass.mark {
          p += length
          last = p
          continue
        }
        guard CharacterClass.isUnsegmented(kind) else { break }
        if before == 0 { isThai = kind == CharacterClass.thai }
        if isThai != (kind == CharacterClass.thai) { break }
        var kana = UnsegmentedText.fold(scalar, characters)
        p += length
        p += UnsegmentedText.voice(&kana, text, p, end)
        folded = kana
      }
      last = p
      if hasPairs {
        if opening != 0 {
          let isMark = folded == UnsegmentedComparison.longMark
          find(
            Opening(pair: opening, prior: priorToOpening, at: openingAt, token: number),
            third: isMark ? WordHash.apart : folded)
          opening = 0
        }
        let hash = WordHash.pair(before, folded)
        if index.mayHold(hash), before != 0 {
          opening = hash
          openingAt = beforeAt
          priorToOpening = prior
          find(
            Opening(pair: hash, prior: prior, at: beforeAt, token: number),
            third: WordHash.pairAlone)
        }
      }
      if hasSingles {
        let hash = WordHash.pair(0, folded)
        if index.mayHold(hash) { find(hash, first: number, offset: at) }
      }
      prior = before
      before = folded
      beforeAt = at
    }
    if opening != 0 {
      find(
        Opening(pair: opening, prior: priorToOpening, at: openingAt, token: number),
        third: WordHash.apart)
    }
    tokens.base[number].end = UInt32(truncatingIfNeeded: last)
    tokens.base[number].kind = isThai ? CharacterClass.thai : CharacterClass.han
    return max(p, start + 1)
  }
}

extension FieldScanner {
  /// Two characters that a term may open with.
  struct Opening {
    var pair: UInt64
    /// The character before them in the run.
    var prior: UInt32
    var at: Int
    var token: Int
  }

  @inline(never)
  mutating func find(_ opening: Opening, third: UInt32) {
    let hash = WordHash.triple(opening.pair, third)
    if index.mayHold(hash) { find(hash, first: opening.token, offset: opening.at) }
    if UnsegmentedComparison.isKatakana(characters, opening.prior) { return }
    let edge = WordHash.triple(opening.pair ^ WordHash.Space.stem, third)
    if index.mayHold(edge) { find(edge, first: opening.token, offset: opening.at) }
  }
}

enum UnsegmentedText {
  /// The ideograph or kana of three bytes at `p` that folds to itself and has no mark after it;
  /// nil: look closer. Reads six bytes.
  @inline(__always)
  static func plain(_ p: UnsafePointer<UInt8>) -> UInt32? {
    guard p[0] &- 0xE3 < 7 else { return nil }
    let scalar = UInt32(p[0] & 15) << 12 | UInt32(p[1] & 63) << 6 | UInt32(p[2] & 63)
    // U+3041…30FC, with exceptions; U+4E00…9FFF.
    let isKana = scalar &- 0x3041 < 0xBC ? 1 : 0
    let isIdeograph = scalar &- 0x4E00 < 0x5200 ? 1 : 0
    guard isKana | isIdeograph != 0, scalar &- 0x3097 >= 10, scalar != 0x30FB else { return nil }
    // U+3098…309B and U+FF9C…FF9F, little-endian.
    let next = UnsafeRawPointer(p + 3).loadUnaligned(as: UInt32.self) & 0xFC_FFFF
    return next == 0x98_82E3 || next == 0x9C_BEEF ? nil : scalar
  }

  /// The scalar that `scalar` folds to: half-width to full-width and the like.
  @inline(__always)
  static func fold(_ scalar: UInt32, _ characters: CharacterTables) -> UInt32 {
    if scalar < 0x10000 {
      let packed = characters.folds[Int(scalar)]
      if packed & 0xFF == CharacterTables.keep { return scalar }
      if packed & 0xFF == 3 {
        return (packed >> 8 & 15) << 12 | (packed >> 16 & 63) << 6 | packed >> 24 & 63
      }
    }
    return slowFold(scalar, characters)
  }

  @inline(never)
  private static func slowFold(_ scalar: UInt32, _ characters: CharacterTables) -> UInt32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      guard let p = buffer.baseAddress else { return scalar }
      return characters.fold(scalar, into: p) > 0 ? UTF8Text.decode(p).scalar : scalar
    }
  }

  /// Joins a voiced mark (U+3099, U+309A, half-width ones too) at `p` to `kana`; returns the bytes
  /// that it takes.
  @inline(__always)
  static func voice(
    _ kana: inout UInt32, _ text: UnsafePointer<UInt8>, _ p: Int, _ end: Int
  ) -> Int {
    guard p + 2 < end else { return 0 }
    let first = text[p]
    guard first == 0xE3 && text[p + 1] == 0x82 || first == 0xEF && text[p + 1] == 0xBE else {
      return 0
    }
    let mark: UInt32
    switch (first, text[p + 2]) {
    case (0xE3, 0x99), (0xEF, 0x9E): mark = 0x3099
    case (0xE3, 0x9A), (0xEF, 0x9F): mark = 0x309A
    default: return 0
    }
    guard let voiced = Composition.composed(kana, mark) else { return 3 }
    kana = voiced
    return 3
  }
}
