public import Model

extension PollPlan {
  /// The settings of a feed; nil for one that is not, or no longer, configured.
  public func settings(of feed: FeedID) -> FeedSettings? {
    slots[feed].map { feeds[$0].settings }
  }

  /// The same, to be handed on, and whether the feed was ever asked.
  public func listing(of feed: FeedID) -> (settings: ListedSettings, wasPolled: Bool)? {
    slots[feed].map { (feeds[$0].listed, feeds[$0].wasPolled) }
  }

  /// What to persist of a feed after a poll, when the plan itself needs it no more for a while.
  public mutating func memoryToKeep(of feed: FeedID) -> FoldedMemory? {
    slots[feed].map { feeds[$0].fold() }
  }

  /// What is remembered of a feed.
  public func memory(of feed: FeedID) -> FeedMemory? {
    slots[feed].map { feeds[$0].memory }
  }

  /// The hosts that asked to wait, to be persisted. Some may have ended since.
  public var holds: [HostHold] { hosts.compactMap { $0.hold?.record } }

  /// O(n).
  public func summary(at now: Moment) -> PlanSummary {
    var summary = PlanSummary()
    for slot in slots.values {
      let feed = feeds[slot]
      summary.feeds += 1
      switch feed.phase {
      case .inFlight, .sharing, .led: summary.inFlight += 1
      case .waiting, .queued: break
      }
      let isDue = feed.deadline.map { $0 <= now.uptime } ?? false
      if feed.phase == .queued || (feed.phase == .waiting && isDue) { summary.due += 1 }
      if feed.isFailing && !feed.isGone { summary.failing += 1 }
      if feed.isGone { summary.gone += 1 }
      if let hold = hosts[feed.host].hold, hold.until > now.uptime { summary.held += 1 }
    }
    return summary
  }
}

/// `14:05 UTC`
@Sendable public func utcTimeOfDay(_ time: Timestamp) -> String {
  let minutes = Int((time.milliseconds / 60_000) % 1440)
  let minute = minutes < 0 ? minutes + 1440 : minutes
  func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
  return "\(two(minute / 60)):\(two(minute % 60)) UTC"
}
