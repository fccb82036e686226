import Daemon
import Dispatch
import Glibc
import Model

/// Reads the command line, runs its command and ends the process with its exit code.
func runProgram() -> Never {
  // Before any thread: libcurl's internationalised names need a UTF-8 locale, and a closed pipe or
  // a file-size limit must come back as an error, not as a signal. What libraries say stays in
  // English, since it goes into the ledger and the coverage log too.
  setlocale(LC_CTYPE, "C.UTF-8")
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
  // libdispatch tells the journal of each worker thread that it may not set its priority, as the
  // service may not: seen with systemd 252 and Swift 6.3.
  setenv("LIBDISPATCH_LOG", "NO", 0)
  openStandardDescriptors()
  let arguments = Array(CommandLine.arguments.dropFirst())
  let environment = readEnvironment()
  Task.detached(executorPreference: PoolExecutor(label: "program", width: 1)) {
    let code = await run(arguments, environment)
    exit(code.rawValue)
  }
  dispatchMain()
}

/// A descriptor that was closed by whoever started us would be given to the next file that is
/// opened: what is said on stderr would then stand in a log.
private func openStandardDescriptors() {
  while true {
    let descriptor = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    if descriptor > STDERR_FILENO {
      close(descriptor)
      return
    }
  }
}

/// Runs one command line; its errors are said on stderr.
private func run(_ arguments: [String], _ environment: [String: String]) async -> ExitCode {
  let plain = Terminal(nil, environment: environment)
  guard let name = arguments.first else {
    plain.say(Message(CommandProblem.noCommand), .error)
    return .usage
  }
  switch name {
  case "--version":
    return plain.write("guetteur \(Help.version)\n") ? .ok : .inputOutput
  case "--help", "-h":
    return plain.write(Help.overview(Command.all, plain.language)) ? .ok : .inputOutput
  default: break
  }
  guard let command = Command.all.first(where: { $0.name == name }) else {
    plain.say(Message(CommandProblem.unknownCommand(name)), .error)
    return .usage
  }
  do throws(CommandFailure) {
    let invocation = try Invocation(
      Array(arguments.dropFirst()), of: command, environment: environment)
    let terminal = Terminal(invocation, environment: environment)
    if invocation.has("help") {
      return terminal.write(Help.of(command, terminal.language)) ? .ok : .inputOutput
    }
    return try await command.run(invocation, terminal)
  } catch {
    for line in error.lines { plain.say(line, .error) }
    return error.code
  }
}

private func readEnvironment() -> [String: String] {
  var result: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let pair = String(cString: entry).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
    next += 1
  }
  return result
}
