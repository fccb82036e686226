public import Model

/// One poll's outcome, as the ledger records it in one transaction.
public struct PollRecord: Sendable {
  public var feed: FeedID
  /// What to remember of the feed. `entriesSeen` and `alerts` are counted by the ledger itself:
  /// what stands here is ignored.
  public var memory: FoldedMemory
  /// The feed's name for alerts and coverage.
  public var feedName: String
  /// nil when no document was read (not modified, failed): then nothing that is known changes.
  public var document: RecordedDocument?
  /// False for a document that broke off: an entry that is not in it has not left the feed.
  public var isWhole: Bool
  public var coverage: [CoverageEvent]

  /// Whether it has to be on disk before anything follows from it. What a poll without a document
  /// leaves is when to ask again: lost, the feed is asked a little early.
  public var mustLast: Bool { document != nil || !coverage.isEmpty }

  public init(
    feed: FeedID, memory: FoldedMemory, feedName: String = "", document: RecordedDocument? = nil,
    isWhole: Bool = true, coverage: [CoverageEvent] = []
  ) {
    self.feed = feed
    self.memory = memory
    self.feedName = feedName
    self.document = document
    self.isWhole = isWhole
    self.coverage = coverage
  }

  /// The same, of a memory that tells its feed.
  public init(
    memory: FeedMemory, feedName: String = "", document: RecordedDocument? = nil,
    isWhole: Bool = true, coverage: [CoverageEvent] = []
  ) {
    self.init(
      feed: memory.feed, memory: memory.folded, feedName: feedName, document: document,
      isWhole: isWhole, coverage: coverage)
  }

  var bytesOfAlerts: Int { document?.bytesOfAlerts(named: feedName, feed.url) ?? 0 }
}

/// What is known of an entry.
public enum EntryStanding: Hashable, Sendable {
  /// Never seen in this feed: to be matched (or only remembered, by `backfill`).
  case new
  /// Known, and nothing that could match has changed; also the second of two equal entries of one
  /// document.
  case known
  /// Known, and its text has changed since: to be matched again, for the other watchlists only.
  case changed(alreadyReported: Set<String>)
}

/// What a transaction did.
public struct RecordOutcome: Sendable {
  public struct Poll: Hashable, Sendable {
    public var feed: FeedID
    /// Distinct entries of the document.
    public var entries: Int
    public var newEntries: Int
    public var changedEntries: Int
    public var alerts: Int

    public init(
      feed: FeedID, entries: Int = 0, newEntries: Int = 0, changedEntries: Int = 0, alerts: Int = 0
    ) {
      self.feed = feed
      self.entries = entries
      self.newEntries = newEntries
      self.changedEntries = changedEntries
      self.alerts = alerts
    }
  }

  /// In the order of the batch.
  public var polls: [Poll]
  /// The number of the last alert in the ledger; 0 while there is none.
  public var lastSeq: Int64
  /// The watchlists that have new alerts.
  public var watchlists: Set<String>
  public var coverageEvents: Int
  /// The last of the new alerts, up to `lastSeq`; all of them unless they are megabytes.
  public var alerts: RecordedAlerts

  public init(
    polls: [Poll] = [], lastSeq: Int64 = 0, watchlists: Set<String> = [], coverageEvents: Int = 0,
    alerts: RecordedAlerts = RecordedAlerts()
  ) {
    self.polls = polls
    self.lastSeq = lastSeq
    self.watchlists = watchlists
    self.coverageEvents = coverageEvents
    self.alerts = alerts
  }
}
