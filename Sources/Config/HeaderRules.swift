/// Which request header fields the configuration may add (RFC 9110 §5).
enum HeaderRules {
  /// nil when `name` may be set; else why not.
  static func problem(name: String) -> String? {
    if name.isEmpty { return "a header field has a name" }
    if !name.unicodeScalars.allSatisfy(isTokenCharacter) {
      return "a header field's name holds letters, digits and - only"
    }
    let lower = name.lowercased()
    if lower == "authorization" || lower == "proxy-authorization" || lower == "cookie" {
      return "secrets never stand in the configuration: write \"auth\" with a \"credential\""
    }
    if reserved.contains(lower) || lower.hasPrefix("proxy-") || lower.hasPrefix("if-") {
      return "this header field is set by the program itself"
    }
    return nil
  }

  static func problem(value: String) -> String? {
    if value.allSatisfy(\.isWhitespace) { return "it is empty" }
    if value.utf8.count > 8000 { return "a header field has at most 8000 bytes" }
    let isBad = value.unicodeScalars.contains { scalar in
      scalar.properties.generalCategory == .control && scalar != "\t"
    }
    return isBad ? "a header field has no line break or control character in it" : nil
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
