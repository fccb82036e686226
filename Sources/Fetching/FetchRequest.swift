public import Model

/// Who we are to a feed's server. Never described, logged or sent to another origin.
public enum Credentials: Hashable, Sendable {
  /// RFC 7617.
  case basic(user: String, password: String)
  /// RFC 6750.
  case bearer(token: String)
}

/// One question to one address.
public struct FetchRequest: Sendable {
  public var url: String
  /// Sent only to the exact address that gave them.
  public var validators: Validators?
  /// The hash of the last body: the same bytes are not decoded again.
  public var knownBodyHash: UInt64?
  /// From the configuration; only for the origin of `url`.
  public var headers: [HeaderField]
  /// Only for the origin of `url`.
  public var credentials: Credentials?
  /// `http://HOST:PORT` or `socks5h://HOST:PORT`; nil: straight.
  public var proxy: String?
  /// For the whole of it, redirects included.
  public var timeout: Duration
  /// Bound on the body, on the wire and decoded.
  public var maxBytes: Int
  /// The wall clock, for servers that send dates without `Date`.
  public var now: Timestamp

  public init(
    url: String, validators: Validators? = nil, knownBodyHash: UInt64? = nil,
    headers: [HeaderField] = [], credentials: Credentials? = nil, proxy: String? = nil,
    timeout: Duration = .seconds(30), maxBytes: Int = 20_000_000, now: Timestamp
  ) {
    self.url = url
    self.validators = validators
    self.knownBodyHash = knownBodyHash
    self.headers = headers
    self.credentials = credentials
    self.proxy = proxy
    self.timeout = timeout
    self.maxBytes = maxBytes
    self.now = now
  }
}

/// What an answer said besides its body.
public struct ResponseFacts: Hashable, Sendable {
  public var status: Int
  /// The address that answered, after redirects.
  public var finalURL: String
  /// Where 301 and 308 alone led; nil when the first answer was no such redirect.
  public var permanentURL: String?
  public var contentType: String?
  /// Bound to `finalURL`; nil when the answer gave none, or is no document.
  public var validators: Validators?
  public var freshness: Freshness?
  /// From now; never negative.
  public var retryAfter: Duration?
  /// Of the body's bytes on the wire, with its type and coding; nil without a whole body.
  public var bodyHash: UInt64?
  public var wireBytes: Int
  /// What was wrong with a body that is handed over all the same: the transfer was cut short, or
  /// the coding was not the declared one. nil: nothing.
  public var damage: FetchProblem?
  /// False when bytes are missing: the document cannot be known whole.
  public var isComplete: Bool

  public init(
    status: Int, finalURL: String, permanentURL: String? = nil, contentType: String? = nil,
    validators: Validators? = nil, freshness: Freshness? = nil, retryAfter: Duration? = nil,
    bodyHash: UInt64? = nil, wireBytes: Int = 0, damage: FetchProblem? = nil,
    isComplete: Bool = true
  ) {
    self.status = status
    self.finalURL = finalURL
    self.permanentURL = permanentURL
    self.contentType = contentType
    self.validators = validators
    self.freshness = freshness
    self.retryAfter = retryAfter
    self.bodyHash = bodyHash
    self.wireBytes = wireBytes
    self.damage = damage
    self.isComplete = isComplete
  }
}

/// The answer to a question.
public enum FetchReply: Sendable {
  /// 304 to our validators.
  case notModified(ResponseFacts)
  /// 200 with the very bytes of last time; they were not decoded.
  case unchanged(ResponseFacts)
  /// 200 or 203, decoded.
  case body([UInt8], ResponseFacts)
  /// Any other status, among them a 304 that nobody asked for.
  case refused(ResponseFacts)
}

/// Why there is no answer.
public struct FetchFailure: Error, Hashable, Saying {
  public var kind: FailureKind
  /// What, and what to do where something can be done. Never a secret.
  public var problem: FetchProblem

  public init(_ kind: FailureKind, _ problem: FetchProblem) {
    self.kind = kind
    self.problem = problem
  }

  public var english: String { problem.english }
  public var french: French { problem.french }
}
