/// What a document's language changes in comparing (SEMANTICS §1.1, §3, §5).
struct LanguageRules {
  enum Inflection {
    case none, unknown, french, english, spanish, portuguese, italian, german, persian
  }

  var inflection: Inflection
  /// ñ is a letter of its own.
  var hasLetterEnye: Bool
  var isVietnamese: Bool
  var isGerman: Bool
  var isPersian: Bool
  /// Polish, Czech, Slovak.
  var declinesLatin: Bool

  /// `language`: BCP 47; only the primary subtag counts.
  init(_ language: String?) {
    let primary = LanguageRules.primarySubtag(language ?? "")
    inflection =
      switch primary {
      case "": .unknown
      case "fr": .french
      case "en": .english
      case "es": .spanish
      case "pt": .portuguese
      case "it": .italian
      case "de": .german
      case "fa": .persian
      default: .none
      }
    hasLetterEnye = ["es", "gl", "ast", "eu", "fil"].contains(primary)
    isVietnamese = primary == "vi"
    isGerman = primary == "de"
    isPersian = primary == "fa"
    declinesLatin = ["pl", "cs", "sk"].contains(primary)
  }

  static func primarySubtag(_ language: String) -> String {
    String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }

  /// The rules for one word of a term.
  func table(isLast: Bool, isAcronym: Bool) -> FixedList<InflectionRule> {
    typealias Tables = InflectionTables
    switch inflection {
    case .none: return Tables.none
    case .unknown: return isAcronym ? Tables.unknownAcronym : Tables.unknown
    case .french: return Tables.french
    case .english: return isAcronym ? Tables.englishAcronym : Tables.english
    case .spanish: return Tables.spanish
    case .portuguese: return Tables.portuguese
    case .italian: return Tables.italian
    case .german: return isLast ? Tables.german : Tables.germanBeforeLast
    case .persian: return Tables.persian
    }
  }

  /// Every table of every language: what the index must foresee.
  static func everyTable(isLast: Bool, isAcronym: Bool) -> [FixedList<InflectionRule>] {
    typealias Tables = InflectionTables
    var tables = [
      Tables.french, Tables.english, Tables.spanish, Tables.portuguese, Tables.italian,
      Tables.german,
    ]
    if !isLast { tables.append(Tables.germanAdjective) }
    if isAcronym { tables.append(Tables.acronym) }
    return tables
  }

  var excludesFrench: Bool { inflection == .french || inflection == .unknown }
}
