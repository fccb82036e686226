import Model
import Scheduling

/// What commands say besides their data.
enum CommandNews: Saying {
  case warning(Message)
  case moreLike(Int)
  case messagesLeftOut(Int)
  case written(String)
  case next(command: String, NextStep)
  case feedsOfList(String, Int)
  case feedFound(String, format: String, entries: Int)
  case stoppedEarly
  case held(String, HostHold)
  case formerWatchlist(String)
  case nothingHolds
  case strangeWatchlist(String)
  case strangeFeed(String)
  case feedsByAddress(Message)
  case archiveTooYoung
  case ofTerm(String, watchlist: String, Message)

  enum NextStep: Sendable { case check, once, run }

  var english: String {
    switch self {
    case .warning(let what): "warning: \(what.english)"
    case .moreLike(let count): "\(count) more like this; --verbose shows all"
    case .messagesLeftOut(let count):
      "\(English.counted(count, "message was", "messages were")) left out here"
    case .written(let file): "\(file) is written. Put your feeds in it, then:"
    case .next(let command, .check): "  \(command)    says how it is read"
    case .next(let command, .once): "  \(command)     polls every feed now"
    case .next(let command, .run): "  \(command)      watches until Ctrl-C"
    case .feedsOfList(let file, let count):
      "\(file): \(English.counted(count, "feed", "feeds"))"
    case .feedFound(let url, let format, let entries):
      "\(url): \(format), \(English.counted(entries, "entry", "entries"))"
    case .stoppedEarly: "stopped before every feed was asked"
    case .held(let url, let hold):
      "\(url): not asked: \(hold.reason); --force asks all the same"
    case .formerWatchlist(let name):
      "no watchlist is called \(name) now; showing its past alerts"
    case .nothingHolds: "no entry of the archive holds"
    case .strangeWatchlist(let name):
      "no watchlist is called '\(name)', and no alert is of one"
    case .strangeFeed(let feed):
      "no configured feed is '\(feed)': looking for what was archived under it"
    case .feedsByAddress(let why):
      "feeds without a name are listed by their addresses: \(why.english)"
    case .archiveTooYoung: "the archive is too young to say how often watchlists fire"
    case .ofTerm(let term, let watchlist, let what): "\(watchlist): \(term): \(what.english)"
    }
  }

  var french: French {
    switch self {
    case .warning(let what): "avertissement : \(what.french)"
    case .moreLike(let count): "encore \(count) de cette sorte ; --verbose les montre tous"
    case .messagesLeftOut(let count):
      "\(French.counted(count, "message a été omis", "messages ont été omis")) ici"
    case .written(let file): "\(file) est écrit. Mettez-y vos flux, puis :"
    case .next(let command, .check): "  \(command)    dit comment il est lu"
    case .next(let command, .once): "  \(command)     relève tous les flux maintenant"
    case .next(let command, .run): "  \(command)      veille jusqu’à Ctrl-C"
    case .feedsOfList(let file, let count): "\(file) : \(count) flux"
    case .feedFound(let url, let format, let entries):
      "\(url) : \(format), \(French.counted(entries, "article", "articles"))"
    case .stoppedEarly: "arrêté avant d’avoir interrogé tous les flux"
    case .held(let url, let hold):
      "\(url) : pas interrogé : \(PollReason(stored: hold.reason).french) ; --force l’interroge tout de même"
    case .formerWatchlist(let name):
      "aucune liste de veille ne s’appelle plus \(name) ; voici ses alertes passées"
    case .nothingHolds: "aucun article de l’archive ne correspond"
    case .strangeWatchlist(let name):
      "aucune liste de veille ne s’appelle « \(name) », et aucune alerte n’est d’une telle liste"
    case .strangeFeed(let feed):
      "aucun flux configuré n’est « \(feed) » : recherche de ce qui a été archivé sous ce nom"
    case .feedsByAddress(let why):
      "les flux sans nom sont listés par leur adresse : \(why.french)"
    case .archiveTooYoung:
      "l’archive est trop jeune pour dire combien de fois les listes se déclenchent"
    case .ofTerm(let term, let watchlist, let what):
      "\(watchlist) : \(term) : \(what.french)"
    }
  }
}
