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
  /// wants its own `end`.
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
  /// Feeds whose host asked to be left alone.
  public var held = 0

  public init() {}
}
