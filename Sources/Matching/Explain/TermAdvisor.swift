import Model

/// What the checker says of terms (SEMANTICS §9).
enum TermAdvisor {
  static func warnings(_ watchlists: [Watchlist]) -> [TermWarning] { [] }
}
