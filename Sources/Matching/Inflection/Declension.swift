/// Case endings of the Slavic languages: two words are one when each, having lost at most one
/// ending, leaves the same stem of four letters or more (SEMANTICS §5).
enum Declension {
  static let least = 4

  private static let cyrillic: Set<[UInt32]> = set(
    """
    а я о е ы и у ю ь й ой ей ом ем ам ям ах ях ами ями ов ев ого его ому ему ым им ых их ую юю ая \
    яя ое ее ые ие ий ый ью ою ею ыми ими і ї є ові еві єю ії ію ією ією іє ів їв ої
    """)
  private static let latin: Set<[UInt32]> = set(
    """
    a e i o u y om ami ach ow em ie iem ego emu ej iej ym ych ymi im ich imi iego iemu owi owie ia \
    io iu ii mi
    """)

  private static func set(_ endings: String) -> Set<[UInt32]> {
    Set(endings.split(separator: " ").map { $0.unicodeScalars.map(\.value) })
  }

  static func applies(to kind: UInt8, _ rules: LanguageRules) -> Bool {
    kind == CharacterClass.cyrillic || kind == CharacterClass.latin && rules.declinesLatin
  }

  /// The lengths of the stems of a word, itself first.
  static func stems(_ word: UnsafePointer<Unit>, _ count: Int, kind: UInt8) -> [Int] {
    guard count >= least else { return [] }
    let endings = kind == CharacterClass.cyrillic ? cyrillic : latin
    var result = [count]
    for loss in 1...4 where count - loss >= least {
      let ending = (count - loss..<count).map { word[$0].base }
      if endings.contains(ending) { result.append(count - loss) }
    }
    return result
  }

  /// True when the stem in the text is the term's, some of whose marks it lacks: ó in Kościół,
  /// Kościoła.
  static func lacksMarks(
    _ text: UnsafePointer<Unit>, of term: UnsafePointer<Unit>, _ stem: Int
  ) -> Bool {
    for i in 0..<stem {
      guard text[i].base == term[i].base, text[i].letterMarks & ~term[i].letterMarks == 0 else {
        return false
      }
    }
    return true
  }

  /// й and ь are replaced, never just dropped.
  static func dropsSoftSign(
    _ word: UnsafePointer<Unit>, _ count: Int, stem: Int, otherLost: Int
  ) -> Bool {
    guard otherLost == 0, stem == count - 1 else { return false }
    let last = word[count - 1].base
    return last == 0x439 || last == 0x44C
  }
}
