import Config
import Daemon
import Glibc
import Model
import Recording

extension Command {
  static let tail = Command(
    "tail", summary: "show the last alerts, and follow what comes",
    details: """
      Reads the ledger, or alerts.jsonl and its rotated neighbours where the ledger cannot be read;
      alerts come in the order of their numbers, none twice, none left out, whatever rotates the logs.
      On a terminal hits are highlighted and titles are links where the terminal knows them.
      """,
    example: "guetteur tail -f --watchlist otan",
    options: [
      Option("--follow", short: "-f", nil, "wait for more, until Ctrl-C or the reader goes"),
      Option("--lines", short: "-n", "N", "how many; default: 10, or all of --since"),
      Option("--since", "TIME", "only those of this last time, as 90m, 2h or 7d"),
      Option("--watchlist", "NAME", "only those of one watchlist"),
      Option("--json", nil, "print them as they stand in alerts.jsonl"),
    ],
    run: runTail)

  private static let runTail:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let wish = try TailWish(invocation)
      let configuration = try invocation.settings()
      if let name = wish.watchlist, !configuration.watchlists.contains(where: { $0.name == name }) {
        terminal.say(.formerWatchlist(name), .warning)
      }
      var source = try AlertSource(configuration)
      let style = AlertStyle(
        invocation.has("json") ? .json : terminal.usesColor ? .styled : .plain,
        columns: terminal.columns, links: AlertStyle.knowsLinks(invocation.environment))

      let past = try source.past(wish)
      guard try show(past, style) else { return .ok }
      guard invocation.has("follow") else { return .ok }
      let wait = try ChangeWait(folders: source.folders)
      while true {
        let more = try source.more(watchlist: wish.watchlist)
        guard try show(more, style) else { return .ok }
        guard wait.wait() else { return .ok }
      }
    }

  /// - Returns: false when nobody reads any more.
  private static func show(
    _ alerts: [NumberedAlert], _ style: AlertStyle
  ) throws(CommandFailure) -> Bool {
    if alerts.isEmpty { return true }
    var bytes: [UInt8] = []
    for alert in alerts { style.append(alert, to: &bytes) }
    switch StandardOutput.write(bytes) {
    case .whole: return true
    case .closed: return false
    case .failed(let code):
      throw CommandFailure(.inputOutput, .standardOutput(CommandProblem.system(code)))
    }
  }
}

/// What of the alerts is asked for.
struct TailWish {
  /// nil: all of them.
  var count: Int?
  var since: Timestamp?
  var watchlist: String?

  static let usualCount = 10

  init(count: Int?, since: Timestamp? = nil, watchlist: String? = nil) {
    self.count = count
    self.since = since
    self.watchlist = watchlist
  }

  fileprivate init(_ invocation: Invocation) throws(CommandFailure) {
    count = invocation.has("since") ? nil : TailWish.usualCount
    if let text = invocation["lines"] {
      guard let number = Int(text), number >= 0 else {
        throw CommandFailure(
          .usage, .notANumber(option: "--lines", of: "tail", found: text))
      }
      count = number
    }
    if let text = invocation["since"] {
      do throws(DurationText.Problem) {
        since = Clock.system.now().wall - .seconds(try DurationText.seconds(text))
      } catch {
        throw CommandFailure(
          .usage, .duration(option: "--since", of: "tail", text: text, error))
      }
    }
    watchlist = invocation["watchlist"]
  }

  func wants(_ alert: Alert) -> Bool {
    if let since, alert.time < since { return false }
    return watchlist == nil || alert.watchlist == watchlist
  }
}

extension Invocation {
  /// The configuration without a look at its terms, which may be in the middle of an edit.
  func settings() throws(CommandFailure) -> Configuration {
    let file = try configurationFile()
    do throws(ConfigurationFaults) {
      return try ConfigurationReader(environment: environment)
        .read(file: file, for: .watchlistsOnly).configuration
    } catch {
      throw CommandFailure(
        error.reason == .unreadableFile ? .inputOutput : .configuration, error.faults.map(\.said))
    }
  }
}
