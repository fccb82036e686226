internal import Model
internal import Scheduling

extension FeedSettings {
  /// Its configured name, else its own title, else its address.
  func displayName(titled title: String) -> String { name ?? (title.isEmpty ? url : title) }
}

extension CoverageEvent {
  /// What of the plan's news belongs in the coverage log.
  init?(_ event: PlanEvent, of feed: FeedSettings, named name: String, at now: Timestamp) {
    let kind: Kind
    switch event {
    case .gap(_, let from, let to): kind = .gap(from: from, to: to)
    case .failing(_, let since, let error): kind = .failing(since: since, error: error)
    case .recovered(_, let since): kind = .recovered(since: since)
    case .gone: kind = .gone
    case .silent(_, let since): kind = .silent(since: since)
    default: return nil
    }
    self.init(time: now, feedName: name, feedURL: feed.url, kind: kind)
  }
}

extension Diagnostic {
  /// The plan's news in a line; nil for what the coverage log alone tells.
  init?(_ event: PlanEvent, name: (FeedID) -> String) {
    switch event {
    case .gap(let feed, let from, let to):
      self.init(
        .warning,
        "\(name(feed)): entries may have been lost between \(LocalTime.timeOfDay(from)) and "
          + "\(LocalTime.timeOfDay(to)); it is asked more often")
    case .failing(let feed, _, let error):
      self.init(.warning, "\(name(feed)): has failed for a day: \(error)")
    case .recovered(let feed, _): self.init(.notice, "\(name(feed)): answers again")
    case .silent(let feed, _): self.init(.notice, "\(name(feed)): silent against its habit")
    case .gone(let feed):
      self.init(
        .warning, "\(name(feed)): gone (410); it is not asked any more: remove it from \"feeds\"")
    case .moved(let feed, let to):
      self.init(.notice, "\(name(feed)): has moved to \(to); write that address in \"feeds\"")
    case .movedBack(let feed, let from):
      self.init(.warning, "\(name(feed)): \(from) does not answer; its own address is asked again")
    case .held(let hold):
      self.init(
        .notice,
        "\(hold.host): \(hold.reason); asked again after \(LocalTime.timeOfDay(hold.until))")
    case .notAsked(let feed, let hold):
      self.init(.notice, "\(name(feed)): not asked: \(hold.reason)")
    case .networkDown: self.init(.warning, "every host fails: the network seems to be down")
    case .networkUp: self.init(.notice, "the network is back")
    }
  }
}
