import Model

/// Everything that matching reads, made once: a class, so that threads share one.
final class Compiled: Sendable {
  let watchlists: [Watchlist]
  let masks: [UInt8]
  let terms: [CompiledTerm]
  /// The terms of each watchlist.
  let termRanges: [Range<Int>]
  let lexicon: Lexicon
  let index: WordIndex
  /// Operand → term.
  let termOfOperand: [UInt32]
  /// Terms that every document is asked about.
  let everyDocument: [Int]
  let regexes: [Regex]
  /// Literals that are compared with authors, tags and sources.
  let metadata: [MetadataLiteral]
  private let plan: ScanPlan
  private let prefixLengths: [Int]
  private let compoundLengths: [Int]

  struct MetadataLiteral: Sendable {
    var lexicon: Lexicon
    var index: WordIndex
    var plan: ScanPlan
    var text: String
  }

  init(_ parts: WatchlistCompiler.Parts) {
    watchlists = parts.watchlists
    masks = parts.watchlists.map { $0.fields.reduce(0) { $0 | FieldMask.bit($1) } }
    terms = parts.terms
    termRanges = parts.termRanges
    lexicon = parts.lexicon
    index = parts.index
    termOfOperand = parts.termOfOperand
    everyDocument = parts.terms.indices.filter {
      parts.terms[$0].expression?.needsEveryDocument ?? false
    }
    regexes = parts.regexes
    metadata = parts.metadata
    plan = parts.plan
    prefixLengths = parts.prefixLengths.sorted()
    compoundLengths = parts.compoundLengths.union(parts.prefixLengths).sorted()
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
