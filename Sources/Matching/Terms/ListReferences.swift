import Model

/// Which watchlists use which others.
struct ListReferences {
  private struct Reference {
    var to: Int
    var term: Term
    var offset: Int
  }

  private var references: [Int: [Reference]] = [:]
  /// Longer chains are faults: they would nest as deep when evaluated.
  private static let longestChain = 32

  mutating func add(from: Int, to: Int, term: Term, offset: Int) {
    references[from, default: []].append(Reference(to: to, term: term, offset: offset))
  }

  /// A fault for each reference that leads back to its own watchlist.
  func cycles(in watchlists: [Watchlist]) -> [TermFault] {
    var faults: [TermFault] = []
    for (from, list) in references.sorted(by: { $0.key < $1.key }) {
      for reference in list {
        var level: Set<Int> = [reference.to]
        var steps = 0
        var isCycle = level.contains(from)
        while !isCycle, !level.isEmpty, steps <= Self.longestChain {
          level = Set(level.flatMap { (references[$0] ?? []).map(\.to) })
          isCycle = level.contains(from)
          steps += 1
        }
        guard isCycle || steps > Self.longestChain else { continue }
        let name = watchlists[reference.to].name
        faults.append(
          TermFault(
            watchlist: watchlists[from].name, term: reference.term, offset: reference.offset,
            problem: isCycle
              ? .circularWatchlist(name) : .longChain(name, limit: Self.longestChain)))
      }
    }
    return faults
  }
}
