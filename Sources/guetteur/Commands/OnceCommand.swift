import Config
import Daemon
import Dispatch
import Model
import Reporting

extension Command {
  static let once = Command(
    "once", summary: "poll every feed now, write the alerts, print a summary",
    details: """
      Asks every feed whatever the schedule says, except those whose host asked to be left alone for
      a while (--force asks them too). Exit code 75 when some feeds failed, each named on stderr.
      """,
    example: "guetteur once --json",
    options: [
      Option("--force", nil, "ask hosts that said Retry-After too"),
      Option("--json", nil, "print the summary as one JSON object"),
    ],
    run: runOnce)

  private static let runOnce:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      Signals.endAtOnce()
      let loaded = try invocation.loader().loadOrFail(for: .run)
      let tally = PassTally(
        feeds: loaded.configuration.feeds.count(where: \.isEnabled),
        progress: terminal.errorIsTerminal && !terminal.isQuiet ? terminal : nil)
      let station = try await Station.openOrFail(
        loaded, invocation, isPatient: false, say: terminal.sayDiagnostic)
      let signals = Signals.atStop(on: .global()) { Task { await station.lookout.stop() } }
      defer { for signal in signals { signal.cancel() } }
      let start = ContinuousClock.now
      do throws(SystemError) {
        try await station.lookout.pass(force: invocation.has("force")) { tally.note($0) }
      } catch {
        throw CommandFailure(.inputOutput, error)
      }
      let isCutShort = await station.lookout.isStopped
      let trouble = await station.lookout.ledgerTrouble
      // A pass has no idle time: a fiftieth of what it took.
      await station.tidy(
        loaded.configuration, afterNews: tally.hasNews,
        within: min(.milliseconds(300), (ContinuousClock.now - start) / 50))
      let unwritten = await station.close()
      tally.endProgress()
      for line in tally.failures { terminal.say(line, .error) }
      for line in tally.held { terminal.say(line, .notice) }
      if let trouble { throw CommandFailure(trouble) }
      if !unwritten.isEmpty {
        throw CommandFailure(
          unwritten.contains { $0.operation == "open" } ? .cannotCreate : .inputOutput,
          unwritten.map { Message(LogTrouble($0)) })
      }
      terminal.write(
        invocation.has("json")
          ? tally.json : terminal.isQuiet ? "" : terminal.lines(tally.summary))
      if isCutShort {
        terminal.say(.stoppedEarly, .notice)
        return .ok
      }
      return tally.failures.isEmpty ? .ok : .temporary
    }
}
