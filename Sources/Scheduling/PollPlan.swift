public import Model

/// A poll to start now.
public struct DuePoll: Hashable, Sendable {
  public var feed: FeedID
  /// The address to ask: the configured one, or the one that it moved to for good.
  public var url: String
  /// nil: ask unconditionally.
  public var validators: Validators?
  /// The hash of the last body, when that was read whole.
  public var knownBodyHash: UInt64?
  /// The uptime at which the schedule wanted it.
  public var scheduled: Duration
  /// Other feeds whose confirmed moves led to the same address: one fetch serves them all. Each
  /// wants its own `finished`.
  public var alsoFor: [FeedID]
}

/// A feed that a demand leaves out, since its host asked to be left alone.
public struct HeldFeed: Hashable, Sendable {
  public var feed: FeedID
  public var hold: HostHold
}

/// Counts for `STATUS=` and summaries.
public struct PlanSummary: Hashable, Sendable {
  public var feeds = 0
  /// Due now and not yet started.
  public var due = 0
  public var inFlight = 0
  public var failing = 0
  public var gone = 0
  /// Waiting for a host that asked for it.
  public var held = 0
}

/// When to ask which feed: a pure value that never reads a clock.
///
/// `takeDue` and `finished` cost O(log n). Intervals are counted on `Moment.uptime`; `Moment.wall`
/// serves the hints, the reasons and what is persisted.
public struct PollPlan: Sendable {
  /// `timeOfDay` writes a time in reasons ("14:05"); by default in UTC.
  public init(
    settings: FetchSettings, timeOfDay: @escaping @Sendable (Timestamp) -> String = utcTimeOfDay
  ) {
  }

  /// Start and reload: kept feeds keep their timers and state, new ones are added, others go.
  ///
  /// `memories` and `holds` count for feeds and hosts that the plan does not know yet.
  public mutating func update(
    settings: FetchSettings, feeds: [FeedSettings], memories: [FeedID: FeedMemory],
    holds: [HostHold], at now: Moment
  ) {
  }

  /// The polls to start now, within `concurrency`, `per_host`, `host_delay` and the holds. Each
  /// must be answered by `finished`.
  public mutating func takeDue(at now: Moment) -> [DuePoll] { [] }

  /// Notes how a poll ended and plans the next one.
  public mutating func finished(
    _ feed: FeedID, _ outcome: PollOutcome, at now: Moment
  ) -> [PlanEvent] { [] }

  /// The uptime at which `takeDue` will have something; nil when only `finished` or `update` can
  /// change that. After `takeDue(at: now)` it is later than `now`.
  public var nextDeadline: Duration? { nil }

  /// Switches to `once`: every feed is asked one time, whatever the schedule says, and nothing else.
  ///
  /// Unless `force`, feeds whose host asked to wait are left out and returned. Work remains until
  /// `demanded` is 0.
  public mutating func demandAll(force: Bool, at now: Moment) -> [HeldFeed] { [] }

  /// Demanded polls that are not finished yet.
  public var demanded: Int { 0 }

  /// What to persist of a feed, after each poll.
  public func memory(of feed: FeedID) -> FeedMemory? { nil }

  /// The hosts that asked to wait, to be persisted.
  public var holds: [HostHold] { [] }

  public func summary(at now: Moment) -> PlanSummary { PlanSummary() }
}

/// `14:05 UTC`
@Sendable public func utcTimeOfDay(_ time: Timestamp) -> String { "" }
