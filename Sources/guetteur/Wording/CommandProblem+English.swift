import Config
import Matching
import Model

extension CommandProblem {
  var english: String {
    switch self {
    case .noCommand: "guetteur: no command given: see guetteur --help"
    case .unknownCommand(let name):
      "guetteur: no command is called '\(name)': see guetteur --help"
    case .operands(let command, let expected, let found):
      "guetteur \(command): expects \(expected.isEmpty ? "no operand" : expected), got \(found): "
        + "see guetteur \(command) --help"
    case .unknownOption(let name, let command):
      "guetteur \(command): unknown option \(name): see guetteur \(command) --help"
    case .noArgument(let option, let command):
      "guetteur \(command): \(option) takes no argument"
    case .missingArgument(let option, let command, let placeholder):
      "guetteur \(command): \(option) needs its argument, \(placeholder)"
    case .color(let text, let command):
      "guetteur \(command): --color is auto, always or never, not '\(text)'"
    case .notANumber(let option, let command, let text):
      "guetteur \(command): \(option) is a number, not '\(text)'"
    case .samples: "guetteur backtest: --samples is a number up to 1000"
    case .termAlone: "guetteur backtest: --term stands instead of --watchlist and --against"
    case .grouping(let text):
      "guetteur search: --by is day, feed or language, not '\(text)'"
    case .exportFormat(let text): "guetteur export: --format is csv or json, not '\(text)'"
    case .sinceDuration(let text): "--since is a duration such as 2h or 30d, not '\(text)'"
    case .duration(let option, let command, let text, let problem):
      "guetteur \(command): \(option) '\(text)': \(problem.english(text))"
    case .time(let option, let text):
      "--\(option) is a duration before now (12h, 30d), a day (2026-11-01) or an RFC 3339 time, "
        + "not '\(text)'"
    case .nothingBetween: "--since is not before --until: there is nothing between them"
    case .unknownPage(let name, let known):
      "guetteur help: there is no page \(name), but \(known.joined(separator: ", "))"
    case .shells(let names):
      "guetteur help: completions are for \(names.joined(separator: ", "))"
    case .unknownHelp(let name):
      "guetteur help: no command is called '\(name)': see guetteur --help"
    case .unknownWatchlist(let name, let file): "\(file): no watchlist is called '\(name)'"
    case .term(let term, let offset, let problem):
      "'\(term)', character \(offset + 1): \(problem.english)"

    case .noConfiguration:
      "no configuration: neither ./config.json nor /etc/guetteur/config.json is there; "
        + "name one with --config FILE, or write one with: guetteur init"
    case .alreadyThere(let file):
      "\(file): it is there already, and is left alone; name another with --config FILE"
    case .file(let path, let why): "\(path): \(why.english)"
    case .standardInput(let why): "standard input: \(why.english)"
    case .standardOutput(let why): "standard output: \(why.english)"
    case .longLine(let limit): "standard input: a line of more than \(limit) bytes"
    case .inputLine(let line, let column, let what):
      "standard input:\(line):\(column): \(what.english)"
    case .folderUnwatchable(let folder, let why):
      "\(folder): cannot be watched: \(why.english)"

    case .noFeedFound(let address): "\(address): no feed found"
    case .noAlert(let seq):
      "alert #\(seq): there is none with this number, or it is not kept any more"
    }
  }
}
