import Daemon
import History
import Matching
import Model
import Recording

/// `check --archive`: what the past says of the terms.
struct ArchiveCheck {
  private static let usualLimit = 100

  private let times: PastOptions
  private let limit: Int

  init(_ invocation: Invocation) throws(CommandFailure) {
    times = try PastOptions(since: "archive", in: invocation)
    guard let text = invocation["limit"] else {
      limit = Self.usualLimit
      return
    }
    guard let number = Int(text), number > 0 else {
      throw CommandFailure(
        .usage, .notANumber(option: "--limit", of: "check", found: text))
    }
    limit = number
  }

  /// The warnings, each with its place.
  func warnings(
    _ loaded: LoadedConfiguration, _ terminal: Terminal
  ) throws(CommandFailure) -> [ConfigurationFault] {
    let configuration = loaded.configuration
    let reader = try ArchiveReader.openOrFail(configuration.state)
    let lint: ArchiveLint
    do throws(TermFaults) {
      lint = try ArchiveLint(configuration)
    } catch {
      throw CommandFailure(.configuration, error.faults.map { Message($0.problem) })
    }
    do throws(LedgerError) {
      let scan = times.scan(terminal)
      let side = Backtest.Side(
        matcher: loaded.matcher, watchlists: configuration.watchlists.map(\.name),
        feeds: configuration.feeds)
      let report = try Backtest(side, sampleCount: 0, day: LocalDay.number).run(scan, over: reader)
      let found = try lint.warnings(scan, over: reader)
      times.tell(found.coverage, terminal)
      return often(report, configuration, terminal)
        + found.warnings.map { warning in
          ConfigurationFault(
            place: warning.term.place, OfWatchlist(warning.watchlist, warning.what))
        }
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Watchlists that fire above the limit. The day on which the archive begins is left out: what
  /// feeds held when they were first asked was not news of that day.
  private func often(
    _ report: BacktestReport, _ configuration: Configuration, _ terminal: Terminal
  ) -> [ConfigurationFault] {
    let view = BacktestView(report, times: times)
    let first = LocalDay.number(of: view.from)
    let isYoung = report.coverage.pruned == 0 && report.coverage.oldest == view.from
    let begin = isYoung ? LocalDay.midnight(LocalDay.text(first + 1)) ?? view.from : view.from
    let days = Double((view.to - begin).milliseconds) / 86_400_000
    guard days >= 1 else {
      if report.coverage.entries > 0 {
        terminal.say(CommandNews.archiveTooYoung, .warning)
      }
      return []
    }
    return zip(configuration.watchlists, report.watchlists).compactMap { watchlist, past in
      let alerts = past.alerts - (isYoung ? past.days[first] ?? 0 : 0)
      let rate = Double(alerts) / days
      guard rate > Double(limit) else { return nil }
      return ConfigurationFault(
        place: watchlist.place,
        OfWatchlist(watchlist.name, FiresOften(rate: Int(rate.rounded()), limit: limit)))
    }
  }
}

private struct FiresOften: Saying {
  var rate: Int
  var limit: Int

  var english: String { "it would have fired \(rate) times a day (--limit \(limit))" }
  var french: French {
    "elle se serait déclenchée \(rate) fois par jour (--limit \(limit))"
  }
}
