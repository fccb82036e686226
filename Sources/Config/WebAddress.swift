/// An address (RFC 3986) as the configuration may hold one, checked and taken apart.
struct WebAddress {
  let scheme: String
  /// In lower case, without the brackets of an IPv6 address.
  let host: String
  let port: Int?
  /// Path and query, without the fragment; at least `/`.
  let target: String

  enum Problem: Error, Hashable {
    case character(Unicode.Scalar)
    case noScheme
    case scheme(String)
    case noHost
    case host(String)
    case port(String)
    case credentials
    case tooLong
  }

  init(_ text: String, schemes: [String]) throws(Problem) {
    // First: the other problems are told with the text.
    if Self.withoutUser(text) != nil { throw .credentials }
    if let bad = text.unicodeScalars.first(where: Self.isForbidden) { throw .character(bad) }
    if text.utf8.count > 8000 { throw .tooLong }
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      throw .noScheme
    }
    scheme = text[..<colon].lowercased()
    guard schemes.contains(scheme) else { throw .scheme(String(text[..<colon])) }

    let rest = text[colon...].dropFirst(3)
    let authority = rest.prefix { !["/", "?", "#"].contains($0) }
    (host, port) = try Self.hostAndPort(authority)
    let tail = rest.dropFirst(authority.count).prefix { $0 != "#" }
    target = tail.hasPrefix("/") ? String(tail) : "/" + tail
  }

  /// `text` without its user name and password; nil when it has none.
  static func withoutUser(_ text: String) -> String? {
    let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let authority = text[start...].prefix { !["/", "?", "#", "\\"].contains($0) }
    guard let at = authority.lastIndex(of: "@"),
      start != text.startIndex || authority[..<at].contains(":")
    else { return nil }
    return String(text[..<start]) + String(text[text.index(after: at)...])
  }

  /// Equal for addresses that ask the same of the same server.
  var canonical: String {
    let standard = scheme == "https" ? 443 : 80
    return "\(scheme)://\(host):\(port ?? standard)\(target)"
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.value <= 0x20 || scalar.value == 0x7F
        || ["<", ">", "\"", "\\"].contains(scalar)
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: true
    default: scalar == "\u{FFFD}"
    }
  }

  private static func hostAndPort(
    _ authority: Substring
  ) throws(Problem) -> (host: String, port: Int?) {
    var host = authority
    var after = Substring()
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw .host(String(authority)) }
      host = authority[..<end].dropFirst()
      after = authority[end...].dropFirst()
      let isAddress =
        host.contains(":")
        && host.unicodeScalars.allSatisfy {
          $0.isASCII && ($0.properties.isASCIIHexDigit || $0 == ":" || $0 == ".")
        }
      if !isAddress || !(after.isEmpty || after.hasPrefix(":")) { throw .host(String(authority)) }
    } else if let colon = authority.lastIndex(of: ":") {
      host = authority[..<colon]
      after = authority[colon...]
    }
    if host.isEmpty { throw .noHost }
    if !authority.hasPrefix("["), !isName(host) { throw .host(String(host)) }
    if after.isEmpty { return (host.lowercased(), nil) }
    let digits = after.dropFirst()
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits),
      (1...65535).contains(port)
    else { throw .port(String(digits)) }
    return (host.lowercased(), port)
  }

  /// Labels of letters (of any script), digits, `-` and `_`, with dots between them.
  private static func isName(_ host: Substring) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isRooted = labels.count > 1 && labels.last?.isEmpty == true
    return host.utf8.count <= 253
      && (isRooted ? labels.dropLast() : labels[...]).allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.unicodeScalars.allSatisfy(isNameCharacter)
      }
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    case "\u{80}"...:
      scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
        || scalar.properties.generalCategory == .nonspacingMark
    default: false
    }
  }
}
