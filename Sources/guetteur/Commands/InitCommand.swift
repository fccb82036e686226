import Glibc

extension Command {
  static let initialize = Command(
    "init", operands: "[TERM…]", count: 0...Int.max,
    summary: "write a commented configuration to start from",
    details: """
      The TERMs become the first watchlist; without any it watches for what the comments say. The
      file is that of --config, else ./config.json; one that exists is left alone (exit code 73).
      """,
    example: "guetteur init Otan \"Alliance atlantique\"",
    options: [
      Option("--watchlist", "NAME", "the name of the first watchlist; default: its first term"),
      Option("--contact", "ADDRESS", "a web or mail address that feeds' servers are told"),
    ],
    run: runInit)

  private static let runInit:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let file = invocation["config"] ?? "config.json"
      let text = FirstConfiguration(
        terms: invocation.operands, watchlist: invocation["watchlist"],
        contact: invocation["contact"]
      ).text(in: terminal.language)
      let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw CommandFailure(
          .cannotCreate,
          errno == EEXIST ? .alreadyThere(file) : .file(file, CommandProblem.system(errno)))
      }
      let bytes = Array(text.utf8)
      let written = write(descriptor, bytes, bytes.count)
      guard close(descriptor) == 0, written == bytes.count else {
        let problem = CommandProblem.file(file, CommandProblem.system(errno))
        unlink(file)
        throw CommandFailure(.inputOutput, problem)
      }
      let option = file == "config.json" ? "" : " --config \(file)"
      terminal.say(.written(file))
      terminal.say(.next(command: "guetteur check\(option)", .check))
      terminal.say(.next(command: "guetteur once\(option)", .once))
      terminal.say(.next(command: "guetteur run\(option)", .run))
      return .ok
    }
}
