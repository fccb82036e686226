import Config
import Daemon
import Model
import Recording
import Reporting
import Subscriptions

extension Command {
  static let export = Command(
    "export", summary: "print the configured feeds as OPML, or alerts as CSV or JSON Feed",
    details: "Runs beside the daemon. Without --alerts, an OPML 2.0 subscription list is printed.",
    example: "guetteur export --alerts --since 7d --format csv > alerts.csv",
    options: [
      Option("--alerts", nil, "alerts instead of feeds"),
      Option("--format", "FORMAT", "of alerts: csv (default) or json (JSON Feed 1.1)"),
      Option("--since", "TIME", "alerts of the last 2h, 30d…; default: all that the ledger keeps"),
      Option("--watchlist", "NAME", "alerts of one watchlist"),
    ],
    run: runExport)

  private static let runExport:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let configuration = try invocation.loader().loadOrFail(for: .run).configuration
      guard invocation.has("alerts") else {
        let titles = knownTitles(configuration.state, terminal)
        let subscriptions = configuration.feeds.map {
          Subscription(url: $0.url, title: $0.name ?? titles[$0.id] ?? "", tags: $0.tags)
        }
        let text = OPML.write(title: "Guetteur", subscriptions)
        return terminal.write(text) ? .ok : .inputOutput
      }
      let format = invocation["format"] ?? "csv"
      guard format == "csv" || format == "json" else {
        throw CommandFailure(.usage, .exportFormat(format))
      }
      let since = try invocation.since(before: Clock.system.now().wall)
      let alerts = try readAlerts(
        configuration.state, since: since, watchlist: invocation["watchlist"])
      if alerts.isEmpty, let name = invocation["watchlist"],
        !configuration.watchlists.contains(where: { $0.name == name })
      {
        terminal.say(CommandNews.strangeWatchlist(name), .warning)
      }
      let text =
        format == "csv"
        ? Array((AlertExport.csvHeader + alerts.map(AlertExport.csvRecord).joined()).utf8)
        : AlertExport.jsonFeed(title: "Guetteur: alerts", alerts)
      return terminal.write(text) ? .ok : .inputOutput
    }

  /// What the feeds call themselves; nothing before the first poll.
  private static func knownTitles(_ path: String, _ terminal: Terminal) -> [FeedID: String] {
    do throws(LedgerError) {
      return try SQLiteLedger(reading: path).memories().mapValues(\.title)
    } catch {
      if case .missing = error { return [:] }
      terminal.say(CommandNews.feedsByAddress(Message(error)), .warning)
      return [:]
    }
  }

  private static func readAlerts(
    _ path: String, since: Timestamp?, watchlist: String?
  ) throws(CommandFailure) -> [Alert] {
    do throws(LedgerError) {
      let ledger = try SQLiteLedger(reading: path)
      var alerts: [Alert] = []
      var last: Int64 = 0
      while true {
        let page = try ledger.alerts(after: last, watchlist: watchlist, limit: 1000)
        guard let end = page.last?.seq else { return alerts }
        last = end
        alerts += page.filter { alert in since.map { alert.time >= $0 } ?? true }
      }
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension Invocation {
  /// `--since`; nil without it.
  func since(before now: Timestamp) throws(CommandFailure) -> Timestamp? {
    guard let text = self["since"] else { return nil }
    guard let time = SinceOption.time(text, before: now) else {
      throw CommandFailure(.usage, .sinceDuration(text))
    }
    return time
  }
}
