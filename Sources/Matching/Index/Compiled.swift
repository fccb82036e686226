import Model

/// Everything that matching reads, made once: a class, so that threads share one.
final class Compiled: Sendable {
  let watchlists: [Watchlist]
  let rules: [WatchlistRule]
  let masks: [UInt8]
  let terms: [CompiledTerm]
  /// The terms of each watchlist.
  let termRanges: [Range<Int>]
  let lexicon: LexiconMemory
  let index: WordIndex
  /// Operand → term.
  let termOfOperand: [UInt32]
  /// Terms that every document is asked about.
  let everyDocument: [Int]
  /// Whether a term names a watchlist: then what each finds is kept until all are evaluated.
  let namesWatchlists: Bool
  let regexes: [Regex]
  /// Literals that are compared with authors, tags and sources.
  let metadata: [MetadataLiteral]
  private let plan: ScanPlan
  private let prefixLengths: LengthSet
  private let compoundLengths: LengthSet

  struct MetadataLiteral: Sendable {
    var lexicon: LexiconMemory
    var index: WordIndex
    var plan: ScanPlan
    var text: String
  }

  init(_ parts: WatchlistCompiler.Parts) {
    watchlists = parts.watchlists
    rules = parts.watchlists.map(WatchlistRule.init)
    masks = parts.watchlists.map { $0.fields.reduce(0) { $0 | FieldMask.bit($1) } }
    terms = parts.terms
    termRanges = parts.termRanges
    lexicon = LexiconMemory(parts.lexicon)
    index = parts.index
    termOfOperand = parts.termOfOperand
    everyDocument = parts.terms.indices.filter {
      parts.terms[$0].expression?.needsEveryDocument ?? false
    }
    namesWatchlists = parts.terms.contains { $0.expression?.namesWatchlist ?? false }
    regexes = parts.regexes
    metadata = parts.metadata
    plan = parts.plan
    prefixLengths = LengthSet(parts.prefixLengths)
    compoundLengths = LengthSet(parts.compoundLengths.union(parts.prefixLengths))
  }

  /// How a document in this language is scanned.
  func plan(for rules: LanguageRules) -> ScanPlan {
    var plan = plan
    plan.hasLatinStems = plan.hasLatinStems && rules.declinesLatin
    plan.hasArabic = plan.hasArabic && !rules.isPersian
    plan.prefixLengths = rules.isGerman ? compoundLengths : prefixLengths
    plan.settle()
    return plan
  }
}
