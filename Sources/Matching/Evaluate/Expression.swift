/// A term ready to be evaluated: operands are numbers of literals, regexes, watchlists.
indirect enum Expression: Sendable {
  case operand(Int)
  case regex(Int)
  case and([Expression])
  case or([Expression])
  case not(Expression)
  case near(Expression, Expression, Nearness, isOrdered: Bool)
  case field(UInt8, Expression)
  case atLeast(Int, Expression)
  case list(Int)
  /// The literal is number `operand` of `Compiled.metadata`.
  case metadata(Metadata, Int)
  case language(String)

  /// Regular expressions run after everything else that could decide.
  var hasRegex: Bool {
    switch self {
    case .regex: true
    case .operand, .metadata, .language: false
    case .list: true
    case .and(let parts), .or(let parts): parts.contains { $0.hasRegex }
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner): inner.hasRegex
    case .near: false
    }
  }

  /// Whether `list:` stands in it.
  var namesWatchlist: Bool {
    switch self {
    case .list: true
    case .operand, .regex, .metadata, .language: false
    case .and(let parts), .or(let parts): parts.contains { $0.namesWatchlist }
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner): inner.namesWatchlist
    case .near(let a, let b, _, _): a.namesWatchlist || b.namesWatchlist
    }
  }

  /// True when it can hold although no literal of it is found.
  var needsEveryDocument: Bool {
    switch self {
    case .operand, .near: false
    case .regex, .metadata, .list, .language, .not: true
    case .and(let parts): parts.allSatisfy { $0.needsEveryDocument }
    case .or(let parts): parts.contains { $0.needsEveryDocument }
    case .field(_, let inner), .atLeast(_, let inner): inner.needsEveryDocument
    }
  }
}

/// What a term is for in its watchlist.
enum TermRole: Hashable, Sendable {
  case any
  case all(Int)
  case none
  case weight(Double)
}

/// A term of a watchlist, compiled.
struct CompiledTerm: Sendable {
  var watchlist: Int32
  /// The only literal of a simple term; -1 when `expression` says what the term is.
  var operand: Int32
  var role: TermRole
  var text: String
  var expression: Expression?
}
