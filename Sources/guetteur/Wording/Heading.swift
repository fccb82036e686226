import Model

/// What stands in tables and reports for people.
enum Heading: Saying {
  // feeds
  case state, feed, lastSuccess, nextPoll, entries, alerts, why
  case noTrouble
  case disabled, gone, failing, gap, held, new, fine
  case ago(Message), never, atOnce, due, within(Message)
  case lost(from: String, to: String)

  // search --by
  case day, language, unknown

  // check
  case noFault(String, feeds: Int, watchlists: Int)
  case terms(String, Int)
  case reading(role: String, term: String, form: String?)

  // match --explain
  case document(String)
  case nearMiss(Message)

  // once
  case feedsRead(feeds: Int, read: Int, notModified: Int, failed: Int, held: Int)
  case entriesRead(Int, new: Int, alerts: Int)

  var english: String {
    switch self {
    case .state: "STATE"
    case .feed: "FEED"
    case .lastSuccess: "LAST SUCCESS"
    case .nextPoll: "NEXT POLL"
    case .entries: "ENTRIES"
    case .alerts: "ALERTS"
    case .why: "WHY"
    case .noTrouble: "no feed is in trouble"
    case .disabled: "disabled"
    case .gone: "gone"
    case .failing: "failing"
    case .gap: "gap"
    case .held: "held"
    case .new: "new"
    case .fine: "ok"
    case .ago(let span): "\(span.english) ago"
    case .never: "never"
    case .atOnce: "at once"
    case .due: "due"
    case .within(let span): "in \(span.english)"
    case .lost(let from, let to): "entries may have been lost between \(from) and \(to)"
    case .day: "DAY"
    case .language: "LANGUAGE"
    case .unknown: "?"
    case .noFault(let file, let feeds, let watchlists):
      "\(file): \(English.counted(feeds, "feed", "feeds")), "
        + "\(English.counted(watchlists, "watchlist", "watchlists")): no fault"
    case .terms(let watchlist, let count):
      "\(watchlist): \(English.counted(count, "term", "terms"))"
    case .reading(let role, let term, let form):
      "  \(role): \(term)" + (form.map { "  is read as  \($0)" } ?? "")
    case .document(let id): "document \(id)"
    case .nearMiss(let what): "      near miss: \(what.english)"
    case .feedsRead(let feeds, let read, let notModified, let failed, let held):
      "\(English.counted(feeds, "feed", "feeds")): \(read) read, \(notModified) not modified, "
        + "\(failed) failed" + (held > 0 ? ", \(held) not asked" : "")
    case .entriesRead(let entries, let new, let alerts):
      "\(English.counted(entries, "entry", "entries")), \(new) of them new: "
        + English.counted(alerts, "alert", "alerts")
    }
  }

  var french: French {
    switch self {
    case .state: "ÉTAT"
    case .feed: "FLUX"
    case .lastSuccess: "DERNIER SUCCÈS"
    case .nextPoll: "PROCHAIN RELEVÉ"
    case .entries: "ARTICLES"
    case .alerts: "ALERTES"
    case .why: "RAISON"
    case .noTrouble: "aucun flux n’est en difficulté"
    case .disabled: "inactif"
    case .gone: "disparu"
    case .failing: "en échec"
    case .gap: "lacune"
    case .held: "retenu"
    case .new: "nouveau"
    case .fine: "ok"
    case .ago(let span): "il y a \(span.french)"
    case .never: "jamais"
    case .atOnce: "tout de suite"
    case .due: "à relever"
    case .within(let span): "dans \(span.french)"
    case .lost(let from, let to): "des articles ont pu échapper entre \(from) et \(to)"
    case .day: "JOUR"
    case .language: "LANGUE"
    case .unknown: "?"
    case .noFault(let file, let feeds, let watchlists):
      "\(file) : \(feeds) flux, \(French.counted(watchlists, "liste de veille", "listes de veille")) : aucune faute"
    case .terms(let watchlist, let count):
      "\(watchlist) : \(French.counted(count, "terme", "termes"))"
    case .reading(let role, let term, let form):
      "  \(role) : \(term)\(form.map { "  se lit  \($0)" } ?? "")"
    case .document(let id): "document \(id)"
    case .nearMiss(let what): "      presque : \(what.french)"
    case .feedsRead(let feeds, let read, let notModified, let failed, let held):
      "\(feeds) flux : \(French.counted(read, "lu", "lus")), \(French.counted(notModified, "inchangé", "inchangés")), \(failed) en échec\(held > 0 ? ", \(French.counted(held, "pas interrogé", "pas interrogés"))" : "")"
    case .entriesRead(let entries, let new, let alerts):
      "\(French.counted(entries, "article", "articles")), dont \(French.counted(new, "nouveau", "nouveaux")) : \(French.counted(alerts, "alerte", "alertes"))"
    }
  }
}
