import Foundation

/// The tables of SEMANTICS §5, as written.
extension Reference {
  /// The other forms of a word in small letters, composed.
  static func forms(
    of word: String, language: String?, isAcronym: Bool, isLast: Bool
  ) -> Set<String> {
    let letters = word.unicodeScalars.count
    var forms: Set<String> = []
    let isEnglish = language == nil || language == "en"
    if isEnglish, isAcronym, letters >= 2 { forms.insert(word + "s") }
    if letters >= 3 {
      if language == nil || language == "fr" { forms.formUnion(french(word, letters)) }
      if isEnglish { forms.formUnion(english(word)) }
      switch language {
      case "es": forms.formUnion(spanish(word))
      case "pt": forms.formUnion(portuguese(word))
      case "it": forms.formUnion(italian(word))
      case "de": forms.formUnion(german(word, isLast: isLast))
      case "fa": forms.formUnion(["ها", "های", "هایی"].map { word + $0 })
      default: break
      }
    }
    let plain = unmarked(word)
    return forms.filter { !isNoInflection(plain, unmarked($0)) }
  }

  static func unmarked(_ word: String) -> String {
    string(word.decomposedStringWithCompatibilityMapping.unicodeScalars.filter { !isMark($0) })
  }

  private static func isNoInflection(_ word: String, _ form: String) -> Bool {
    let pairs = [
      "hama": "hamas", "inde": "indes", "lao": "laos", "pari": "paris", "cour": "cours",
      "mai": "mais", "moi": "mois", "foi": "fois", "fil": "fils", "ver": "vers", "san": "sans",
      "corp": "corps",
    ]
    if pairs[word] == form { return true }
    return word == "capital" && (form == "capitale" || form == "capitales")
  }

  private static func ends(_ word: String, _ endings: String...) -> Bool {
    endings.contains { word.hasSuffix($0) && word != $0 }
  }

  private static func replacing(_ word: String, _ ending: String, _ others: String...) -> [String] {
    guard word.hasSuffix(ending) else { return [] }
    return others.map { word.dropLast(ending.count) + $0 }
  }

  private static func isVowel(_ character: Character?) -> Bool {
    guard let first = character.map({ unmarked(String($0)) })?.first else { return false }
    return "aeiou".contains(first)
  }

  private static func french(_ word: String, _ letters: Int) -> Set<String> {
    var forms: [String] = []
    if !ends(word, "s", "x", "z") { forms.append(word + "s") }
    if word.hasSuffix("eau") || word.hasSuffix("eu") || word.hasSuffix("ou") {
      forms.append(word + "x")
    }
    forms += replacing(word, "al", "aux") + replacing(word, "ail", "aux")

    var feminine: [String] = []
    if word.hasSuffix("é") { feminine.append(word + "e") }
    if word.hasSuffix("u"), let before = word.dropLast().last, !isVowel(before), before != "y" {
      feminine.append(word + "e")
    }
    if letters >= 5,
      ["ent", "ant", "ard", "and", "ais", "ois", "ain", "al"].contains(where: word.hasSuffix)
    {
      feminine.append(word + "e")
    }
    if letters >= 6, ["in", "an", "ol", "cat", "dat"].contains(where: word.hasSuffix) {
      feminine.append(word + "e")
    }
    if ["nel", "iel", "uel"].contains(where: word.hasSuffix) { feminine.append(word + "le") }
    feminine += replacing(word, "ien", "ienne") + replacing(word, "éen", "éenne")
    if letters >= 6 { feminine += replacing(word, "on", "onne") }
    feminine += replacing(word, "if", "ive") + replacing(word, "eux", "euse")
    if word.hasSuffix("teur") {
      feminine += replacing(word, "teur", "trice", "teuse")
    } else {
      feminine += replacing(word, "eur", "euse", "eure")
    }
    feminine += replacing(word, "ier", "ière") + replacing(word, "ger", "gère")
    return Set(forms + feminine + feminine.map { $0 + "s" })
  }

