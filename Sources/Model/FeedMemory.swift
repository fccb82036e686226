/// What the ledger remembers of a feed between two polls and two runs.
public struct FeedMemory: Hashable, Sendable {
  /// A 301 or 308 that was met, and is stored once it was met on two different days.
  public struct Move: Hashable, Sendable {
    public var to: String
    public var firstSeen: Timestamp
    public var isConfirmed: Bool

    public init(to: String, firstSeen: Timestamp, isConfirmed: Bool = false) {
      self.to = to
      self.firstSeen = firstSeen
      self.isConfirmed = isConfirmed
    }
  }

  public var feed: FeedID
  /// The feed's own title as plain text; "" while unknown.
  public var title: String
  public var move: Move?
  public var validators: Validators?
  /// A hash of the last body's bytes as they came over the wire; nil when none was read whole.
  public var bodyHash: UInt64?
  /// What the feed itself asked for when it was last read.
  public var hints: FeedHints
  public var firstPoll: Timestamp?
  public var lastPoll: Timestamp?
  public var lastSuccess: Timestamp?
  /// The last answer that carried a body (200), for the unconditional fetch after 8 days.
  public var lastBody: Timestamp?
  public var nextPoll: Timestamp?
  /// Why then: `max-age until 14:05`.
  public var nextReason: String
  /// The interval that `auto` arrived at; nil at first.
  public var interval: Duration?
  /// Failures in a row.
  public var failures: Int
  public var failingSince: Timestamp?
  public var lastError: String?
  /// The server said 410.
  public var isGone: Bool
  /// New entries seen in each hour of the day (UTC), decaying: 24 weights, or empty at first.
  public var rhythm: [Double]
  /// The time of the newest entry, or of the last poll that brought one.
  public var lastNews: Timestamp?
  /// Days of observation behind `rhythm`, decaying with it.
  public var observedDays: Double
  /// Entries in the feed's last document.
  public var windowSize: Int
  /// That this feed fails was told (once it had failed for 24 h).
  public var isTroubleTold: Bool
  /// That this feed fell silent was told.
  public var isSilenceTold: Bool
  /// The last time that entries may have been lost, and since when.
  public var gap: Gap?
  public var entriesSeen: Int64
  public var alerts: Int64

  public struct Gap: Hashable, Sendable {
    public var from: Timestamp
    public var to: Timestamp

    public init(from: Timestamp, to: Timestamp) {
      self.from = from
      self.to = to
    }
  }

  public init(feed: FeedID) {
    self.feed = feed
    title = ""
    hints = FeedHints()
    nextReason = ""
    failures = 0
    isGone = false
    rhythm = []
    observedDays = 0
    windowSize = 0
    isTroubleTold = false
    isSilenceTold = false
    entriesSeen = 0
    alerts = 0
  }
}

/// A host that asked to be left alone (`Retry-After`), by host and port as written in the address.
public struct HostHold: Hashable, Sendable {
  public var host: String
  public var until: Timestamp
  public var reason: String

  public init(host: String, until: Timestamp, reason: String) {
    self.host = host
    self.until = until
    self.reason = reason
  }
}
