internal import Matching
internal import Model
internal import Recording

/// Counts findings as they come, oldest first: one alert for each entry × watchlist.
struct BacktestTally {
  var troubles: Set<TermTrouble> = []

  private let day: (Timestamp) -> Int
  private let sampleCount: Int
  private let listsAlerts: Bool
  private let isComparing: Bool
  private var pasts: [PastOfWatchlist]
  private var places: [String: Int] = [:]
  private var states: [Key: State] = [:]
  private var alerts: [PastAlert] = []

  private struct Key: Hashable {
    var feed: Int64
    var number: Int64
  }

  /// What was reported of one entry.
  private struct State {
    /// When it was new.
    var born: Timestamp
    /// Places of watchlists, and numbers of the texts that they reported in the time that is
    /// read; 0 before it.
    var reported: [(place: Int, text: Int64)] = []
    var former: [(place: Int, text: Int64)] = []
  }

  init(
    watchlists: [String], former: [String]?, sampleCount: Int, listsAlerts: Bool,
    day: @escaping (Timestamp) -> Int
  ) {
    self.day = day
    self.sampleCount = sampleCount
    self.listsAlerts = listsAlerts
    isComparing = former != nil
    pasts = []
    for name in watchlists + (former ?? []) where places[name] == nil {
      places[name] = pasts.count
      pasts.append(PastOfWatchlist(name: name))
    }
    for name in watchlists { places[name].map { pasts[$0].isConfigured = true } }
  }

  func knows(_ finding: PastFinding) -> Bool { states[Self.key(finding)] != nil }

  /// Takes a finding that lies before the time that is read.
  mutating func remember(_ finding: PastFinding) {
    var state = state(for: finding)
    for place in places(of: finding.watchlists) where !state.reported.has(place) {
      state.reported.append((place, 0))
    }
    for place in places(of: finding.former) where !state.former.has(place) {
      state.former.append((place, 0))
    }
    states[Self.key(finding)] = state
  }

  mutating func add(_ finding: PastFinding) {
    var state = state(for: finding)
    for place in places(of: finding.watchlists) where !state.reported.has(place) {
      state.reported.append((place, finding.entry.id))
      count(finding, at: place)
      if listsAlerts { alerts.append(PastAlert(finding, watchlist: pasts[place].name)) }
    }
    for place in places(of: finding.former) where !state.former.has(place) {
      state.former.append((place, finding.entry.id))
      pasts[place].formerAlerts += 1
    }
    states[Self.key(finding)] = state
  }

  mutating func report(_ coverage: ArchiveCoverage) -> BacktestReport {
    if isComparing {
      for state in states.values { compare(state) }
      for index in pasts.indices { pasts[index].keepLastCompared(sampleCount) }
    }
    for index in pasts.indices {
      pasts[index].keepLast(sampleCount)
      pasts[index].last.reverse()
    }
    return BacktestReport(
      coverage: coverage, watchlists: pasts, alerts: alerts, isComparison: isComparing,
      troubles: Array(troubles))
  }

  // MARK: private

  private static func key(_ finding: PastFinding) -> Key {
    Key(feed: finding.entry.feed, number: finding.entry.number)
  }

  private func places(of names: [String]) -> [Int] { names.compactMap { places[$0] } }

  /// Taken out of `states`, so that it changes in place.
  private mutating func state(for finding: PastFinding) -> State {
    guard let state = states.removeValue(forKey: Self.key(finding)) else {
      return State(born: finding.entry.time)
    }
    if finding.isChange || state.born == finding.entry.time { return state }
    // The ledger had forgotten the entry that had this number: it is another one now.
    if isComparing { compare(state) }
    return State(born: finding.entry.time)
  }

  private mutating func count(_ finding: PastFinding, at place: Int) {
    pasts[place].alerts += 1
    pasts[place].days[day(finding.entry.time), default: 0] += 1
    let feed = finding.feedName.isEmpty ? finding.feedURL : finding.feedName
    pasts[place].feeds[feed, default: 0] += 1
    pasts[place].languages[finding.language, default: 0] += 1
    pasts[place].last.append(finding.entry.id)
    if pasts[place].last.count > 2 * sampleCount + 16 { pasts[place].keepLast(sampleCount) }
  }

  private mutating func compare(_ state: State) {
    for (place, text) in state.reported where text != 0 && !state.former.has(place) {
      pasts[place].gained += 1
      pasts[place].lastGained.append(text)
    }
    for (place, text) in state.former where text != 0 && !state.reported.has(place) {
      pasts[place].lost += 1
      pasts[place].lastLost.append(text)
    }
  }
}

extension [(place: Int, text: Int64)] {
  fileprivate func has(_ place: Int) -> Bool { contains { $0.place == place } }
}
