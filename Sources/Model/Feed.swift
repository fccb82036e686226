/// A feed as the program knows it: its configured address. A feed whose address changes is a new one.
public struct FeedID: Hashable, Comparable, Sendable {
  public let url: String

  public init(url: String) { self.url = url }

  public static func < (a: FeedID, b: FeedID) -> Bool { a.url < b.url }
}

/// What HTTP gave to ask again with, byte for byte, bound to the exact address that gave it
/// (RFC 9110 §8.8, §13.1).
public struct Validators: Hashable, Sendable {
  public var url: String
  public var etag: [UInt8]?
  public var lastModified: [UInt8]?

  public init(url: String, etag: [UInt8]? = nil, lastModified: [UInt8]? = nil) {
    self.url = url
    self.etag = etag
    self.lastModified = lastModified
  }

  public var isEmpty: Bool { etag == nil && lastModified == nil }
}

/// What a feed asks of those who poll it: floors for `every: "auto"`.
public struct FeedHints: Hashable, Sendable {
  /// RSS 2.0 `ttl`, or RSS Syndication 1.0 `updatePeriod` / `updateFrequency`.
  public var interval: Duration?
  /// Whether `interval` is the second.
  public var isUpdatePeriod: Bool
  /// RSS 2.0 `skipHours`: hours 0–23 in GMT.
  public var skipHours: Set<Int>
  /// RSS 2.0 `skipDays`: 0 is Sunday, 6 is Saturday, in GMT.
  public var skipDays: Set<Int>

  public init(
    interval: Duration? = nil, isUpdatePeriod: Bool = false, skipHours: Set<Int> = [],
    skipDays: Set<Int> = []
  ) {
    self.interval = interval
    self.isUpdatePeriod = isUpdatePeriod
    self.skipHours = skipHours
    self.skipDays = skipDays
  }
}
