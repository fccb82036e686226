/// What is remembered of one feed between two polls and two runs: its parts are those of
/// `FoldedMemory`.
@dynamicMemberLookup
public struct FeedMemory: Hashable, Sendable {
  public let feed: FeedID
  public var folded: FoldedMemory

  /// By default of a feed that was never asked.
  public init(feed: FeedID, _ folded: FoldedMemory = FoldedMemory()) {
    self.feed = feed
    self.folded = folded
  }

  public subscript<Part>(dynamicMember part: WritableKeyPath<FoldedMemory, Part>) -> Part {
    get { folded[keyPath: part] }
    set { folded[keyPath: part] = newValue }
  }

  public var validators: Validators? {
    get { folded.validators(of: feed) }
    set { folded.set(newValue, of: feed) }
  }

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

  public struct Gap: Hashable, Sendable {
    public var from: Timestamp
    public var to: Timestamp

    public init(from: Timestamp, to: Timestamp) {
      self.from = from
      self.to = to
    }
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
