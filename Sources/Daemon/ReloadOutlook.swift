internal import Dispatch
internal import History
internal import Matching
internal import Model
internal import Recording

/// What changed watchlists would have made of the last days, found out in the background.
struct ReloadOutlook: Sendable {
  static let days: Int64 = 7
  /// What it may take; a large archive is then read in part, and that is said.
  private static let patience = DispatchTimeInterval.seconds(30)

  /// Watchlists that are new or have changed.
  private let watchlists: [Watchlist]
  private let former: [Watchlist]
  private let feeds: [FeedSettings]
  private let state: String

  /// nil when no watchlist has changed.
  init?(_ old: Configuration, _ new: Configuration) {
    watchlists = ConfigurationChange.changedWatchlists(old, new)
    if watchlists.isEmpty { return nil }
    let names = Set(watchlists.map(\.name))
    former = old.watchlists.filter { names.contains($0.name) }
    feeds = new.feeds
    state = old.state
  }

  /// Reads the archive on one thread beside the daemon, and says a line for each watchlist.
  ///
  /// - Parameter stop: ends it early, in silence.
  func tell(
    at now: Timestamp, stop: StopRequest, say: @escaping @Sendable (Diagnostic) -> Void
  ) {
    DispatchQueue(label: "outlook", qos: .background).async {
      let isLate = StopRequest()
      DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) {
        isLate.make()
        stop.make()
      }
      do {
        let report = try compare(since: now - .seconds(Self.days * 86_400), stop: stop)
        if stop.isMade && !isLate.isMade { return }
        for news in Self.news(report, isLate: isLate.isMade) { say(Diagnostic(.notice, news)) }
      } catch {
        say(Diagnostic(.info, DaemonNews.noOutlook("\(error)")))
      }
    }
  }

  func compare(since: Timestamp, stop: StopRequest) throws -> BacktestReport {
    let side = Backtest.Side(
      matcher: try Matcher(watchlists), watchlists: watchlists.map(\.name), feeds: feeds)
    let before = Backtest.Side(
      matcher: try Matcher(former), watchlists: former.map(\.name), feeds: feeds)
    let scan = ArchiveScan(since: since, workers: 1, stop: stop)
    return try Backtest(side, against: before, sampleCount: 0, day: { _ in 0 })
      .run(scan, over: try ArchiveReader(path: state))
  }

  static func news(_ report: BacktestReport, isLate: Bool) -> [DaemonNews] {
    if report.coverage.entries == 0 { return [] }
    return report.watchlists.map { .outlook($0, days: days, isLate: isLate) }
  }
}
