/// What one document may cost. Each limit that is reached is a `FeedError.limit` that names it.
public struct FeedLimits: Sendable {
  public enum Surplus: Sendable {
    /// Keep the newest `entries` and say so in `ParsedFeed.warnings`.
    case keepNewest
    /// Throw `FeedError.limit`.
    case refuse
  }

  /// Of the document as it came, of the same in UTF-8, and of all texts that are kept of it.
  public var bytes: Int
  /// Elements or JSON values inside each other.
  public var depth: Int
  /// Entries kept.
  public var entries: Int
  /// What becomes of the entries above `entries`.
  public var surplus: Surplus
  /// UTF-8 bytes of one text (a title, a content).
  public var text: Int
  /// Attributes of one element.
  public var attributes: Int
  /// UTF-8 bytes of one start tag.
  public var tag: Int
  /// Values of a JSON document.
  public var values: Int
  /// Tags or authors of one entry; more are left out.
  public var list: Int
  /// Attachments of one entry; more are left out.
  public var attachments: Int
  /// Where the texts of a document of megabytes may stand while it is read; nil: in memory.
  public var folder: String?

  public init(
    bytes: Int = 20_000_000, depth: Int = 256, entries: Int = 10_000,
    surplus: Surplus = .keepNewest, text: Int = 4_000_000, attributes: Int = 128,
    tag: Int = 1_000_000, values: Int = 300_000, list: Int = 256, attachments: Int = 256,
    folder: String? = nil
  ) {
    self.bytes = bytes
    self.depth = depth
    self.entries = entries
    self.surplus = surplus
    self.text = text
    self.attributes = attributes
    self.tag = tag
    self.values = values
    self.list = list
    self.attachments = attachments
    self.folder = folder
  }
}
