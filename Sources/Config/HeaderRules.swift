/// Which request header fields the configuration may add (RFC 9110 §5).
enum HeaderRules {
  enum Problem: Hashable { case noName, strangeName, secret, reserved, empty, tooLong, control }

  /// nil when `name` may be set; else why not.
  static func problem(name: String) -> Problem? {
    if name.isEmpty { return .noName }
    if !name.unicodeScalars.allSatisfy(isTokenCharacter) {
      return .strangeName
    }
    let lower = name.lowercased()
    if lower == "authorization" || lower == "proxy-authorization" || lower == "cookie" {
      return .secret
    }
    if reserved.contains(lower) || lower.hasPrefix("proxy-") || lower.hasPrefix("if-") {
      return .reserved
    }
    return nil
  }

  /// Whether its value may well be a secret.
  static func looksSecret(name: String) -> Bool {
    let letters = name.lowercased().filter { $0 != "-" && $0 != "_" }
    return ["apikey", "auth", "password", "secret", "session", "token"].contains {
      letters.contains($0)
    }
  }

  static func problem(value: String) -> Problem? {
    if value.allSatisfy(\.isWhitespace) { return .empty }
    if value.utf8.count > 8000 { return .tooLong }
    let isBad = value.unicodeScalars.contains { scalar in
      scalar.properties.generalCategory == .control && scalar != "\t"
    }
    return isBad ? .control : nil
  }

  private static let reserved: Set<String> = [
    "host", "content-length", "content-type", "transfer-encoding", "connection", "keep-alive",
    "upgrade", "te", "trailer", "expect", "accept-encoding", "range", "http2-settings",
  ]

  private static func isTokenCharacter(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
  }
}
