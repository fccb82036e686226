import Config
import Daemon
import Matching
import Model

extension Command {
  static let check = Command(
    "check", summary: "validate the configuration and say how it reads each watchlist",
    details: """
      On faults: exit code 78, and FILE:LINE:COLUMN: what, on stderr, for each of them. Warnings are
      printed and change nothing: of those of a kind, the first ten of each file, and all with --verbose.
      With --archive, terms are tried on what was seen in that time: those that never hit, that add
      nothing, that are common words, watchlists that fire too often.
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
      if !faults.isEmpty { throw CommandFailure(.configuration, faults.map(\.said)) }
      for warning in loaded.read.warnings { terminal.say(.warning(warning.said), .warning) }
      let warnings = LikeWarnings(loaded.matcher.warnings)
      for line in warnings.lines(all: terminal.isVerbose) {
        terminal.say(.warning(line), .warning)
      }
      if invocation.has("archive") {
        for warning in try ArchiveCheck(invocation).warnings(loaded, terminal) {
          terminal.say(.warning(warning.said), .warning)
        }
      }
      if terminal.isQuiet { return .ok }
      return terminal.write(terminal.lines(report(loaded))) ? .ok : .inputOutput
    }

  private static func report(_ loaded: LoadedConfiguration) -> [Heading] {
    let configuration = loaded.configuration
    var lines = [
      Heading.noFault(
        configuration.file, feeds: configuration.feeds.count,
        watchlists: configuration.watchlists.count)
    ]
    for reading in loaded.matcher.readings {
      lines.append(.terms(reading.watchlist, reading.lines.count))
      for line in reading.lines {
        let form = line.form == line.term.text ? nil : line.form
        lines.append(.reading(role: line.role, term: line.term.text, form: form))
      }
    }
    return lines
  }
}
