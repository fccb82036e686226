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

  /// Watchlists that are new or have changed, or name one of those.
  private let watchlists: [Watchlist]
  private let former: [Watchlist]
  private let all: (old: [Watchlist], new: [Watchlist])
  private let feeds: [FeedSettings]
  private let state: String

  /// nil when no watchlist has changed.
  init?(_ old: Configuration, _ new: Configuration) {
    let changed = Set(ConfigurationChange.changedWatchlists(old, new).map(\.name))
    if changed.isEmpty { return nil }
    watchlists = new.watchlists.filter { watchlist in
      changed.contains(watchlist.name)
        || new.watchlists.referred(by: [watchlist]).contains { changed.contains($0.name) }
    }
    let names = Set(watchlists.map(\.name))
    former = old.watchlists.filter { names.contains($0.name) }
    all = (old.watchlists, new.watchlists)
    feeds = new.feeds
    state = old.state
  }

  /// Reads the archive on one thread beside the daemon, and says a line for each watchlist.
  ///
  /// - Parameters:
  ///   - stop: ends it early, in silence.
  ///   - end: called when all is said.
  func tell(
    at now: Timestamp, stop: StopRequest, say: @escaping @Sendable (Diagnostic) -> Void,
    end: @escaping @Sendable () -> Void = {}
  ) {
    DispatchQueue(label: "outlook", qos: .background).async {
      defer { end() }
      let isLate = StopRequest()
      DispatchQueue(label: "patience").asyncAfter(deadline: .now() + Self.patience) {
        isLate.make()
        stop.make()
      }
      do {
        let since = now - .seconds(Self.days * 86_400)
        let report = try compare(since: since, stop: stop)
        if stop.isMade && !isLate.isMade { return }
        for news in Self.news(report, since: since) { say(Diagnostic(.notice, news)) }
      } catch let error as LedgerError {
        say(Diagnostic(.info, DaemonNews.noOutlook(Message(error))))
      } catch {
        say(Diagnostic(.info, DaemonNews.noOutlook(Message(verbatim: "\(error)"))))
      }
    }
  }

  func compare(since: Timestamp, stop: StopRequest) throws -> BacktestReport {
    let side = Backtest.Side(
      matcher: try Matcher(watchlists, referringTo: all.new),
      watchlists: watchlists.map(\.name), feeds: feeds)
    let before = Backtest.Side(
      matcher: try Matcher(former, referringTo: all.old), watchlists: former.map(\.name),
      feeds: feeds)
    let scan = ArchiveScan(since: since, workers: 1, stop: stop)
    return try Backtest(side, against: before, sampleCount: 0, day: { _ in 0 })
      .run(scan, over: try ArchiveReader(path: state))
  }

  /// Nothing for an archive that had nothing to say of that time; what was not read is said.
  static func news(_ report: BacktestReport, since: Timestamp) -> [DaemonNews] {
    let coverage = report.coverage
    if coverage.entries == 0, coverage.losses.isEmpty, coverage.stoppedAt == nil { return [] }
    return report.watchlists.map { .outlook($0, days: days) }
      + coverage.caveats(since: since).map(DaemonNews.outlookCaveat)
  }
}
