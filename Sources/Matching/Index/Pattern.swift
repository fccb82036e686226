/// How a literal operand compares.
enum LiteralStyle: UInt8 {
  case plain, quoted, exact, prefix
}

/// What may stand before a word of a pattern.
enum Joint: UInt8 {
  /// Optional: nothing, or white space, a hyphen, an apostrophe (SEMANTICS §4.1).
  case optionalBreak
  /// Letters meet digits: nothing, a hyphen, a no-break space (§4.3).
  case seam
  /// Two scripts meet; with Han or kana a space too.
  case tight
  /// Inside a dotted acronym: nothing, a dot, white space (§2.6).
  case dotted
  /// The signs of `PatternWord.signs`, perhaps set off by a space (§4.4).
  case signs
}

/// One word of a pattern: its letters as written in the term, and what stands before it.
struct PatternWord {
  /// In `Lexicon.bytes`.
  var start: UInt32
  var length: UInt16
  /// A `CharacterClass`, as `Token.kind`.
  var kind: UInt8
  var joint: Joint
  /// In `Lexicon.signs`; 0: none.
  var signs: UInt16
  var flags: UInt8

  static let function: UInt8 = 1
  static let allCapitals: UInt8 = 2
  /// ASCII letters alone.
  static let plain: UInt8 = 4

  var isFunctionWord: Bool { flags & Self.function != 0 }
  var isUnsegmented: Bool { kind == CharacterClass.han || kind == CharacterClass.thai }
  var isAllCapitals: Bool { flags & Self.allCapitals != 0 }
  var isPlain: Bool { flags & Self.plain != 0 }
}

/// A literal operand of a term: words in a row.
struct Pattern {
  var firstWord: UInt32
  var wordCount: UInt16
  var style: LiteralStyle
  var flags: UInt8
  var operand: UInt32
  /// In `Lexicon.signs`; 0: none.
  var trailing: UInt16

  /// SEMANTICS §3.7.
  static let shortCapitals: UInt8 = 1
  /// SEMANTICS §3.8.
  static let spellsFunctionWord: UInt8 = 2
  /// `#x` and `@x`.
  static let wholeTag: UInt8 = 4
  /// Has signs: no inflection.
  static let hasSigns: UInt8 = 8
  /// Some word has marks: Vietnamese compares all of them as written.
  static let hasMarks: UInt8 = 16

  func has(_ flag: UInt8) -> Bool { flags & flag != 0 }
  var inflects: Bool { style == .plain && !has(Self.hasSigns) }
}

/// Every literal of every watchlist, in flat arrays: 100,000 terms are a few large blocks.
struct Lexicon {
  var bytes: [UInt8] = []
  var words: [PatternWord] = []
  var patterns: [Pattern] = []
  var signs: [[UInt32]] = [[]]

  func word(_ pattern: Pattern, _ i: Int) -> PatternWord { words[Int(pattern.firstWord) + i] }
}
