import History
import Matching
import Model
import Recording
import Reporting

extension StoryLine {
  var french: French {
    let time = AlertText.localTime
    return switch self {
    case .foundAs(let asked, let other): "\(asked) : trouvé sous \(other)"
    case .damagedPage(let entries):
      "une page de l’archive est endommagée : \(entries) articles n’ont pas pu être lus"
    case .feed(let name, let url): "flux \(name) \(url)"
    case .forgottenFeed(let name, let url):
      "flux \(name) \(url) (le registre a oublié l’article depuis)"
    case .firstSeen(let first): "  vu d’abord  \(time(first))"
    case .left(let left): "  en est sorti \(time(left))"
    case .tooOld:
      "  pas confronté : plus ancien que le backfill du flux à son premier relevé"
    case .textDamaged: "  son texte ne peut pas être lu"
    case .textMissing(let begin):
      "  son texte manque à l’archive, qui commence le \(time(begin))"
    case .textGone(let begin):
      "  son texte n’est plus gardé : \(StoryLine.archive(begin))"
    case .poll(let at, .changed, let shape):
      "  \(time(at)) relevé : modifié : \(shape.french)"
    case .poll(let at, .seen, let shape): "  \(time(at)) relevé : vu : \(shape.french)"
    case .poll(let at, .seenNotMatched, let shape):
      "  \(time(at)) relevé : vu, pas confronté : \(shape.french)"
    case .facts(let published?, let language):
      "  publié \(time(published)), langue \(language ?? "inconnue")"
    case .facts(nil, let language): "  langue \(language ?? "inconnue")"
    case .field(let field, let text): "  \(field.rawValue) : \(text)"
    case .cutField(let field, let text):
      "  \(field.rawValue) : \(text)… (--verbose montre tout)"
    case .reported(let watchlist, let seq, let at):
      "signalé par \(watchlist), n° \(seq), le \(time(at))"
    case .verdict(let name, let verdict): "[\(name)] \(verdict.french)"
    case .term(let holds, let term, let reason):
      "  \(holds ? "✓" : "✗") \(term) : \(reason.french)"
    case .nearMiss(let miss): "      presque : \(miss.french)"
    case .otherTerms(let count):
      "  ✗ \(French.counted(count, "autre terme", "autres termes")) : --watchlist NOM les montre"
    case .neverSeen(let asked): "\(asked) : jamais vu dans aucun flux"
    case .archiveBegin(let begin): "  \(StoryLine.archive(begin))"
    case .archiveLoss(let loss): "  \(ArchiveCaveat.loss(loss).french)"
    case .noFeed(let host?): "  aucun flux configuré n’est de \(host)"
    case .noFeed(nil): "  ce n’est ni une adresse ni un identifiant"
    case .neverRead(let name, let url): "  \(name) : jamais encore lu : \(url)"
    case .health(let name, let memory, let success):
      "  \(name) : lu pour la dernière fois \(time(success))\(StoryLine.since(memory))\(StoryLine.trouble(memory))"
    case .coverage(let event): "  \(event.feedName) : \(StoryLine.coverage(event))"
    case .noGap: "  sans lacune : les flux ont été lus, et il n’y était pas"
    }
  }

  private static func archive(_ begin: Timestamp?) -> French {
    begin.map { "l’archive commence le \(AlertText.localTime($0))" } ?? "l’archive est vide"
  }

  private static func since(_ memory: FoldedMemory) -> French {
    memory.firstPoll.map { ", depuis \(AlertText.localTime($0))" } ?? ""
  }

  private static func trouble(_ memory: FoldedMemory) -> French {
    if memory.isGone { return " ; disparu" }
    guard memory.failures > 0, let error = memory.lastError else { return "" }
    return " ; en échec : \(error)"
  }

  private static func coverage(_ event: CoverageEvent) -> French {
    let time = AlertText.localTime
    return switch event.kind {
    case .gap(let from, let to):
      "des articles ont pu échapper entre \(time(from)) et \(time(to))"
    case .failing(let since, let error): "en échec depuis \(time(since)) : \(error)"
    case .recovered(let since):
      "a répondu de nouveau à \(time(event.time)), en échec depuis \(time(since))"
    case .silent(let since): "rien de nouveau depuis \(time(since)), contre son habitude"
    case .gone: "disparu depuis \(time(event.time))"
    }
  }
}

extension StoryLine.Verdict {
  fileprivate var french: French {
    switch self {
    case .holds: "correspond"
    case .fails: "ne correspond pas"
    case .heldThen:
      "ne correspond plus, et correspondait quand il a été signalé : la liste ou le texte a changé"
    case .remembered:
      "correspond, et n’a pas été signalé : l’article a seulement été retenu (backfill)"
    case .holdsNow:
      "correspond, et n’a pas été signalé : la liste a changé depuis que l’article a été vu"
    }
  }
}

extension StoryLine.Shape {
  fileprivate var french: French {
    let parts = fields.map { field, length in
      field == .title ? "title" : "\(field.rawValue) (\(length) caractères)"
    }.joined(separator: ", ")
    return switch kind {
    case .none: "aucun texte"
    case .headline: "titre seul : \(parts)"
    case .teaser: "chapeau : \(parts)"
    case .full: "texte entier : \(parts)"
    }
  }
}
