import Foundation
import Model

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Makes terms, and documents in which those terms stand as written, bent, cut and hidden.
struct PropertyGenerator {
  var numbers: SeededNumbers
  /// What the terms made so far are made of, for documents to speak of.
  private(set) var operands: [String] = []
  let vocabulary: PropertyVocabulary

  init(seed: UInt64) {
    numbers = SeededNumbers(state: seed)
    vocabulary =
      PropertyVocabulary.all[Int(numbers.next() % UInt64(PropertyVocabulary.all.count))]
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(numbers.next() % UInt64(values.count))]
  }

  mutating func chance(_ percent: Int) -> Bool { numbers.next() % 100 < percent }

  // MARK: Terms

  /// A term without operators.
  mutating func plainTerm() -> String {
    let term = anyPlainTerm()
    operands.append(term)
    return term
  }

  private mutating func anyPlainTerm() -> String {
    switch numbers.next() % 10 {
    case 0...4: recased(pick(vocabulary.words), 25)
    case 5...6: recased(pick(vocabulary.phrases), 20)
    case 7: pick(PropertyVocabulary.short)
    default: remarked(pick(vocabulary.words), 60)
    }
  }

  /// A term, with operators or without.
  mutating func term() -> String {
    let one = plainTerm()
    switch numbers.next() % 20 {
    case 0: return "\"" + one.replacing("\"", with: "") + "\""
    case 1: return "=" + one
    case 2: return pick(vocabulary.words).prefix(3 + Int(numbers.next() % 4)) + "*"
    case 3: return one + pick([" AND ", " ET "]) + plainTerm()
    case 4: return one + pick([" OR ", " OU "]) + plainTerm()
    case 5: return one + pick([" NOT ", " SAUF ", " AND NOT "]) + plainTerm()
    case 6: return "(\(one) OR \(plainTerm())) AND \(plainTerm())"
    case 7, 8: return one + " NEAR/\(numbers.next() % 4) " + plainTerm()
    case 9: return pick(["title:", "summary:", "content:"]) + "(" + one + ")"
    case 10: return one + " NOT title:(" + plainTerm() + ")"
    default: return one
    }
  }

  // MARK: Documents

  /// A document about the terms made so far.
  mutating func document() -> Document {
    let language = chance(90) ? vocabulary.language : pick([nil, "fr", "en", "de-AT", "nl"])
    return Document(
      title: FieldText(chance(50) ? text(pieces: 6) : ""),
      summary: FieldText(chance(50) ? text(pieces: 10) : ""),
      content: FieldText(text(pieces: 14)), language: language)
  }

  private mutating func text(pieces: Int) -> String {
    var text = ""
    for _ in 0..<(1 + Int(numbers.next() % UInt64(pieces))) {
      text += chance(60) ? mention(of: pick(operands)) : filler()
      text += pick([" ", " ", " ", " ", " ", ", ", ". ", "\n", "\n\n", " (", ") ", "; ", " : "])
    }
    return chance(10) ? text.lowercased() : text
  }

  private mutating func filler() -> String {
    switch numbers.next() % 12 {
    case 0: pick(["2030", "77", "7", "19", "https://exemple.fr/otan-drone", "a@exemple.fr", "🚀"])
    case 1: pick(PropertyVocabulary.short)
    default: pick(vocabulary.fillers)
    }
  }

  /// The words of a term, bent at random.
  private mutating func mention(of term: String) -> String {
    let words = term.components(separatedBy: Self.parts).filter { !$0.isEmpty }
    guard !words.isEmpty else { return term }
    if chance(25) { return surrounded(recased(term, 30)) }
    var text = ""
    // An apostrophe between two Hebrew or Cyrillic letters is no break.
    let apostrophe = term.unicodeScalars.contains { $0.value >= 0x400 } ? " " : pick(["’", "'"])
    let separator = pick([
      " ", " ", "-", "\u{2011}", "\u{A0}", "", apostrophe, "_", "\n", "\u{2009}", ", ", "/",
    ])
    for (index, word) in words.enumerated() {
      if index > 0 { text += separator }
      text += bent(word, isAlone: words.count == 1)
    }
    return surrounded(hidden(remarked(recased(text, 30), 25)))
  }

  private static let parts = CharacterSet(charactersIn: " '-’")

  private mutating func bent(_ word: String, isAlone: Bool) -> String {
    if chance(55) { return word }
    var word = word
    if chance(50) { word = String(word.dropLast(1 + Int(numbers.next() % 2))) }
    if chance(8), word.count > 4, isAlone, vocabulary.language != "ja" {
      let middle = word.index(word.startIndex, offsetBy: word.count / 2)
      word.insert("-", at: middle)
    }
    return word + pick(vocabulary.endings)
  }

  private mutating func surrounded(_ text: String) -> String {
    if text.first.map({ "#@＃＠".contains($0) }) ?? true || text.contains("'") && chance(70) {
      return text
    }
    switch numbers.next() % 12 {
    case 0:
      return "#" + text.replacing(" ", with: "").replacing("\n", with: "")
    case 1:
      let after = pick(["’s", "'s", "!", "»", "…", "-là", "2030", "_x"])
      return pick(vocabulary.before) + text + after
    case 2:
      let after = pick(["", "Summit", "2030", "NOW"])
      return "#" + text.capitalized.replacing(" ", with: "") + after
    case 3...6: return pick(vocabulary.before) + text
    default: return text
    }
  }

  private mutating func recased(_ text: String, _ percent: Int) -> String {
    guard chance(percent) else { return text }
    switch numbers.next() % 4 {
    case 0: return text.uppercased()
    case 1: return text.lowercased()
    case 2: return text.capitalized
    default: return text.prefix(1).uppercased() + text.dropFirst()
    }
  }

  /// Marks dropped, all or one, changed, or written apart.
  private mutating func remarked(_ text: String, _ percent: Int) -> String {
    guard chance(percent), text.unicodeScalars.allSatisfy({ $0.value < 0x400 }) else { return text }
    var scalars = Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
    switch numbers.next() % 5 {
    case 0, 1: scalars.removeAll { (0x300...0x36F).contains($0.value) }
    case 2:
      if let at = scalars.firstIndex(where: { (0x300...0x36F).contains($0.value) }) {
        scalars.remove(at: at)
      }
    case 3:
      scalars = scalars.map { $0 == "\u{301}" ? "\u{300}" : $0 == "\u{302}" ? "\u{301}" : $0 }
      return Reference.string(scalars).precomposedStringWithCanonicalMapping
    default: break
    }
    let decomposed = Reference.string(scalars)
    return chance(50) ? decomposed : decomposed.precomposedStringWithCanonicalMapping
  }

  /// Invisible characters, full width and ligatures.
  private mutating func hidden(_ text: String) -> String {
    guard chance(12), text.count > 2 else { return text }
    switch numbers.next() % 3 {
    case 0:
      return Reference.string(
        text.unicodeScalars.map {
          (0x21...0x7E).contains($0.value) ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0
        })
    case 1:
      return text.replacing("fi", with: "ﬁ").replacing("oe", with: "œ").replacing("ss", with: "ß")
    default:
      var scalars = Array(text.unicodeScalars)
      let place = 1 + Int(numbers.next() % UInt64(scalars.count - 1))
      scalars.insert(pick(["\u{AD}", "\u{200B}", "\u{2060}", "\u{200E}", "\u{FEFF}"]), at: place)
      return Reference.string(scalars)
    }
  }
}
