import Model

/// What the checker says of terms (SEMANTICS §9): it warns and never refuses.
enum TermAdvisor {
  static func warnings(_ watchlists: [Watchlist]) -> [TermWarning] {
    watchlists.flatMap { watchlist in
      let terms = watchlist.termsWithRoles.compactMap { term, _ in
        // A term at fault is told of as a fault.
        (try? TermParser.parse(term.text)).map { (term, $0) }
      }
      let forms = ChineseScripts.Forms(terms.flatMap { literals($1) })
      return terms.flatMap { term, syntax in
        Set(doubts(syntax, watchlist, forms)).sorted { $0.english < $1.english }.map {
          TermWarning(watchlist: watchlist.name, term: term, $0.kind, $0)
        }
      }
    }
  }

  private static func literals(_ syntax: TermSyntax) -> [String] {
    switch syntax {
    case .literal(_, let text, _): [text]
    case .and(let parts), .or(let parts): parts.flatMap(literals)
    case .near(let a, let b, _, _): literals(a) + literals(b)
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner): literals(inner)
    case .regex, .list, .metadata, .language: []
    }
  }

  private static func doubts(
    _ syntax: TermSyntax, _ watchlist: Watchlist, _ forms: ChineseScripts.Forms
  ) -> [TermDoubt] {
    switch syntax {
    case .literal(let style, let text, _): literal(text, style, watchlist, forms)
    case .and(let parts), .or(let parts): parts.flatMap { doubts($0, watchlist, forms) }
    case .near(let a, let b, _, _): doubts(a, watchlist, forms) + doubts(b, watchlist, forms)
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner):
      doubts(inner, watchlist, forms)
    case .regex, .list, .metadata, .language: []
    }
  }

  private static func literal(
    _ text: String, _ style: LiteralStyle, _ watchlist: Watchlist, _ forms: ChineseScripts.Forms
  ) -> [TermDoubt] {
    var result: [TermDoubt] = []
    let word = FoldedText.word(text)
    if style == .quoted, inflects(watchlist) {
      result.append(.quoted(text))
    }
    if let other = ChineseScripts.missing(text, forms) { result.append(other) }
    guard let word, style == .plain else { return result }
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    if letters.count == 1, text.unicodeScalars.count == 1 {
      result.append(.singleLetter(text))
    }
    let isCapitals = !letters.isEmpty && letters.allSatisfy(\.properties.isUppercase)
    if FunctionWords.contains(word) {
      result.append(
        isCapitals && letters.count >= 2
          ? .capitalsOfCommonWord(text)
          : letters.contains { $0.value > 0x7F }
            ? .commonWordWithoutMarks(text, word: word) : .functionWord(text))
    }
    if let singular = CommonWords.singular(of: word), !isCapitals {
      result.append(.plural(text, singular: singular))
    }
    if let longer = CommonWords.hidden[word] { result.append(.hides(text, in: longer)) }
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
    "mali": ["Somalie", "malicieux"], "inde": ["indemne", "Indes"], "oman": ["Romands", "roman"],
    "iran": ["iranien"], "niger": ["Nigeria"], "otan": ["botanique"], "onu": ["monument"],
    "tchad": ["tchadien"], "togo": ["Togolais"], "cuba": ["incubation"], "laos": ["Laotien"],
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
