internal import Model
internal import Scheduling

extension PlanEvent {
  func english(of feed: String) -> String {
    switch self {
    case .gap(_, let from, let to):
      "\(feed): entries may have been lost between \(LocalTime.timeOfDay(from)) and "
        + "\(LocalTime.timeOfDay(to)); it should be asked more often"
    case .failing(_, _, let error): "\(feed): has failed for a day: \(error)"
    case .recovered: "\(feed): answers again"
    case .silent: "\(feed): silent against its habit"
    case .gone: "\(feed): gone (410); it is not asked any more: remove it from \"feeds\""
    case .moved(_, let to): "\(feed): has moved to \(to); write that address in \"feeds\""
    case .movedBack(_, let from):
      "\(feed): \(from) does not answer; its own address is asked again"
    case .held(let hold):
      "\(hold.host): \(hold.reason); asked again after \(LocalTime.timeOfDay(hold.until))"
    case .notAsked(_, let hold): "\(feed): not asked: \(hold.reason)"
    case .networkDown: "every host fails: the network seems to be down"
    case .networkUp: "the network is back"
    }
  }

  func french(of feed: String) -> French {
    switch self {
    case .gap(_, let from, let to):
      "\(feed) : des articles ont pu échapper entre \(LocalTime.timeOfDay(from)) et \(LocalTime.timeOfDay(to)) ; il devrait être interrogé plus souvent"
    case .failing(_, _, let error): "\(feed) : en échec depuis un jour : \(error)"
    case .recovered: "\(feed) : répond de nouveau"
    case .silent: "\(feed) : silencieux contre son habitude"
    case .gone:
      "\(feed) : disparu (410) ; il n’est plus interrogé : ôtez-le de \"feeds\""
    case .moved(_, let to):
      "\(feed) : a déménagé à \(to) ; écrivez cette adresse dans \"feeds\""
    case .movedBack(_, let from):
      "\(feed) : \(from) ne répond pas ; sa propre adresse est de nouveau interrogée"
    case .held(let hold):
      "\(hold.host) : \(PollReason(stored: hold.reason).french) ; interrogé de nouveau après \(LocalTime.timeOfDay(hold.until))"
    case .notAsked(_, let hold):
      "\(feed) : pas interrogé : \(PollReason(stored: hold.reason).french)"
    case .networkDown: "tous les hôtes sont en échec : le réseau semble coupé"
    case .networkUp: "le réseau est revenu"
    }
  }
}
