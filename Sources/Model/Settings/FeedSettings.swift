/// How often a feed is asked.
public enum PollInterval: Hashable, Sendable {
  /// By the feed's own rhythm, between `fetch.min_every` and 6 h.
  case auto
  case every(Duration)
}

/// What of a feed's past is reported on its first poll.
public enum Backfill: Hashable, Sendable {
  case all
  /// Entries published within this time before the first poll, and undated ones.
  case within(Duration)
}

/// `auth`: who we are to a feed's server, the secret itself kept elsewhere.
public struct FeedAuthentication: Hashable, Sendable {
  /// The user of Basic authentication (RFC 7617); nil: a bearer token (RFC 6750).
  public var user: String?
  /// The name of a credential: a file in `$CREDENTIALS_DIRECTORY`, or a path.
  public var credential: String

  public init(user: String?, credential: String) {
    self.user = user
    self.credential = credential
  }
}

/// A request header that the configuration adds.
public struct HeaderField: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// One of `feeds`, with the defaults of `fetch` filled in.
public struct FeedSettings: Hashable, Sendable {
  public var url: String
  /// As configured; nil when the feed's own title should stand.
  public var name: String?
  public var every: PollInterval
  public var tags: [String]
  public var language: String?
  public var backfill: Backfill
  public var proxy: String?
  public var auth: FeedAuthentication?
  public var headers: [HeaderField]
  public var isEnabled: Bool
  public var place: SourcePlace

  public init(
    url: String, name: String? = nil, every: PollInterval = .auto, tags: [String] = [],
    language: String? = nil, backfill: Backfill = .within(.seconds(86400)), proxy: String? = nil,
    auth: FeedAuthentication? = nil, headers: [HeaderField] = [], isEnabled: Bool = true,
    place: SourcePlace = SourcePlace(file: "", line: 0, column: 0)
  ) {
    self.url = url
    self.name = name
    self.every = every
    self.tags = tags
    self.language = language
    self.backfill = backfill
    self.proxy = proxy
    self.auth = auth
    self.headers = headers
    self.isEnabled = isEnabled
    self.place = place
  }

  public var id: FeedID { FeedID(url: url) }
}
