import History
import Model

/// What a backtest says to people.
enum BacktestWords: Saying {
  case seen(Int, from: String, to: String)
  case alerts(Int, rate: String)
  case before(PastOfWatchlist)
  case removed
  case feeds, languages
  case others(Int, String)

  var english: String {
    switch self {
    case .seen(let count, let from, let to):
      "\(English.counted(count, "entry", "entries")) seen from \(from) to \(to)"
    case .alerts(let count, let rate):
      "\(English.counted(count, "alert", "alerts")), \(rate) a day"
    case .before(let past):
      "(before: \(past.formerAlerts); +\(past.gained) −\(past.lost))"
    case .removed: ", removed"
    case .feeds: "  feeds      "
    case .languages: "  languages  "
    case .others(let count, let share): "\(count) others \(share)"
    }
  }

  var french: French {
    switch self {
    case .seen(let count, let from, let to):
      "\(French.counted(count, "article vu", "articles vus")) du \(from) au \(to)"
    case .alerts(let count, let rate):
      "\(French.counted(count, "alerte", "alertes")), \(rate.map { $0 == "." ? "," : String($0) }.joined()) par jour"
    case .before(let past):
      "(avant : \(past.formerAlerts) ; +\(past.gained) −\(past.lost))"
    case .removed: ", supprimée"
    case .feeds: "  flux     "
    case .languages: "  langues  "
    case .others(let count, let share):
      "\(French.counted(count, "autre", "autres")) \(share)"
    }
  }
}
