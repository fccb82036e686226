internal import Model

/// What differs between two configurations.
struct ConfigurationChange: Hashable, Saying {
  enum Part: Hashable, Sendable {
    case newWatchlist(String, terms: Int)
    case terms(String, added: Int, removed: Int)
    case watchlist(String)
    case removedWatchlist(String)
    case feeds(added: Int, removed: Int)
    case feedSettings
    /// `fetch`, `alerts`, `archive`.
    case section(String)
  }

  private(set) var parts: [Part] = []

  init(_ old: Configuration, _ new: Configuration) {
    let before = Dictionary(old.watchlists.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    let after = Dictionary(new.watchlists.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    for watchlist in new.watchlists {
      guard let former = before[watchlist.name] else {
        parts.append(.newWatchlist(watchlist.name, terms: watchlist.termTexts.count))
        continue
      }
      if former.unplaced == watchlist.unplaced { continue }
      let (added, removed) = ConfigurationChange.difference(
        former.termTexts, watchlist.termTexts)
      parts.append(
        added + removed == 0
          ? .watchlist(watchlist.name)
          : .terms(watchlist.name, added: added, removed: removed))
    }
    for name in before.keys.sorted() where after[name] == nil {
      parts.append(.removedWatchlist(name))
    }
    let (added, removed) = ConfigurationChange.difference(
      Set(old.feeds.map(\.url)), Set(new.feeds.map(\.url)))
    if added + removed > 0 {
      parts.append(.feeds(added: added, removed: removed))
    } else if old.feeds.map(\.unplaced) != new.feeds.map(\.unplaced) {
      parts.append(.feedSettings)
    }
    if old.fetch != new.fetch { parts.append(.section("fetch")) }
    if old.alerts != new.alerts { parts.append(.section("alerts")) }
    if old.archive != new.archive { parts.append(.section("archive")) }
  }

  /// The watchlists of `new` that are not as they were in `old`, or not there.
  static func changedWatchlists(_ old: Configuration, _ new: Configuration) -> [Watchlist] {
    let before = Dictionary(
      old.watchlists.map { ($0.name, $0.unplaced) }, uniquingKeysWith: { a, _ in a })
    return new.watchlists.filter { before[$0.name] != $0.unplaced }
  }

  private static func difference(_ a: Set<String>, _ b: Set<String>) -> (added: Int, removed: Int) {
    (b.subtracting(a).count, a.subtracting(b).count)
  }
}

extension Watchlist {
  fileprivate var termTexts: Set<String> {
    Set((any + all.flatMap { $0 } + none + weights.map(\.term)).map(\.text))
  }

  /// The same without the places of its parts, which any edit above moves.
  fileprivate var unplaced: Watchlist {
    let place = SourcePlace(file: "", line: 0, column: 0)
    var copy = self
    copy.place = place
    copy.any = any.map { Term($0.text) }
    copy.all = all.map { $0.map { Term($0.text) } }
    copy.none = none.map { Term($0.text) }
    copy.weights = weights.map { WeightedTerm(term: Term($0.term.text), weight: $0.weight) }
    return copy
  }
}

extension FeedSettings {
  fileprivate var unplaced: FeedSettings {
    var copy = self
    copy.place = SourcePlace(file: "", line: 0, column: 0)
    return copy
  }
}
