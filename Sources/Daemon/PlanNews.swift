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
  /// The plan's news in a line.
  init(_ event: PlanEvent, name: (FeedID) -> String) {
    self.init(event.severity, DaemonNews.plan(event, feed: event.feed.map(name) ?? ""))
  }
}

extension PlanEvent {
  fileprivate var severity: Diagnostic.Severity {
    switch self {
    case .gap, .failing, .gone, .movedBack, .networkDown: .warning
    case .recovered, .silent, .moved, .held, .notAsked, .networkUp: .notice
    }
  }

  /// Whose news it is; nil for a host's, and the network's.
  fileprivate var feed: FeedID? {
    switch self {
    case .gap(let feed, _, _), .failing(let feed, _, _), .recovered(let feed, _),
      .silent(let feed, _), .gone(let feed), .moved(let feed, _), .movedBack(let feed, _),
      .notAsked(let feed, _):
      feed
    case .held, .networkDown, .networkUp: nil
    }
  }
}
