/// Something that the program could not see, or can see again.
public struct CoverageEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// None of a full document's entries was known: some may have come and gone between two polls.
    case gap(from: Timestamp, to: Timestamp)
    /// A feed has failed for a day.
    case failing(since: Timestamp, error: String)
    /// A feed that was reported as failing answers again.
    case recovered(since: Timestamp)
    /// A feed has brought nothing for long, against its own habit.
    case silent(since: Timestamp)
    /// The server says that the feed is gone (410).
    case gone
  }

  /// 1, 2, 3… as the ledger numbers them; 0 before that.
  public var seq: Int64
  public var time: Timestamp
  public var feedName: String
  public var feedURL: String
  public var kind: Kind

  public init(
    seq: Int64 = 0, time: Timestamp, feedName: String, feedURL: String, kind: Kind
  ) {
    self.seq = seq
    self.time = time
    self.feedName = feedName
    self.feedURL = feedURL
    self.kind = kind
  }
}
