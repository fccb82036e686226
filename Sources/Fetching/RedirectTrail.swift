import Model

/// The way of one fetch from address to address: at most five redirects, never from https to http.
struct RedirectTrail {
  /// Taken apart when a redirect is met; the first hop of a plain address needs no parts.
  private var start: WebAddress?
  /// As the request wrote it, for the first address; the text of the address after that.
  private(set) var url: String
  /// Where redirects have led; nil at the start.
  private var address: WebAddress?
  /// Where redirects led, the first address aside.
  private var visited: Set<String> = []
  private var count = 0
  private var isPermanentSoFar = true
  private(set) var permanentURL: String?
  /// Whether this hop sent validators.
  private(set) var isConditional = false

  static let maxRedirects = 5

  init(_ url: String, usesProxy: Bool) throws(FetchFailure) {
    self.url = url
    // libcurl, who takes it apart as well, says what may be wrong with it.
    guard usesProxy || !WebAddress.isPlain(url) else { return }
    start = try WebAddress(asked: url)
  }

  /// What to ask now. Credentials and configured headers go to the first origin only.
  mutating func hop(
    _ request: FetchRequest, _ profile: Profile, timeout: Duration
  ) throws(FetchFailure) -> Hop {
    let asked = address ?? start
    if request.proxy != nil && !profile.allowsPrivateAddresses, let host = asked?.origin.host,
      AddressGuard.isForbiddenLiteral(host)
    {
      throw forbidden(host)
    }
    let isHome = address == nil || address?.origin == start?.origin
    var lines = profile.headers
    if isHome {
      if !request.headers.isEmpty { try lines.add(request.headers) }
      if let credentials = request.credentials { try lines.add(credentials) }
    }
    isConditional = false
    if let validators = request.validators, validators.url == url {
      isConditional = lines.add(validators)
    }
    return Hop(
      url: asked?.text ?? url, isSecure: asked?.origin.isSecure ?? url.hasPrefix("https:"),
      headers: lines,
      proxy: request.proxy ?? "", timeout: timeout,
      maxBytes: request.maxBytes, profile: profile)
  }

  /// Goes on to where `result` leads; false when it is no redirect.
  mutating func follow(_ result: TransferResult) throws(FetchFailure) -> Bool {
    guard [301, 302, 303, 307, 308].contains(result.status), result.hasAllHeaders,
      result.stop != .cancelled, let location = result.headers[.location]
    else { return false }
    let start: WebAddress
    if let known = self.start { start = known } else { start = try WebAddress(asked: url) }
    self.start = start
    let from = address ?? start
    let next = try WebAddress(location: location, from: from)
    guard next.origin.isSecure || !from.origin.isSecure else {
      throw FetchFailure(
        .insecureRedirect, .insecureRedirect(from: redacted(url), to: redacted(next.text)))
    }
    guard count < Self.maxRedirects else {
      throw FetchFailure(
        .redirect, .tooManyRedirects(limit: Self.maxRedirects, last: redacted(next.text)))
    }
    guard next.text != start.text, visited.insert(next.text).inserted else {
      throw FetchFailure(.redirect, .circularRedirects(to: redacted(next.text)))
    }
    count += 1
    isPermanentSoFar = isPermanentSoFar && (result.status == 301 || result.status == 308)
    if isPermanentSoFar { permanentURL = next.text }
    address = next
    url = next.text
    return true
  }
}

/// The failure of an address that the guard refuses.
func forbidden(_ address: String) -> FetchFailure {
  FetchFailure(.forbiddenAddress, .forbiddenAddress(oneLine(address, limit: 80)))
}

/// Of redirects, each of which was an answer.
func timedOut(_ timeout: Duration) -> FetchFailure {
  FetchFailure(.slow, .noWholeAnswer(milliseconds: timeout.milliseconds))
}
