public import Model

extension [Watchlist] {
  /// Those that terms of `watchlists` name (`list:NAME`), and that these name, in configured order.
  public func referred(by watchlists: [Watchlist]) -> [Watchlist] {
    guard !isEmpty else { return [] }
    var names: Set<String> = []
    var todo = watchlists
    while let watchlist = todo.popLast() {
      for (term, _) in watchlist.termsWithRoles where term.text.utf8.contains(UInt8(ascii: ":")) {
        for name in (try? TermParser.parse(term.text))?.lists ?? []
        where names.insert(name).inserted {
          todo += filter { $0.name == name }
        }
      }
    }
    return filter { names.contains($0.name) }
  }
}

extension TermSyntax {
  /// The watchlists that it names.
  fileprivate var lists: [String] {
    switch self {
    case .list(let name, _): [name]
    case .literal, .regex, .metadata, .language: []
    case .and(let parts), .or(let parts): parts.flatMap(\.lists)
    case .near(let a, let b, _, _): a.lists + b.lists
    case .not(let inner), .field(_, let inner), .atLeast(_, let inner): inner.lists
    }
  }
}
