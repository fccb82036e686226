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

  init(_ request: FetchRequest) throws(FetchFailure) {
    url = request.url
    // libcurl, who takes it apart as well, says what may be wrong with it.
    guard request.proxy != nil || !WebAddress.isPlain(request.url) else { return }
    start = try WebAddress(asked: request.url)
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
    var lines: [[UInt8]] = []
    lines.reserveCapacity(5 + request.headers.count)
    let isHome = address == nil || address?.origin == start?.origin
    if isHome {
      for field in request.headers { lines.append(try headerLine(field)) }
      if let credentials = request.credentials {
        lines.append(try authorization(credentials))
      }
    }
    func isConfigured(_ name: String) -> Bool {
      isHome && request.headers.contains { $0.name.lowercased() == name }
    }
    // Two of these could be options; libcurl would write those out twice, letter by letter.
    if !isConfigured("user-agent") { lines.append(profile.userAgent) }
    if !isConfigured("accept") { lines.append(acceptedTypes) }
    lines.append(acceptedCodings)
    isConditional = false
    if let validators = request.validators, validators.url == url {
      for (name, value) in [
        (ifNoneMatch, validators.etag), (ifModifiedSince, validators.lastModified),
      ] {
        guard let value, !value.isEmpty, !value.contains(where: { $0 < 0x20 && $0 != 0x09 })
        else { continue }
        lines.append(name + value + [0])
        isConditional = true
      }
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

  private func headerLine(_ field: HeaderField) throws(FetchFailure) -> [UInt8] {
    let name = Array(field.name.utf8)
    let value = Array(field.value.utf8)
    guard !name.isEmpty, name.allSatisfy(isTokenByte) else {
      throw FetchFailure(.credential, .headerName(oneLine(field.name)))
    }
    guard !value.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7f }) else {
      throw FetchFailure(
        .credential, .controlInHeader(field.name))
    }
    // libcurl writes an empty header for "Name;" and drops one for "Name:".
    let isEmpty = value.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return name + (isEmpty ? [UInt8(ascii: ";")] : Array(": ".utf8) + value) + [0]
  }

  private func authorization(_ credentials: Credentials) throws(FetchFailure) -> [UInt8] {
    let value: [UInt8]
    switch credentials {
    case .basic(let user, let password):
      guard !user.utf8.contains(UInt8(ascii: ":")) else {
        throw FetchFailure(.credential, .colonInUser)
      }
      value = Array("Basic ".utf8) + base64(Array("\(user):\(password)".utf8))
    case .bearer(let token): value = Array("Bearer \(token)".utf8)
    }
    guard !value.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw FetchFailure(.credential, .controlInCredential)
    }
    return Array("Authorization: ".utf8) + value + [0]
  }
}

private let acceptedTypes = Array(
  // libcurl spends a hundred instructions on each letter.
  ("Accept: application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5\0").utf8)

private let ifNoneMatch = Array("If-None-Match: ".utf8)
private let ifModifiedSince = Array("If-Modified-Since: ".utf8)

/// Those that `ContentDecoder` knows.
private let acceptedCodings = Array("Accept-Encoding: gzip, br, zstd\0".utf8)

/// RFC 9110 §5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

/// RFC 4648 §4.
func base64(_ bytes: [UInt8]) -> [UInt8] {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var out: [UInt8] = []
  for i in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[i..<min(i + 3, bytes.count)]
    let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for j in 0..<4 {
      out.append(j <= group.count ? letters[word >> (18 - 6 * j) & 63] : UInt8(ascii: "="))
    }
  }
  return out
}

/// The failure of an address that the guard refuses.
func forbidden(_ address: String) -> FetchFailure {
  FetchFailure(.forbiddenAddress, .forbiddenAddress(oneLine(address, limit: 80)))
}

func timedOut(_ timeout: Duration) -> FetchFailure {
  FetchFailure(.timeout, .noWholeAnswer(milliseconds: timeout.milliseconds))
}
