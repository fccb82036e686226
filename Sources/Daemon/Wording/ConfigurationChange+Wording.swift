internal import Model

extension ConfigurationChange {
  /// `watchlist otan: +2 −1 terms; feeds: +1 −0`
  var english: String {
    parts.isEmpty
      ? "nothing that counts has changed" : parts.map(\.english).joined(separator: "; ")
  }

  var french: French {
    parts.isEmpty
      ? "rien qui compte n’a changé"
      : "\(parts.map(\.french.text).joined(separator: "\u{202F}; "))"
  }
}

extension ConfigurationChange.Part {
  fileprivate var english: String {
    switch self {
    case .newWatchlist(let name, let terms): "watchlist \(name): new, \(terms) terms"
    case .terms(let name, let added, let removed):
      "watchlist \(name): +\(added) −\(removed) terms"
    case .watchlist(let name): "watchlist \(name): changed"
    case .removedWatchlist(let name): "watchlist \(name): removed"
    case .feeds(let added, let removed): "feeds: +\(added) −\(removed)"
    case .feedSettings: "feeds: changed"
    case .section(let name): "\(name): changed"
    }
  }

  fileprivate var french: French {
    switch self {
    case .newWatchlist(let name, let terms):
      "liste de veille \(name) : nouvelle, \(French.counted(terms, "terme", "termes"))"
    case .terms(let name, let added, let removed):
      "liste de veille \(name) : +\(added) −\(removed) termes"
    case .watchlist(let name): "liste de veille \(name) : modifiée"
    case .removedWatchlist(let name): "liste de veille \(name) : supprimée"
    case .feeds(let added, let removed): "flux : +\(added) −\(removed)"
    case .feedSettings: "flux : modifiés"
    case .section(let name): "\(name) : modifié"
    }
  }
}
