public import Model

/// Something wrong in one term, with its place.
public struct TermFault: Error, Hashable, Sendable {
  public var watchlist: String
  public var term: Term
  /// Unicode scalars into `term.text`.
  public var offset: Int
  public var problem: TermProblem

  public init(watchlist: String, term: Term, offset: Int, problem: TermProblem) {
    self.watchlist = watchlist
    self.term = term
    self.offset = offset
    self.problem = problem
  }

  /// What is wrong and what to do: one line in English.
  public var message: String { problem.english }
}

/// Every fault of a set of watchlists, all at once.
public struct TermFaults: Error, Hashable, Sendable {
  public var faults: [TermFault]

  public init(faults: [TermFault]) { self.faults = faults }
}

/// Something doubtful in a term, which is used all the same (SEMANTICS §9).
public struct TermWarning: Hashable, Sendable {
  /// What is said alike of many terms.
  public enum Kind: Hashable, Sendable {
    case quoted, singleLetter, capitalsOfCommonWord, commonWordWithoutMarks, functionWord, plural
    case hides, simplifiedOnly, traditionalOnly
    /// What the archive says of it.
    case past
  }

  public var watchlist: String
  public var term: Term
  public var kind: Kind
  public var what: Message

  public init(watchlist: String, term: Term, _ kind: Kind, _ what: some Saying) {
    self.watchlist = watchlist
    self.term = term
    self.kind = kind
    self.what = Message(what)
  }

  /// In English.
  public var message: String { what.english }
}

/// How a watchlist was read, for `check`: one line a term.
public struct WatchlistReading: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    /// What it is for: `any`, `all 1`, `all 2`…, `none`, `weight 2`.
    public var role: String
    public var term: Term
    /// The parsed form, with every parenthesis written: `(Gabon OR (Togo AND élection))`.
    public var form: String
  }

  public var watchlist: String
  public var lines: [Line]
}

/// Why a term does or does not hold for a document, for `match --explain`.
public struct TermExplanation: Hashable, Sendable {
  public var watchlist: String
  public var term: String
  public var holds: Bool
  public var hits: [Hit]
  /// What was found, or the first clause that failed.
  public var reason: Message
  /// `found «otan» inside «Botanique», not a whole word`.
  public var nearMisses: [Message]
}

/// A term that could not be decided within its limits; it counts as not matching.
public struct TermTrouble: Hashable, Sendable {
  public var watchlist: String
  public var term: String
  public var reason: Reason

  public enum Reason: Hashable, Sendable { case unreadableText, tooLong, tooMuchMemory, failed }

  /// In English.
  public var message: String { reason.english }
}
