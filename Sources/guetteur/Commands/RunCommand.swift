import Config
import Daemon
import Fetching
import Model
import Recording

extension Command {
  static let run = Command(
    "run", summary: "watch in the foreground until SIGTERM or SIGINT",
    details: """
      Polls each feed when it is due and writes each match, once, to the alert logs. Edits of the
      configuration are taken as they are saved (SIGHUP hastens it); a faulty one changes nothing.
      """,
    example: "guetteur run --config /etc/guetteur/config.json",
    run: runDaemon)

  private static let runDaemon:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      Signals.endAtOnce()
      let loader = try invocation.loader()
      let loaded = try loader.loadOrFail(for: .run)
      let output = DiagnosticsOutput(terminal)
      defer { output.finish() }
      let say: @Sendable (Diagnostic) -> Void = { output.say($0) }
      let station = try await Station.openOrFail(
        loaded, invocation, isPatient: true, say: say)
      do throws(SystemError) {
        try await Service(station: station, loader: loader, say: say).run()
        return .ok
      } catch {
        throw CommandFailure(.inputOutput, error)
      }
    }
}

extension Station {
  /// How long a ledger held by another process is waited for.
  private static let waiting = Duration.seconds(5)

  static func openOrFail(
    _ loaded: LoadedConfiguration, _ invocation: Invocation, isPatient: Bool,
    say: @escaping @Sendable (Diagnostic) -> Void
  ) async throws(CommandFailure) -> Station {
    do throws(StationError) {
      return try await open(
        loaded, version: Help.version, environment: invocation.environment, isPatient: isPatient,
        waiting: waiting, say: say)
    } catch {
      switch error {
      case .ledger(let error): throw CommandFailure(error)
      case .fetcher(let error): throw CommandFailure(.configuration, error)
      }
    }
  }
}

extension CommandFailure {
  init(_ error: LedgerError) {
    let code: ExitCode =
      switch error {
      case .heldByAnotherProcess: .unavailable
      case .damaged, .notALedger, .newerVersion, .olderVersion: .badInput
      case .missing, .failed: .inputOutput
      case .cannotOpen: .cannotCreate
      }
    self.init(code, [Message(error)])
  }
}

extension Terminal {
  /// What the daemon says, with its priority; `info` only when asked for.
  var sayDiagnostic: @Sendable (Diagnostic) -> Void {
    { diagnostic in
      switch diagnostic.severity {
      case .error: say(diagnostic.what, .error)
      case .warning: say(diagnostic.what, .warning)
      case .notice: say(diagnostic.what, .notice)
      case .info: if isVerbose { say(diagnostic.what, .info) }
      }
    }
  }
}
