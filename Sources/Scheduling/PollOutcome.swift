public import Model

/// What an answer said besides its body.
public struct PollAnswer: Hashable, Sendable {
  /// The address that answered, after redirects.
  public var finalURL: String
  /// Where 301 and 308 alone led; nil when they led nowhere.
  public var permanentURL: String?
  public var freshness: Freshness?
  /// As given by this answer; kept only with a document that was read to its end.
  public var validators: Validators?
  /// Of the body's bytes on the wire.
  public var bodyHash: UInt64?

  public init(
    finalURL: String, permanentURL: String? = nil, freshness: Freshness? = nil,
    validators: Validators? = nil, bodyHash: UInt64? = nil
  ) {
    self.finalURL = finalURL
    self.permanentURL = permanentURL
    self.freshness = freshness
    self.validators = validators
    self.bodyHash = bodyHash
  }
}

/// What reading and recording a document found.
public struct PollReading: Hashable, Sendable {
  /// Entries in the document.
  public var entries: Int
  /// Of them, those never seen before.
  public var new: Int
  /// Of them, those that the ledger knew already.
  public var known: Int
  /// Publication times of the new entries that have one.
  public var times: [Timestamp]
  /// The transfer was complete and the document ended where it should.
  public var isWhole: Bool
  public var hints: FeedHints
  /// The feed's own title as plain text; "" when it has none.
  public var title: String
  /// Alerts that were recorded.
  public var alerts: Int

  public init(
    entries: Int, new: Int, known: Int, times: [Timestamp] = [], isWhole: Bool = true,
    hints: FeedHints = FeedHints(), title: String = "", alerts: Int = 0
  ) {
    self.entries = entries
    self.new = new
    self.known = known
    self.times = times
    self.isWhole = isWhole
    self.hints = hints
    self.title = title
    self.alerts = alerts
  }
}

/// How a poll ended.
public enum PollOutcome: Hashable, Sendable {
  /// 304 to our validators.
  case notModified(PollAnswer)
  /// 200 with the very bytes of last time.
  case unchanged(PollAnswer)
  /// 200 with a document that was read and recorded.
  case read(PollReading, PollAnswer)
  /// Any other status.
  case refused(status: Int, retryAfter: Duration?, finalURL: String)
  /// No usable answer; the message is one line.
  case failed(FailureKind, message: Message)
  /// A redirect leads to a host that wants to be left alone; that was not asked.
  case held(HostHold)
  /// We gave up (shutdown, reload): nothing was learnt, the feed is asked again.
  case dropped
}
