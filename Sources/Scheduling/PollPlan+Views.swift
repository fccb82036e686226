public import Model

extension PollPlan {
  /// The settings of a feed; nil for one that is not, or no longer, configured.
  public func settings(of feed: FeedID) -> FeedSettings? {
    slots[feed].map { feeds[$0].settings }
  }

  /// The same, to be handed on, and whether a document of the feed was ever read.
  public func listing(of feed: FeedID) -> (settings: ListedSettings, wasRead: Bool)? {
    slots[feed].map { (feeds[$0].listed, feeds[$0].memory.lastBody != nil) }
  }

  /// What is remembered of a feed.
  public func memory(of feed: FeedID) -> FeedMemory? {
    slots[feed].map { FeedMemory(feed: feed, feeds[$0].memory) }
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
      if feed.isFailing && !feed.memory.isGone { summary.failing += 1 }
      if feed.memory.isGone { summary.gone += 1 }
      if let hold = hosts[feed.host].hold, hold.until > now.uptime { summary.held += 1 }
    }
    return summary
  }
}

/// `14:05 UTC`, or `2026-11-26 14:05 UTC` when that is another day than `now`.
@Sendable public func utcTimeOfDay(_ time: Timestamp, _ now: Timestamp) -> String {
  func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
  let minute = (time.milliseconds % dayLength + dayLength) % dayLength / 60_000
  let text = "\(two(minute / 60)):\(two(minute % 60)) UTC"
  guard day(of: time) != day(of: now) else { return text }
  // Days since 1 March 0000, in eras of 400 years.
  let days = day(of: time) + 719_468
  let era = (days >= 0 ? days : days - 146_096) / 146_097
  let inEra = days - era * 146_097
  let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
  let inYear = inEra - (365 * year + year / 4 - year / 100)
  let month = (5 * inYear + 2) / 153
  let date = inYear - (153 * month + 2) / 5 + 1
  let isNext = month >= 10
  return "\(year + era * 400 + (isNext ? 1 : 0))-\(two(isNext ? month - 9 : month + 3))-"
    + "\(two(date)) \(text)"
}

private let dayLength: Int64 = 86_400_000

private func day(of time: Timestamp) -> Int64 {
  (time.milliseconds - (time.milliseconds % dayLength + dayLength) % dayLength) / dayLength
}
