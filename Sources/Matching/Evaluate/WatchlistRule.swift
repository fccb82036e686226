import Model

/// What decides whether a watchlist holds, besides its terms: a class, since a watchlist is too much
/// to copy for every document.
final class WatchlistRule: Sendable {
  let name: String
  /// Primary subtags; empty: every language.
  private let languages: [String]
  private let feeds: [FeedSelector]
  /// The groups of `all`.
  private let groups: Int
  private let hasAny: Bool
  private let hasWeights: Bool
  private let threshold: Double

  init(_ watchlist: Watchlist) {
    name = watchlist.name
    languages = watchlist.languages.map(LanguageRules.primarySubtag)
    feeds = watchlist.feeds
    groups = watchlist.all.count
    hasAny = !watchlist.any.isEmpty
    hasWeights = !watchlist.weights.isEmpty
    threshold = watchlist.threshold ?? 1
  }

  /// `feeds` and `languages`; `language`: a primary subtag.
  func reads(_ document: Document, in language: String) -> Bool {
    if !languages.isEmpty {
      guard languages.contains(language) else { return false }
    }
    guard !feeds.isEmpty, let source = document.source else { return true }
    return feeds.contains { selector in
      switch selector {
      case .feed(let name): source.name == name || source.url == name
      case .tag(let tag): source.tags.contains(tag)
      }
    }
  }

  /// `holding`: the terms that hold, in configured order; none is of `none`.
  func decides(_ holding: ArraySlice<Int>, _ terms: [CompiledTerm]) -> Bool {
    if groups > 0 {
      guard groupCount(holding, terms) == groups else { return false }
    }
    if !hasAny && !hasWeights { return groups > 0 }
    if hasAny, holding.contains(where: { terms[$0].role == .any }) { return true }
    guard hasWeights else { return false }
    var counted: Set<String> = []
    var sum = 0.0
    for term in holding {
      let term = terms[term]
      if case .weight(let weight) = term.role, counted.insert(term.text).inserted { sum += weight }
    }
    return !counted.isEmpty && sum >= threshold
  }

  /// Of how many groups some term holds: those of one group follow each other.
  private func groupCount(_ holding: ArraySlice<Int>, _ terms: [CompiledTerm]) -> Int {
    var count = 0
    var last: Int?
    for term in holding {
      guard case .all(let group) = terms[term].role, group != last else { continue }
      last = group
      count += 1
    }
    return count
  }
}

/// A place of a term that holds.
struct HeldPlace {
  var place: Occurrence
  var term: Int
}