  private static func english(_ word: String) -> Set<String> {
    var forms = [word + "s"]
    if ["s", "x", "z", "ch", "sh", "o"].contains(where: word.hasSuffix) {
      forms.append(word + "es")
    }
    if word.hasSuffix("y"), let before = word.dropLast().last, !isVowel(before) {
      forms += replacing(word, "y", "ies")
    }
    return Set(forms)
  }

  private static func spanish(_ word: String) -> Set<String> {
    var forms: [String] = []
    if isVowel(word.last) { forms.append(word + "s") } else { forms.append(word + "es") }
    forms += replacing(word, "z", "ces") + replacing(word, "o", "a", "as")
    forms += replacing(word, "or", "ora", "oras") + replacing(word, "és", "esa", "esas", "eses")
    return Set(forms)
  }

  private static func portuguese(_ word: String) -> Set<String> {
    var forms = [word + "s"]
    forms += replacing(word, "ão", "ões", "ães", "ãos") + replacing(word, "al", "ais")
    forms += replacing(word, "el", "eis") + replacing(word, "ol", "ois")
    forms += replacing(word, "il", "is", "eis") + replacing(word, "m", "ns")
    forms += replacing(word, "r", "res") + replacing(word, "z", "zes")
    forms += replacing(word, "o", "a", "as")
    return Set(forms)
  }

  private static func italian(_ word: String) -> Set<String> {
    var forms = replacing(word, "o", "i", "a", "e") + replacing(word, "a", "e", "i")
    forms += replacing(word, "e", "i")
    forms += replacing(word, "co", "chi", "ci", "ca", "che")
    forms += replacing(word, "go", "ghi", "gi", "ga", "ghe")
    forms +=
      replacing(word, "ca", "che") + replacing(word, "ga", "ghe") + replacing(word, "io", "i")
    return Set(forms)
  }

  private static func german(_ word: String, isLast: Bool) -> Set<String> {
    var forms = ["s", "es", "n", "en", "e", "in", "innen"].map { word + $0 }
    if !isLast {
      let endings = ["e", "er", "es", "en", "em"]
      for ending in endings where word.hasSuffix(ending) && word.count > ending.count {
        forms += endings.map { word.dropLast(ending.count) + $0 }
      }
    }
    return Set(forms)
  }
}

/// Case endings (SEMANTICS §5).
extension Reference {
  private static let cyrillicEndings = Set(
    """
    а я о е ы и у ю ь й ой ей ом ем ам ям ах ях ами ями ов ев ого его ому ему ым им ых их ую юю ая яя \
    ое ее ые ие ий ый ью ою ею ыми ими і ї є ові еві єю ії ію ією іє ів їв ої
    """.split(separator: " ").map(String.init))

  private static let latinEndings = Set(
    """
    a e i o u y om ami ach ow em ie iem ego emu ej iej ym ych ymi im ich imi iego iemu owi owie ia io \
    iu ii mi
    """.split(separator: " ").map(String.init))

  /// Whether two folded words leave the same stem of four letters or more.
  static func shareStem(_ a: [Cell], _ b: [Cell], isLatin: Bool) -> Bool {
    guard a.count >= 4 else { return false }
    let endings = isLatin ? latinEndings : cyrillicEndings
    for (stemA, endingA) in stems(a, endings) {
      for (stemB, endingB) in stems(b, endings) where stemA == stemB {
        // A final й or ь is replaced, never just dropped.
        if endingA == "", ["й", "ь"].contains(endingB) { continue }
        if endingB == "", ["й", "ь"].contains(endingA) { continue }
        return true
      }
    }
    return false
  }

  private static func stems(
    _ word: [Cell], _ endings: Set<String>
  ) -> [(stem: [String], ending: String)] {
    let letters = word.map(\.base)
    var stems = [(stem: letters, ending: "")]
    for length in 1...3 where letters.count >= 4 + length {
      let ending = letters.suffix(length).joined()
      if endings.contains(ending) { stems.append((Array(letters.dropLast(length)), ending)) }
    }
    return stems
  }
}
