public import Model

/// Figures of a daemon since its start, and their text for Prometheus.
///
/// A value: whoever keeps the watch notes what happens and writes the text somewhere.
public struct Metrics: Hashable, Sendable {
  /// How a poll ended.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    case read
    case unchanged
    case notModified = "not_modified"
    case refused
    case failed
  }

  /// Feeds by their state; each feed is in one.
  public struct Feeds: Hashable, Sendable {
    public var ok: Int
    public var failing: Int
    /// The server said 410.
    public var gone: Int
    /// Their host asked to be left alone for a while.
    public var held: Int

    public init(ok: Int = 0, failing: Int = 0, gone: Int = 0, held: Int = 0) {
      self.ok = ok
      self.failing = failing
      self.gone = gone
      self.held = held
    }
  }

  /// One poll of one feed.
  public struct Poll: Hashable, Sendable {
    public var outcome: Outcome
    /// Of the body, on the wire.
    public var bytes: Int
    /// From the question to what matching made of the answer.
    public var took: Duration
    /// From when it was due to when it began.
    public var late: Duration
    public var entries: Int
    public var newEntries: Int
    /// Alerts by watchlist.
    public var alerts: [String: Int]
    /// For each alert of a dated entry: from its publication to its alert.
    public var lags: [Duration]

    public init(
      _ outcome: Outcome, bytes: Int = 0, took: Duration = .zero, late: Duration = .zero,
      entries: Int = 0, newEntries: Int = 0, alerts: [String: Int] = [:], lags: [Duration] = []
    ) {
      self.outcome = outcome
      self.bytes = bytes
      self.took = took
      self.late = late
      self.entries = entries
      self.newEntries = newEntries
      self.alerts = alerts
      self.lags = lags
    }
  }

  public let version: String
  public let startedAt: Timestamp
  public var feeds = Feeds()

  private(set) var polls: [Outcome: Int64] = [:]
  private(set) var bytes: Int64 = 0
  private(set) var entries: Int64 = 0
  private(set) var newEntries: Int64 = 0
  private(set) var alerts: [String: Int64] = [:]
  private(set) var lastSuccess: Timestamp?
  private(set) var lastAlert: Timestamp?
  private(set) var durations = Histogram(bounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
  private(set) var lateness = Histogram(bounds: [0.1, 0.5, 1, 5, 15, 60, 300, 900])
  private(set) var lags = Histogram(bounds: [60, 300, 900, 1800, 3600, 7200, 21600, 86400])

  public init(version: String, startedAt: Timestamp) {
    self.version = version
    self.startedAt = startedAt
  }

  /// Watchlists in the configuration show with 0 before their first alert; those that left it keep
  /// what they had.
  public mutating func know(watchlists: [String]) {
    for name in watchlists where alerts[name] == nil { alerts[name] = 0 }
  }

  public mutating func note(_ poll: Poll, at now: Timestamp) {
    polls[poll.outcome, default: 0] += 1
    bytes &+= Int64(poll.bytes)
    entries &+= Int64(poll.entries)
    newEntries &+= Int64(poll.newEntries)
    durations.note(poll.took)
    lateness.note(poll.late)
    for (name, count) in poll.alerts {
      alerts[name, default: 0] &+= Int64(count)
      if count > 0 { lastAlert = now }
    }
    for lag in poll.lags { lags.note(lag) }
    switch poll.outcome {
    case .read, .unchanged, .notModified: lastSuccess = now
    case .refused, .failed: break
    }
  }
}
