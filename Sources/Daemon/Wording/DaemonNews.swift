internal import Fetching
internal import History
internal import Matching
internal import Model
internal import Reporting
internal import Scheduling

/// What the daemon has to say of itself.
enum DaemonNews: Saying {
  case watching(WatchStatus)
  case stopping
  case plan(PlanEvent, feed: String)
  case termTrouble(TermTrouble)

  // Reloads
  case reloaded(ConfigurationChange)
  case unchanged
  case faultsStayOut
  case stateNeedsRestart(String)
  case filesUnwatched(SystemError)
  case folderUnwatched(SystemError)
  case outlook(PastOfWatchlist, days: Int64)
  case outlookCaveat(ArchiveCaveat)
  case noOutlook(Message)

  // What is written
  case logFails(LogError)
  case logsWork(folder: String, lines: Int)
  case ledgerWorks
  case metricsFail(path: String, SystemError)

  var english: String {
    switch self {
    case .watching(let status): "watching: \(status.english)"
    case .stopping: "stopping"
    case .plan(let event, let feed): event.english(of: feed)
    case .termTrouble(let trouble):
      "watchlist \(trouble.watchlist): \(trouble.term): \(trouble.reason.english)"
    case .reloaded(let change): "configuration reloaded: \(change.english)"
    case .unchanged: "the configuration has not changed"
    case .faultsStayOut: "the configuration has faults: the one before stays in force"
    case .stateNeedsRestart(let path): "\"state\" has changed: restart to use \(path)"
    case .filesUnwatched(let error): "\(error.english): edits are taken at SIGHUP only"
    case .folderUnwatched(let error): "\(error.english): edits there are taken at SIGHUP only"
    case .outlook(let past, let days):
      "watchlist \(past.name): over the last \(days) days it would have gained \(past.gained) and "
        + "lost \(past.lost) of now \(past.alerts) alerts (guetteur backtest shows them)"
    case .outlookCaveat(let what): "the archive for this: \(what.english)"
    case .noOutlook(let why): "the archive could not be read for a comparison: \(why.english)"
    case .logFails(let error):
      "\(error.path): \(error.operation) failed: \(error.problem.english); "
        + "alerts are kept in the ledger and written when it works again"
    case .logsWork(let folder, let lines): "\(folder): written again; \(lines) lines caught up"
    case .ledgerWorks: "the ledger can be written again"
    case .metricsFail(let path, let error):
      "\(path): the metrics cannot be written: \(error.problem.english)"
    }
  }

  var french: French {
    switch self {
    case .watching(let status): "en veille : \(status.french)"
    case .stopping: "arrêt"
    case .plan(let event, let feed): event.french(of: feed)
    case .termTrouble(let trouble):
      "liste de veille \(trouble.watchlist) : \(trouble.term) : \(trouble.reason.french)"
    case .reloaded(let change): "configuration relue : \(change.french)"
    case .unchanged: "la configuration n’a pas changé"
    case .faultsStayOut: "la configuration a des fautes : la précédente reste en vigueur"
    case .stateNeedsRestart(let path):
      "\"state\" a changé : redémarrez pour utiliser \(path)"
    case .filesUnwatched(let error):
      "\(error.french) : les modifications ne sont prises qu’à SIGHUP"
    case .folderUnwatched(let error):
      "\(error.french) : les modifications n’y sont prises qu’à SIGHUP"
    case .outlook(let past, let days):
      "liste de veille \(past.name) : sur les \(days) derniers jours elle aurait gagné \(past.gained) et perdu \(past.lost) alertes, sur \(past.alerts) à présent (guetteur backtest les montre)"
    case .outlookCaveat(let what): "l’archive pour cela : \(what.french)"
    case .noOutlook(let why): "l’archive n’a pas pu être lue pour comparer : \(why.french)"
    case .logFails(let error):
      "\(error.path) : \(error.frenchOperation) a échoué : \(error.problem.french) ; les alertes restent dans le registre et seront écrites dès que possible"
    case .logsWork(let folder, let lines):
      "\(folder) : l’écriture reprend ; \(French.counted(lines, "ligne rattrapée", "lignes rattrapées"))"
    case .ledgerWorks: "le registre peut de nouveau être écrit"
    case .metricsFail(let path, let error):
      "\(path) : les mesures ne peuvent pas être écrites : \(error.problem.french)"
    }
  }
}
