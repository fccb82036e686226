import Config
import Daemon
import History
import Matching
import Model
import Recording

extension Command {
  static let backtest = Command(
    "backtest", summary: "say what the watchlists would have reported of the past",
    details: """
      Reads the archive with the engine of the watch: for each watchlist its alerts, alerts a day, and
      from which feeds and in which languages. With --against, an edited configuration is compared
      with the present one: alerts gained and lost. Runs beside the daemon, which goes on with what
      it has; Ctrl-C ends it early, and it says what it covered.
      """,
    example: "guetteur backtest --since 30d --against edited.json",
    options: [
      Option("--since", "TIME", "from then on: 12h, 30d, 2026-11-01; default: 30d"),
      PastOptions.until,
      Option("--watchlist", "NAME", "only this watchlist"),
      Option("--term", "TERM", "a term instead of the watchlists"),
      Option("--against", "FILE", "what this edited configuration would gain and lose"),
      Option("--samples", "N", "alerts to show of each watchlist; default: 3"),
      Option("--list", nil, "print every alert, one JSON object a line, and nothing else"),
      Option("--json", nil, "print one JSON object"),
    ],
    run: runBacktest)

  private static let runBacktest:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let times = try PastOptions(invocation, usual: .seconds(30 * 86400))
      var samples = 3
      if let text = invocation["samples"] {
        guard let number = Int(text), (0...1000).contains(number) else {
          throw CommandFailure(.usage, .samples)
        }
        samples = number
      }
      let (state, side, former) = try sides(invocation)
      let reader = try ArchiveReader.openOrFail(state)
      let backtest = Backtest(
        side, against: former, sampleCount: invocation.has("list") ? 0 : samples,
        listsAlerts: invocation.has("list"), day: LocalDay.number)
      let report: BacktestReport
      do throws(LedgerError) {
        report = try backtest.run(times.scan(terminal), over: reader)
      } catch {
        throw CommandFailure(error)
      }
      times.tell(report.coverage, terminal)
      for trouble in report.troubles {
        terminal.say(trouble.news, .warning)
      }
      let view = BacktestView(report, times: times)
      let bytes =
        invocation.has("list")
        ? view.list
        : invocation.has("json")
          ? view.json : Array(view.text(terminal).utf8)
      return terminal.write(bytes) ? .ok : .inputOutput
    }

  /// The ledger, what is tried, and what that is compared with.
  private static func sides(
    _ invocation: Invocation
  ) throws(CommandFailure) -> (String, Backtest.Side, Backtest.Side?) {
    if let term = invocation["term"] {
      if invocation.has("against") || invocation.has("watchlist") {
        throw CommandFailure(.usage, .termAlone)
      }
      let configuration = try invocation.settings()
      let watchlist = Watchlist(name: term, any: [Term(term)])
      do throws(TermFaults) {
        let side = Backtest.Side(
          matcher: try Matcher([watchlist], referringTo: configuration.watchlists),
          watchlists: [term], feeds: configuration.feeds)
        return (configuration.state, side, nil)
      } catch {
        throw CommandFailure(.usage, error.messages(of: term))
      }
    }
    let present = try invocation.loader().loadOrFail(for: .run)
    let configuration = present.configuration
    let name = invocation["watchlist"]
    guard let file = invocation["against"] else {
      return (configuration.state, try side(present, only: name, mustExist: true), nil)
    }
    let edited = try ConfigurationLoader(file: file, environment: invocation.environment)
      .loadOrFail(for: .watchlistsOnly)
    let former = try side(present, only: name, mustExist: false)
    var new = try side(edited, only: name, mustExist: former.watchlists.isEmpty)
    if edited.configuration.feeds.isEmpty {
      new.reading = PastReading(feeds: configuration.feeds)
    }
    return (configuration.state, new, former)
  }

  private static func side(
    _ loaded: LoadedConfiguration, only name: String?, mustExist: Bool
  ) throws(CommandFailure) -> Backtest.Side {
    let configuration = loaded.configuration
    guard let name else {
      return Backtest.Side(
        matcher: loaded.matcher, watchlists: configuration.watchlists.map(\.name),
        feeds: configuration.feeds)
    }
    let chosen = configuration.watchlists.filter { $0.name == name }
    if chosen.isEmpty && mustExist {
      throw CommandFailure(.usage, .unknownWatchlist(name, file: configuration.file))
    }
    do throws(TermFaults) {
      return Backtest.Side(
        matcher: try Matcher(chosen, referringTo: configuration.watchlists),
        watchlists: chosen.map(\.name), feeds: configuration.feeds)
    } catch {
      throw CommandFailure(.configuration, error.faults.map { Message($0.problem) })
    }
  }
}
