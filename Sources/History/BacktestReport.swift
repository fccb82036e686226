public import Matching
public import Model
public import Recording

/// What watchlists would have reported.
public struct BacktestReport: Sendable {
  public var coverage: ArchiveCoverage
  /// In configured order; after them those that only the former configuration has.
  public var watchlists: [PastOfWatchlist]
  /// Every alert, oldest first, when they were asked for.
  public var alerts: [PastAlert]
  /// Whether two configurations were compared.
  public var isComparison: Bool
  /// Terms that ran out of their limits.
  public var troubles: [TermTrouble]
}

/// What one watchlist would have reported.
public struct PastOfWatchlist: Sendable {
  public var name: String
  /// False for one that only the former configuration has.
  public var isConfigured = false
  public var alerts = 0
  /// Of the former configuration.
  public var formerAlerts = 0
  public var gained = 0
  public var lost = 0
  /// Alerts by the number of the day.
  public var days: [Int: Int] = [:]
  /// By the feed's name, else its address.
  public var feeds: [String: Int] = [:]
  /// By primary subtag; "" where it is unknown.
  public var languages: [String: Int] = [:]
  /// The last alerts, newest first.
  public var samples: [PastSample] = []
  public var gainedSamples: [PastSample] = []
  public var lostSamples: [PastSample] = []

  /// Numbers of archived texts, for samples.
  var last: [Int64] = []
  var lastGained: [Int64] = []
  var lastLost: [Int64] = []

  init(name: String) { self.name = name }

  mutating func keepLast(_ count: Int) { last = Array(last.suffix(count)) }

  mutating func keepLastCompared(_ count: Int) {
    lastGained = lastGained.sorted().suffix(count).reversed()
    lastLost = lastLost.sorted().suffix(count).reversed()
  }
}

/// One alert that would have been.
public struct PastAlert: Hashable, Sendable {
  /// When the entry was seen.
  public var time: Timestamp
  public var watchlist: String
  public var feedName: String
  public var feedURL: String
  /// The entry's id and page; "" without.
  public var id: String
  public var url: String
  public var title: String

  init(_ finding: PastFinding, watchlist: String) {
    time = finding.entry.time
    self.watchlist = watchlist
    feedName = finding.feedName
    feedURL = finding.feedURL
    id = finding.entry.entry.id ?? ""
    url = finding.entry.entry.url ?? ""
    title = finding.title
  }
}

/// An archived entry and why a watchlist holds for it.
public struct PastSample: Sendable {
  public var entry: ArchivedEntry
  public var document: Document
  public var terms: [String]
  public var hits: [Hit]
}
