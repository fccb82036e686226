import Model

extension WatchlistReading {
  init(_ watchlist: Watchlist) {
    self.watchlist = watchlist.name
    lines = watchlist.termsWithRoles.map { term, role in
      let syntax = try? TermParser.parse(term.text)
      return Line(role: Self.name(role), term: term, form: syntax?.form ?? term.text)
    }
  }

  private static func name(_ role: TermRole) -> String {
    switch role {
    case .any: "any"
    case .all(let group): "all \(group + 1)"
    case .none: "none"
    case .weight(let weight): "weight \(weight)"
    }
  }
}
