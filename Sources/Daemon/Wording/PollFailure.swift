internal import Fetching
public import Model
public import Scheduling

extension PollOutcome {
  /// What a poll of `feed` failed of, in one line that names the feed; nil when it did not fail.
  public func failure(of feed: FeedSettings) -> Message? {
    let name = feed.nameAndURL
    switch self {
    case .refused(let status, _, let url) where url != feed.url && !url.isEmpty:
      return Message(FetchProblem.statusElsewhere(status, url: url)).after(name)
    case .refused(let status, _, _): return Message(FetchProblem.status(status)).after(name)
    case .failed(_, let message): return message.after(name)
    default: return nil
    }
  }
}

extension FeedSettings {
  /// How a line names it.
  public var nameAndURL: String { (name.map { "\($0) " } ?? "") + url }
}
