public import Model

/// Compiled watchlists: immutable, shared by every thread.
public struct Matcher: Sendable {
  /// Compiles once.
  ///
  /// - Throws: every fault of every term, all at once.
  public init(_ watchlists: [Watchlist]) throws(TermFaults) {
    warnings = []
    readings = []
  }

  /// SEMANTICS §9.
  public let warnings: [TermWarning]
  public let readings: [WatchlistReading]

  /// The watchlists that hold, in configured order; hits as SEMANTICS §8 says.
  public func matches(in document: Document) -> [Match] {
    matches(in: document, using: MatchScratch())
  }

  /// The same, with buffers that are used again; afterwards `scratch.troubles` says which terms
  /// ran out of their limits.
  public func matches(in document: Document, using scratch: MatchScratch) -> [Match] { [] }

  /// One for each watchlist × term, in configured order.
  public func explanations(of document: Document) -> [TermExplanation] { [] }

  /// The distinct terms, numbered through all watchlists in configured order (`any`, `all`, `none`,
  /// `weights`), that hold for a text without language taken as content; nothing else is built.
  public func satisfiedTerms(
    in text: UnsafeBufferPointer<UInt8>, using scratch: MatchScratch
  ) -> [Int] { [] }
}

/// The buffers of one thread's matching: grow to the largest document met.
public final class MatchScratch {
  /// What ran out of its limits in the last document.
  public internal(set) var troubles: [TermTrouble] = []

  public init() {}
}

/// The folding alone (SEMANTICS §3.1, §3.2, marks dropped), for measuring.
public enum Folding {
  /// Folds UTF-8 `text` into `output`, which holds at least `3 × text.count + 64` bytes.
  ///
  /// - Returns: the bytes written.
  public static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int { 0 }
}
