import Glibc
import Model

/// How a command ended, by sysexits(3).
enum ExitCode: Int32 {
  case ok = 0
  /// The command line was wrong.
  case usage = 64
  /// The input was: no feed, a limit reached, a damaged ledger.
  case badInput = 65
  /// The ledger is held by another process.
  case unavailable = 69
  case cannotCreate = 73
  case inputOutput = 74
  /// Some feeds failed for now.
  case temporary = 75
  case configuration = 78

  /// What each means, as the manual says it.
  static let meanings: [(code: ExitCode, meaning: String)] = [
    (.ok, "all is well; also after SIGTERM and SIGINT"),
    (.usage, "the command line is wrong"),
    (.badInput, "the input is: no feed, a limit reached, a damaged ledger"),
    (.unavailable, "the ledger is held by another process"),
    (.cannotCreate, "a file cannot be created"),
    (.inputOutput, "a file cannot be read or written"),
    (.temporary, "some feeds failed for now"),
    (.configuration, "the configuration has faults, or is missing"),
  ]
}

/// Why a command stops before its end: what, where, what to do, in lines for stderr.
struct CommandFailure: Error {
  var code: ExitCode
  var lines: [Message]

  init(_ code: ExitCode, _ lines: [Message]) {
    self.code = code
    self.lines = lines
  }

  init(_ code: ExitCode, _ saying: some Saying) { self.init(code, [Message(saying)]) }

  /// A problem that is no other room's.
  init(_ code: ExitCode, _ problem: CommandProblem) { self.init(code, [Message(problem)]) }
}
