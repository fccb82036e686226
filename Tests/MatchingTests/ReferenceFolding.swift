import Foundation

extension Reference {
  static let apostrophes: Set<String> = ["'", "’", "‘", "ʼ", "′", "＇", "`", "´"]
  static let hyphens: Set<String> = [
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{FE63}", "\u{FF0D}",
  ]
  static let quotationMarks: Set<String> = ["\"", "“", "”", "„", "‟", "«", "»", "‹", "›", "‚", "‛"]

  /// SEMANTICS §2.1.
  static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069, 0x61C, 0x34F,
      0x180B...0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      true
    default: false
    }
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  static func script(_ scalar: Unicode.Scalar) -> Script {
    switch scalar.value {
    case 0x41...0x24F, 0x250...0x2AF, 0x1D00...0x1D7F, 0x1E00...0x1EFF, 0x2C60...0x2C7F,
      0xA720...0xA7FF:
      .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
    case 0x590...0x5FF: .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF: .arabic
    case 0x1100...0x11FF, 0xAC00...0xD7FF, 0x3130...0x318F: .hangul
    case 0x2E80...0x2FDF, 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      .han
    case 0x3041...0x309F: .hiragana
    case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: .katakana
    case 0xE00...0xE7F: .thai
    case let value: .other(Int(value) >> 7)
    }
  }

  /// The folded characters of a text (SEMANTICS §3); invisible ones are left out.
  static func cells(_ scalars: [Unicode.Scalar], language: String?) -> [Cell] {
    var cells: [Cell] = []
    var at = 0
    while at < scalars.count {
      let start = at
      let first = scalars[at]
      at += 1
      if isIgnored(first) { continue }
      var unit = [first]
      var end = at
      var next = at
      while next < scalars.count {
        let scalar = scalars[next]
        let isVoice =
          (scalar.value == 0xFF9E || scalar.value == 0xFF9F)
          && (0xFF66...0xFF9D).contains(first.value)
        if isIgnored(scalar) {
          next += 1
        } else if isMark(scalar) || isVoice {
          unit.append(scalar)
          next += 1
          end = next
        } else {
          break
        }
      }
      at = end
      let folded = fold(unit, start, end, language)
      if folded.first?.base == "" {
        // Tatweel alone: nothing in comparing.
        continue
      }
      cells += folded
    }
    return cells
  }

  private static func fold(
    _ unit: [Unicode.Scalar], _ start: Int, _ end: Int, _ language: String?
  ) -> [Cell] {
    let first = unit[0]
    let text = string(unit)
    if apostrophes.contains(string([first])) { return [sign(string([first]), start, end)] }
    let wide = compatible(text)
    guard let head = wide.first, isLetter(head) || isDigit(head), isLetterLike(first) else {
      let folded = wide.count == 1 ? string(wide) : string([first])
      return [sign(folded, start, end)]
    }
    switch script(head) {
    case .latin where isLetter(head), .greek where isLetter(head):
      return foldMarked(text, start, end, language)
    default: return foldOther(wide, start, end)
    }
  }

  private static func sign(_ base: String, _ start: Int, _ end: Int) -> Cell {
    Cell(base: base, kind: .sign, start: start, end: end)
  }

  /// Letters, digits, and what Unicode counts as symbols but is made of letters: ⓐ.
  private static func isLetterLike(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar)
      || [.otherNumber, .letterNumber].contains(scalar.properties.generalCategory)
      || (0x24B6...0x24E9).contains(scalar.value)
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func compatible(_ text: String) -> [Unicode.Scalar] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.unicodeScalars) }
    // Composed again: the first mapping leaves half-width kana and their voiced marks apart.
    let compatible = text.precomposedStringWithCompatibilityMapping
    return Array(compatible.precomposedStringWithCanonicalMapping.unicodeScalars)
  }

  /// Latin and Greek: marks apart from their letters.
  private static func foldMarked(
    _ text: String, _ start: Int, _ end: Int, _ language: String?
  ) -> [Cell] {
    var cells: [Cell] = []
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let scalars = isASCII ? text : text.decomposedStringWithCompatibilityMapping
    for scalar in scalars.unicodeScalars {
      if isMark(scalar) {
        guard !cells.isEmpty else { continue }
        let mark: UInt32 = scalar.value == 0x326 ? 0x327 : scalar.value
        if mark == 0x307, cells[cells.count - 1].base == "i" { continue }
        cells[cells.count - 1].marks.append(mark)
        continue
      }
      let isCapital = [.uppercaseLetter, .titlecaseLetter].contains(
        scalar.properties.generalCategory)
      if isDigit(scalar) {
        cells.append(Cell(base: String(scalar), kind: .digit, start: start, end: end))
        continue
      }
      guard isLetter(scalar) else { continue }
      for letter in letters(of: scalar) {
        cells.append(
          Cell(
            base: letter, isCapital: isCapital, kind: .letter(script(scalar)), start: start,
            end: end
          ))
      }
      if scalar == "ø" || scalar == "Ø" { cells[cells.count - 1].pair = "oe" }
    }
    for at in cells.indices {
      cells[at].marks.sort()
      switch (cells[at].base, cells[at].marks) {
      case ("a", [0x308]): cells[at].pair = "ae"
      case ("o", [0x308]): cells[at].pair = "oe"
      case ("u", [0x308]): cells[at].pair = "ue"
      case ("a", [0x30A]): cells[at].pair = "aa"
      case ("n", [0x303]) where ["es", "gl", "ast", "eu", "fil"].contains(language ?? ""):
        cells[at].base = "ñ"
        cells[at].marks = []
      default: break
      }
    }
    return cells
  }

  private static func letters(of scalar: Unicode.Scalar) -> [String] {
    switch scalar {
    case "ß", "ẞ": return ["s", "s"]
    case "œ", "Œ": return ["o", "e"]
    case "æ", "Æ": return ["a", "e"]
    case "ø", "Ø": return ["o"]
    case "ł", "Ł": return ["l"]
    case "đ", "Đ", "ð", "Ð": return ["d"]
    case "þ", "Þ": return ["t", "h"]
    case "ħ", "Ħ": return ["h"]
    case "ı", "I", "İ": return ["i"]
    default: return [caseFolded(scalar)]
    }
  }

  static func caseFolded(_ scalar: Unicode.Scalar) -> String {
    var folded = ""
    for upper in scalar.properties.uppercaseMapping.unicodeScalars {
      folded += upper.properties.lowercaseMapping
    }
    return folded
  }

  /// Other scripts: composed, with what SEMANTICS §3.6 ignores left out.
  private static func foldOther(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> [Cell] {
    var cells: [Cell] = []
    for scalar in scalars {
      if isDropped(scalar, after: cells.last?.base) {
        if scalar == "\u{640}", cells.isEmpty { return [sign("", start, end)] }
        continue
      }
      if isMark(scalar), let kind = cells.last?.kind {
        cells.append(Cell(base: String(scalar), kind: kind, start: start, end: end))
        continue
      }
      let kind: Kind =
        isDigit(scalar) ? .digit : isLetter(scalar) ? .letter(script(scalar)) : .sign
      let isCapital = [.uppercaseLetter, .titlecaseLetter].contains(
        scalar.properties.generalCategory)
      cells.append(
        Cell(
          base: folded(scalar), isCapital: isCapital,
          hasHamza: "أإآ".unicodeScalars.contains(scalar),
          kind: kind, start: start, end: end))
    }
    return cells
  }

  private static func isDropped(_ scalar: Unicode.Scalar, after base: String?) -> Bool {
    switch scalar.value {
    case 0x300, 0x301: base.map { "аеиоуыэюяіїє".contains($0) } ?? false
    case 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7, 0x6E8, 0x6EA...0x6ED:
      true
    case 0x591...0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7: true
    default: false
    }
  }

  private static func folded(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "ё", "Ё", "ѐ", "Ѐ": "е"
    case "ѝ", "Ѝ": "и"
    case "أ", "إ", "آ", "ٱ": "ا"
    case "ى", "ی": "ي"
    case "ک": "ك"
    case "ة": "ه"
    default: caseFolded(scalar)
    }
  }

  /// aujourd’hui, prud’hom…, quelqu’un(e), presqu’île(s).
  static func isOneWord(_ before: String, _ after: String) -> Bool {
    switch before {
    case "aujourd": after == "hui"
    case "prud": after.hasPrefix("hom")
    case "quelqu": after == "un" || after == "une"
    case "presqu": after == "ile" || after == "iles"
    default: false
    }
  }

  static let functionWords = Set(
    """
    a al am an and are as at au aux be but by can car ce ces con da dans das de del der des die do \
    don du e el elle en es est et for from had has have he her his i if il im in is ist it la le les \
    lo los ma mais mas me mes mi mit my ne ni no non not notre nous of on or ou our out par pas pero \
    plus por pour pro que qui sa se ses she si sin so son su sur ta te tes the they to ton tu un una \
    und une uno up us von vous was we where who will with wo y you zu
    """.split(separator: " ").map(String.init))
}
