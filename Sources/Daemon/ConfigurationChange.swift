internal import Model

/// What differs between two configurations, in one line.
struct ConfigurationChange {
  let summary: String

  /// `watchlist otan: +2 −1 terms; feeds: +1 −0`
  init(_ old: Configuration, _ new: Configuration) {
    var parts: [String] = []
    let before = Dictionary(old.watchlists.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    let after = Dictionary(new.watchlists.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    for watchlist in new.watchlists {
      guard let former = before[watchlist.name] else {
        parts.append("watchlist \(watchlist.name): new, \(watchlist.termTexts.count) terms")
        continue
      }
      if former.unplaced == watchlist.unplaced { continue }
      let (added, removed) = ConfigurationChange.difference(
        former.termTexts, watchlist.termTexts)
      parts.append(
        added + removed == 0
          ? "watchlist \(watchlist.name): changed"
          : "watchlist \(watchlist.name): +\(added) −\(removed) terms")
    }
    for name in before.keys.sorted() where after[name] == nil {
      parts.append("watchlist \(name): removed")
    }
    let (added, removed) = ConfigurationChange.difference(
      Set(old.feeds.map(\.url)), Set(new.feeds.map(\.url)))
    if added + removed > 0 {
      parts.append("feeds: +\(added) −\(removed)")
    } else if old.feeds.map(\.unplaced) != new.feeds.map(\.unplaced) {
      parts.append("feeds: changed")
    }
    if old.fetch != new.fetch { parts.append("fetch: changed") }
    if old.alerts != new.alerts { parts.append("alerts: changed") }
    if old.archive != new.archive { parts.append("archive: changed") }
    summary = parts.isEmpty ? "nothing that counts has changed" : parts.joined(separator: "; ")
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
