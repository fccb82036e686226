/// How long a server says that its answer stays good (RFC 9111 §4.2): a floor for `every: "auto"`.
public struct Freshness: Hashable, Sendable {
  public enum Source: Hashable, Sendable { case maxAge, expires }

  /// From now; never negative, `Age` already taken off.
  public var lifetime: Duration
  public var source: Source

  public init(lifetime: Duration, source: Source) {
    self.lifetime = lifetime
    self.source = source
  }
}

/// Why a feed could not be had, by what should happen next.
public enum FailureKind: String, Hashable, Sendable, CaseIterable {
  /// The address itself cannot be asked: malformed, a scheme other than http and https.
  case address
  /// The host resolved to an address that may not be asked (private, loopback, metadata…).
  case forbiddenAddress
  case dns
  case connect
  case tls
  case timeout
  /// An answer began, and its end did not come in time.
  case slow
  /// The connection broke, or the answer was no HTTP.
  case transfer
  /// The answer ended before its own end.
  case truncated
  /// A bound on bytes, on the wire or decoded.
  case tooLarge
  /// The bound on header bytes.
  case headers
  case redirect
  /// A redirect from https to http.
  case insecureRedirect
  /// A content coding that is unknown or does not decode.
  case encoding
  /// The proxy could not be used.
  case proxy
  /// A credential could not be read, or a header cannot be sent.
  case credential
  /// The bytes are no feed, or one that passes a limit of parsing.
  case content
  /// Dropped by us: nothing was learnt.
  case cancelled

  /// Whether no host was reached, which may be our own network's fault.
  public var isOfTheNetwork: Bool {
    switch self {
    case .dns, .connect, .tls, .timeout, .proxy: true
    default: false
    }
  }
}
