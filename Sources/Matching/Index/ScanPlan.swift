/// What keys a document's words are looked up by, besides the words themselves: what the terms
/// need and its language allows.
struct ScanPlan {
  var hasPairs = false
  var hasSingles = false
  var hasStems = false
  /// Polish, Czech, Slovak.
  var hasLatinStems = false
  var hasArabic = false
  var hasHebrew = false
  /// Phrases may be written as one in hashtags.
  var hasJoined = false
  /// UTF-8 lengths of the beginnings to look up.
  var prefixLengths = LengthSet()
  var hangulLengths = LengthSet()
  /// Bit k: words of kind min(k, 63) have more keys than themselves.
  private var extras: UInt64 = 0

  @inline(__always)
  func hasExtras(_ kind: UInt8) -> Bool { extras >> UInt64(min(kind, 63)) & 1 != 0 }

  func lengths(_ kind: UInt8) -> LengthSet {
    kind == CharacterClass.hangul ? hangulLengths : prefixLengths
  }

  mutating func settle() {
    extras = prefixLengths.isEmpty ? 0 : ~0
    func note(_ kind: UInt8, _ flag: Bool) {
      if flag { extras |= 1 << UInt64(kind) }
    }
    note(CharacterClass.cyrillic, hasStems)
    note(CharacterClass.latin, hasLatinStems)
    note(CharacterClass.arabic, hasArabic)
    note(CharacterClass.hebrew, hasHebrew)
    note(CharacterClass.hangul, !hangulLengths.isEmpty)
  }
}
