public import Model

/// Watchlists, shared by every thread: read when it is made, compiled when the first document comes.
public struct Matcher: Sendable {
  private let watchlists: CompiledWatchlists
  /// Watchlists before this one only serve others.
  private let firstReported: Int

  /// Reads every term. Of 10,000 names that takes a millisecond; to compile them takes twenty.
  ///
  /// - Throws: every fault of every term, all at once.
  public init(_ watchlists: [Watchlist]) throws(TermFaults) {
    try self.init(watchlists, referringTo: [])
  }

  /// The same; `all` has the watchlists that terms name (`list:NAME`), which are not reported.
  public init(_ watchlists: [Watchlist], referringTo all: [Watchlist]) throws(TermFaults) {
    let referred = all.referred(by: watchlists)
    var reader = WatchlistReader(referred + watchlists)
    self.watchlists = CompiledWatchlists(try reader.read())
    firstReported = referred.count
  }

  /// Compiles now, so that no document waits for it.
  public func compile() { _ = compiled }

  private var compiled: Compiled { watchlists.compiled }

  /// SEMANTICS §9. Reads every term again: for `check`, not for each document.
  public var warnings: [TermWarning] { TermAdvisor.warnings(reported) }

  /// How each term was read. Parses every term again: for `check`.
  public var readings: [WatchlistReading] { reported.map(WatchlistReading.init) }

  private var reported: [Watchlist] { Array(watchlists.all[firstReported...]) }

  /// The watchlists that hold, in configured order; hits as SEMANTICS §8 says.
  public func matches(in document: Document) -> [Match] {
    matches(in: document, using: MatchScratch())
  }

  /// The same, with buffers that are used again; afterwards `scratch.troubles` says which terms
  /// ran out of their limits.
  public func matches(in document: Document, using scratch: MatchScratch) -> [Match] {
    scratch.troubles = []
    let compiled = self.compiled
    let reading = scratch.reading(of: document.language, by: compiled)
    let found = scratch.search(compiled, document, reading)
    return matches(in: found, reading, scratch, FieldTexts(document)) { document }
  }

  /// The same for texts that are still bytes: `document` is asked for only when one of them holds
  /// something that a watchlist looks for, and needs no texts.
  public func matches(
    in texts: DocumentBytes, language: String?, using scratch: MatchScratch,
    document: () -> Document
  ) -> [Match] {
    scratch.troubles = []
    let compiled = self.compiled
    let reading = scratch.reading(of: language, by: compiled)
    let found = scratch.search(compiled, texts, reading)
    return matches(in: found, reading, scratch, FieldTexts(texts), document)
  }

  private func matches(
    in found: [Occurrence], _ reading: Reading, _ scratch: MatchScratch,
    _ fields: @autoclosure () -> FieldTexts, _ document: () -> Document
  ) -> [Match] {
    if found.isEmpty && reading.compiled.everyDocument.isEmpty { return [] }
    var evaluator = DocumentEvaluator(reading, document(), fields(), scratch, found)
    return evaluator.matches(from: firstReported)
  }

  /// One for each watchlist × term, in configured order.
  public func explanations(of document: Document) -> [TermExplanation] {
    Explainer(compiled, document).explanations(from: firstReported)
  }

  /// The distinct terms, numbered through all watchlists in configured order (`any`, `all`, `none`,
  /// `weights`), that hold for a text without language taken as content; nothing else is built.
  /// Terms that are more than one literal count as soon as one of their literals is found.
  public func satisfiedTerms(
    in text: UnsafeBufferPointer<UInt8>, using scratch: MatchScratch
  ) -> [Int] {
    scratch.satisfiedTerms(compiled, text)
  }
}

/// A text as it looks to the matcher (SEMANTICS §3.1, §3.2): letters folded, marks dropped, dashes
/// and white space as one space, none at either end.
public enum Folding {
  /// Folds UTF-8 `text` into `output`, which holds at least `3 × text.count + 64` bytes.
  ///
  /// - Returns: the bytes written.
  public static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    guard let target = output.baseAddress else { return 0 }
    return TextFolder.fold(text, into: target)
  }
}
