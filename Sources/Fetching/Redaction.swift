/// `url` for a log or a message: user names, passwords and query values that are credentials are
/// replaced by `***`, control characters by `?`, at most 500 bytes.
public func redacted(_ url: String) -> String {
  var bytes = Array(url.utf8)
  if let colon = bytes.firstRange(of: Array("://".utf8)) {
    let authority = colon.upperBound
    let end = bytes[authority...].firstIndex { "/?#\\".utf8.contains($0) } ?? bytes.count
    if let at = bytes[authority..<end].lastIndex(of: UInt8(ascii: "@")) {
      bytes.replaceSubrange(authority..<at, with: "***".utf8)
    }
  }
  if let query = bytes.firstIndex(of: UInt8(ascii: "?")) {
    let fields = bytes[(query + 1)...].split(
      separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
    let clean = fields.map { field -> [UInt8] in
      guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { return Array(field) }
      let name = String(decoding: field[..<equals], as: UTF8.self).lowercased()
      guard secretNames.contains(where: name.contains) else { return Array(field) }
      return Array(field[...equals]) + "***".utf8
    }
    bytes = Array(bytes[...query]) + clean.joined(separator: [UInt8(ascii: "&")])
  }
  return oneLine(String(decoding: bytes, as: UTF8.self), limit: 500)
}

private let secretNames = [
  "token", "key", "auth", "secret", "pass", "pwd", "sig", "session", "credential", "jwt",
]

/// `text` without control or bidi characters, at most `limit` bytes and an ellipsis.
func oneLine(_ text: String, limit: Int = 300) -> String {
  var line = ""
  for scalar in text.unicodeScalars {
    if line.utf8.count >= limit { return line + "…" }
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069:
      line += "?"
    default:
      line.unicodeScalars.append(scalar)
    }
  }
  return line
}
