import Config
import Matching
import Model

extension CommandProblem {
  var french: French {
    switch self {
    case .noCommand: "guetteur : aucune commande n’est donnée : voir guetteur --help"
    case .unknownCommand(let name):
      "guetteur : aucune commande ne s’appelle « \(name) » : voir guetteur --help"
    case .operands(let command, let expected, let found):
      "guetteur \(command) : attend \(expected.isEmpty ? "aucun opérande" : expected), en a reçu \(found) : voir guetteur \(command) --help"
    case .unknownOption(let name, let command):
      "guetteur \(command) : option inconnue \(name) : voir guetteur \(command) --help"
    case .noArgument(let option, let command):
      "guetteur \(command) : \(option) ne prend pas d’argument"
    case .missingArgument(let option, let command, let placeholder):
      "guetteur \(command) : \(option) demande son argument, \(placeholder)"
    case .color(let text, let command):
      "guetteur \(command) : --color vaut auto, always ou never, pas « \(text) »"
    case .notANumber(let option, let command, let text):
      "guetteur \(command) : \(option) est un nombre, pas « \(text) »"
    case .samples: "guetteur backtest : --samples est un nombre, 1000 au plus"
    case .termAlone:
      "guetteur backtest : --term s’emploie à la place de --watchlist et --against"
    case .grouping(let text):
      "guetteur search : --by vaut day, feed ou language, pas « \(text) »"
    case .exportFormat(let text):
      "guetteur export : --format vaut csv ou json, pas « \(text) »"
    case .sinceDuration(let text):
      "--since est une durée comme 2h ou 30d, pas « \(text) »"
    case .duration(let option, let command, let text, let problem):
      "guetteur \(command) : \(option) « \(text) » : \(problem.french(text))"
    case .time(let option, let text):
      "--\(option) est une durée avant maintenant (12h, 30d), un jour (2026-11-01) ou une date RFC 3339, pas « \(text) »"
    case .nothingBetween:
      "--since n’est pas antérieur à --until : il n’y a rien entre les deux"
    case .unknownPage(let name, let known):
      "guetteur help : il n’y a pas de page \(name), mais \(known.joined(separator: ", "))"
    case .shells(let names):
      "guetteur help : il y a des complétions pour \(names.joined(separator: ", "))"
    case .unknownHelp(let name):
      "guetteur help : aucune commande ne s’appelle « \(name) » : voir guetteur --help"
    case .unknownWatchlist(let name, let file):
      "\(file) : aucune liste de veille ne s’appelle « \(name) »"
    case .term(let term, let offset, let problem):
      "« \(term) », caractère \(offset + 1) : \(problem.french)"

    case .noConfiguration:
      "pas de configuration : ni ./config.json ni /etc/guetteur/config.json n’existe ; nommez-en une avec --config FICHIER, ou écrivez-en une avec : guetteur init"
    case .alreadyThere(let file):
      "\(file) : il existe déjà, et reste tel quel ; nommez-en un autre avec --config FICHIER"
    case .file(let path, let why): "\(path) : \(why.french)"
    case .standardInput(let why): "entrée standard : \(why.french)"
    case .standardOutput(let why): "sortie standard : \(why.french)"
    case .longLine(let limit): "entrée standard : une ligne de plus de \(limit) octets"
    case .inputLine(let line, let column, let what):
      "entrée standard:\(line):\(column): \(what.french)"
    case .folderUnwatchable(let folder, let why):
      "\(folder) : ne peut pas être surveillé : \(why.french)"

    case .noFeedFound(let address): "\(address) : aucun flux trouvé"
    case .noAlert(let seq):
      "alerte n° \(seq) : aucune ne porte ce numéro, ou elle n’est plus gardée"
    }
  }
}
