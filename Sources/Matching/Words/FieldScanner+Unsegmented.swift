/// Runs of Han, kana and Thai, which are not split into words (SEMANTICS §2.8, §6).
extension FieldScanner {
  /// Reads the run that begins at `start`, as one token, and looks up each pair of its characters.
  mutating func unsegmented(_ start: Int, _ end: Int) -> Int {
    let number = tokens.count
    var p = start
    var last = start
    var isThai = false
    var before: UInt32 = 0
    var beforeAt = start
    tokens.append(Token(start: UInt32(truncatingIfNeeded: start), end: 0, kind: 0, flags: 0))
    while p < end {
      if text[p] < 0x80 { break }
      let (scalar, length) = UTF8Text.decode(text + p)
      // Most ideographs need no table.
      let isIdeograph = length == 3 && scalar >= 0x4E00 && scalar <= 0x9FFF
      let kind = isIdeograph ? CharacterClass.han : characters.characterClass(of: scalar)
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
      var folded = isIdeograph ? scalar : UnsegmentedText.fold(scalar, characters)
      let at = p
      p += length
      if !isIdeograph { p += UnsegmentedText.voice(&folded, text, p, end) }
      last = p
      if before != 0, plan.hasPairs {
        let hash = WordHash.pair(before, folded)
        if index.mayHold(hash) { find(hash, first: number, offset: beforeAt) }
      }
      if plan.hasSingles {
        let hash = WordHash.pair(0, folded)
        if index.mayHold(hash) { find(hash, first: number, offset: at) }
      }
      before = folded
      beforeAt = at
    }
    tokens.base[number].end = UInt32(truncatingIfNeeded: last)
    tokens.base[number].kind = isThai ? CharacterClass.thai : CharacterClass.han
    return max(p, start + 1)
  }
}

enum UnsegmentedText {
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
