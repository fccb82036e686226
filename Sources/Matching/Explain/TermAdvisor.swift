import Model

/// What the checker says of terms (SEMANTICS §9): it warns and never refuses.
enum TermAdvisor {
  static func warnings(_ watchlists: [Watchlist]) -> [TermWarning] {
    watchlists.flatMap { watchlist in
      let terms = watchlist.termsWithRoles.map(\.0)
      let literals = Set(terms.map(\.text))
      return terms.flatMap { term -> [TermWarning] in
        guard let syntax = try? TermParser.parse(term.text) else { return [] }
        return Set(messages(syntax, watchlist, literals)).sorted().map {
          TermWarning(watchlist: watchlist.name, term: term, message: $0)
        }
      }
    }
  }

  private static func messages(
    _ syntax: TermSyntax, _ watchlist: Watchlist, _ all: Set<String>
  ) -> [String] {
    switch syntax {
    case .literal(let style, let text, _): literal(text, style, watchlist, all)
    case .and(let parts), .or(let parts): parts.flatMap { messages($0, watchlist, all) }
    case .near(let a, let b, _, _): messages(a, watchlist, all) + messages(b, watchlist, all)
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner):
      messages(inner, watchlist, all)
    case .regex, .list, .metadata, .language: []
    }
  }

  private static func literal(
    _ text: String, _ style: LiteralStyle, _ watchlist: Watchlist, _ all: Set<String>
  ) -> [String] {
    var result: [String] = []
    let word = FoldedText.word(text)
    if style == .quoted, inflects(watchlist) {
      result.append("\"\(text)\" is quoted: its plural and other forms are not found")
    }
    if let other = ChineseScripts.missing(text, all) { result.append(other) }
    guard let word, style == .plain else { return result }
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    if letters.count == 1, text.unicodeScalars.count == 1 {
      result.append("«\(text)» is a single letter: it will be found everywhere")
    }
    let isCapitals = !letters.isEmpty && letters.allSatisfy(\.properties.isUppercase)
    if FunctionWords.contains(word) {
      result.append(
        isCapitals && letters.count >= 2
          ? "«\(text)» spells a common word: it is found in capitals only; "
            + "\"=\(text)\" says so exactly"
          : letters.contains { $0.value > 0x7F }
            ? "«\(text)» without its marks is the common word «\(word)»"
            : "«\(text)» is a function word: it will be found in nearly every entry")
    }
    if let singular = CommonWords.singular(of: word), !isCapitals {
      result.append(
        "«\(text)» looks like a plural: write the singular (\(singular)), "
          + "which finds both")
    }
    if let longer = CommonWords.hidden[word] {
      result.append("«\(text)» hides in \(longer): whole words are compared, so there is no risk")
    }
    return result
  }

  private static func inflects(_ watchlist: Watchlist) -> Bool {
    watchlist.languages.isEmpty
      || watchlist.languages.contains {
        ["fr", "en", "es", "pt", "it", "de", "ru", "uk", "pl", "cs", "sk"].contains(
          LanguageRules.primarySubtag($0))
      }
  }
}

/// Words as they are compared, for messages.
enum FoldedText {
  /// The folded letters of a text that is one word; nil for more or none.
  static func word(_ text: String) -> String? {
    let words = self.words(text)
    return words.count == 1 ? words[0] : nil
  }

  /// The words of a text after folding.
  static func words(_ text: String) -> [String] {
    let scratch = MatchScratch()
    scratch.load(text)
    let index = WordIndex(keys: [], entries: [])
    scratch.scan(index, ScanPlan(), cuts: [])
    return (0..<scratch.tokens.count).compactMap { i in
      let token = scratch.tokens[i]
      guard token.kind != CharacterClass.boundary else { return nil }
      let units = scratch.termUnits
      let count = Unit.read(
        .standard, UnsafePointer(scratch.text), Int(token.start), Int(token.end), into: units)
      return String(
        String.UnicodeScalarView((0..<count).compactMap { Unicode.Scalar(units[$0].base) }))
    }
  }
}

extension FunctionWords {
  static func contains(_ word: String) -> Bool {
    let bytes = Array(word.utf8) + [UInt8](repeating: 0, count: 8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { contains($0, word.utf8.count) } ?? false
    }
  }
}

enum CommonWords {
  /// Names that stand inside longer words.
  static let hidden = [
    "mali": "Somalie and malicieux", "inde": "indemne and Indes", "oman": "Romands and roman",
    "iran": "iranien", "niger": "Nigeria", "otan": "botanique", "onu": "monument",
    "tchad": "tchadien", "togo": "Togolais", "cuba": "incubation", "laos": "Laotien",
  ]

  private static let singularInS: Set<String> = [
    "paris", "hamas", "indes", "laos", "pays", "texas", "arras", "reims", "temps", "corps", "fils",
    "cours", "mars", "news", "politics", "economics", "brics", "aukus", "otis", "congres", "proces",
    "acces", "concours", "discours", "secours", "parcours", "recours", "virus", "campus", "bus",
    "gaz", "reuters", "athens", "brussels", "damas", "honduras", "bahamas", "pays-bas", "mossoul",
    "moscows", "francais", "anglais", "japonais", "chinois", "palais", "relais", "bras", "cas",
    "repas", "fois", "mois", "bois", "poids", "puis", "tres", "alors", "hors", "vers", "avis",
    "taxis", "tunis", "ss", "us", "sens", "jesus", "crisis", "analysis", "business", "press",
    "process", "access", "success", "congress", "mass", "class", "cross", "loss", "boss",
  ]

  /// The singular, when a word looks like a plural in -s, -aux or -ies.
  static func singular(of word: String) -> String? {
    guard word.count >= 5, !singularInS.contains(word), word.allSatisfy(\.isASCII) else {
      return nil
    }
    if word.hasSuffix("eaux") { return String(word.dropLast()) }
    if word.hasSuffix("ies"), word.count >= 6, !word.hasSuffix("vies") { return nil }
    let last = word.dropLast().last
    guard word.hasSuffix("s"), let last, !"suia".contains(last) else { return nil }
    return String(word.dropLast())
  }
}
