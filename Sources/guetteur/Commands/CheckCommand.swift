import Config
import Daemon
import Matching
import Model

extension Command {
  static let check = Command(
    "check", summary: "validate the configuration and say how it reads each watchlist",
    details: """
      On faults: exit code 78, and FILE:LINE:COLUMN: what, on stderr, for each of them. Warnings are
      printed and change nothing. With --archive, terms are tried on what was seen in that time: those
      that never hit, that add nothing, that are common words, watchlists that fire too often.
      """,
    example: "guetteur check --archive 30d",
    options: [
      Option("--archive", "TIME", "try the terms on the archive since then, as 30d"),
      Option("--limit", "N", "alerts a day above which a watchlist is warned of; default: 100"),
    ],
    run: runCheck)

  private static let runCheck:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let loader = try invocation.loader()
      let loaded = try loader.loadOrFail(for: .run)
      let faults = loader.directoryFaults(of: loaded)
      if !faults.isEmpty { throw CommandFailure(.configuration, faults.map(\.line)) }
      for warning in loaded.read.warnings { terminal.say("warning: \(warning.line)", .warning) }
      for warning in loaded.matcher.warnings {
        let place = ConfigurationFault(
          place: warning.term.place, message: "watchlist \(warning.watchlist): \(warning.message)")
        terminal.say("warning: \(place.line)", .warning)
      }
      if invocation.has("archive") {
        for line in try ArchiveCheck(invocation).warnings(loaded, terminal) {
          terminal.say("warning: \(line)", .warning)
        }
      }
      if terminal.isQuiet { return .ok }
      return terminal.write(Terminal.safeLines(report(loaded))) ? .ok : .inputOutput
    }

  private static func report(_ loaded: LoadedConfiguration) -> [String] {
    let configuration = loaded.configuration
    var lines = [
      "\(configuration.file): \(configuration.feeds.count) feeds, "
        + "\(configuration.watchlists.count) watchlists: no fault"
    ]
    for reading in loaded.matcher.readings {
      lines.append("\(reading.watchlist): \(reading.lines.count) terms")
      for line in reading.lines {
        let form = line.form == line.term.text ? "" : "  is read as  \(line.form)"
        lines.append("  \(line.role): \(line.term.text)\(form)")
      }
    }
    return lines
  }
}

extension Terminal {
  /// Lines made safe for a terminal, each with its newline.
  static func safeLines(_ lines: [String]) -> String {
    lines.map { safe($0) + "\n" }.joined()
  }
}
