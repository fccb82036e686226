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
    if text.utf8.contains(UInt8(ascii: "@")), Self.withoutUser(text) != nil { throw .credentials }
    if !text.utf8.allSatisfy(Self.isUsual),
      let bad = text.unicodeScalars.first(where: Self.isForbidden)
    {
      throw .character(bad)
    }
    if text.utf8.count > 8000 { throw .tooLong }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      text.utf8[colon...].starts(with: "://".utf8)
    else { throw .noScheme }
    scheme = text[..<colon].lowercased()
    guard schemes.contains(scheme) else { throw .scheme(String(text[..<colon])) }

    let rest = text.utf8[colon...].dropFirst(3)
    let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    (host, port) = try Self.hostAndPort(Substring(rest[..<end]))
    let tail = Substring(rest[end...].prefix { $0 != UInt8(ascii: "#") })
    target = tail.utf8.first == UInt8(ascii: "/") ? String(tail) : "/" + tail
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
    guard let port, port != standard else { return "\(scheme)://\(host)\(target)" }
    return "\(scheme)://\(host):\(port)\(target)"
  }

  /// ASCII that stands in addresses.
  static func isUsual(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "\\"): false
    default: 0x21...0x7E ~= byte
    }
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return !isUsual(UInt8(truncatingIfNeeded: scalar.value)) }
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
    let isBracketed = authority.utf8.first == UInt8(ascii: "[")
    if isBracketed {
      guard let end = authority.firstIndex(of: "]") else { throw .host(String(authority)) }
      host = authority[..<end].dropFirst()
      after = authority[end...].dropFirst()
      let isAddress =
        host.contains(":")
        && host.unicodeScalars.allSatisfy {
          $0.isASCII && ($0.properties.isASCIIHexDigit || $0 == ":" || $0 == ".")
        }
      if !isAddress || !(after.isEmpty || after.hasPrefix(":")) { throw .host(String(authority)) }
    } else if let colon = authority.utf8.lastIndex(of: UInt8(ascii: ":")) {
      host = authority[..<colon]
      after = authority[colon...]
    }
    if host.isEmpty { throw .noHost }
    if !isBracketed, !isName(host) { throw .host(String(host)) }
    if after.isEmpty { return (host.lowercased(), nil) }
    let digits = after.dropFirst()
    guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let port = Int(digits),
      (1...65535).contains(port)
    else { throw .port(String(digits)) }
    return (host.lowercased(), port)
  }

  /// Labels of letters (of any script), digits, `-` and `_`, with dots between them.
  private static func isName(_ host: Substring) -> Bool {
    guard host.utf8.count <= 253 else { return false }
    let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isRooted = labels.count > 1 && labels.last?.isEmpty == true
    return (isRooted ? labels.dropLast() : labels[...]).allSatisfy { label in
      let hyphen = UInt8(ascii: "-")
      guard 1...63 ~= label.count, label.first != hyphen, label.last != hyphen else { return false }
      return label.allSatisfy(isNameByte)
        || Substring(label).unicodeScalars.allSatisfy(isNameCharacter)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
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
