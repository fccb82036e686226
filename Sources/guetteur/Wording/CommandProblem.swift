import Config
import Glibc
import Matching
import Model

/// Why a command stops, where no room below has said it.
enum CommandProblem: Saying {
  // The command line
  case noCommand
  case unknownCommand(String)
  case operands(of: String, expected: String, found: Int)
  case unknownOption(String, of: String)
  case noArgument(String, of: String)
  case missingArgument(String, of: String, placeholder: String)
  case color(String, of: String)
  case notANumber(option: String, of: String, found: String)
  case samples
  case termAlone
  case grouping(String)
  case exportFormat(String)
  case sinceDuration(String)
  case duration(option: String, of: String, text: String, DurationText.Problem)
  case time(option: String, text: String)
  case nothingBetween
  case unknownPage(String, known: [String])
  case shells([String])
  case unknownHelp(String)
  case unknownWatchlist(String, file: String)
  case term(String, offset: Int, TermProblem)

  // Files and input
  case noConfiguration
  case alreadyThere(String)
  case file(String, SystemProblem)
  case standardInput(SystemProblem)
  case standardOutput(SystemProblem)
  case longLine(limit: Int)
  case inputLine(Int, column: Int, Message)
  case folderUnwatchable(String, SystemProblem)

  // What was asked for
  case noFeedFound(String)
  case noAlert(String)

  static func system(_ code: Int32) -> SystemProblem {
    SystemProblem(code, words: strerror(code).map { String(cString: $0) } ?? "error \(code)")
  }
}

/// What a document on standard input should have been.
enum InputProblem: Saying {
  case notAnObject
  case notAString(key: String)

  var english: String {
    switch self {
    case .notAnObject: "a document is a JSON object, as {\"title\": \"…\"}"
    case .notAString(let key): "\"\(key)\" must be a string"
    }
  }

  var french: French {
    switch self {
    case .notAnObject: "un document est un objet JSON, comme {\"title\": \"…\"}"
    case .notAString(let key): "\"\(key)\" doit être un texte"
    }
  }
}
