import Model
internal import PlainText

/// The header fields of an answer that matter to us, byte for byte.
struct ResponseHeaders: Sendable {
  private(set) var fields: [Name: [UInt8]] = [:]
  /// What a line that begins with a blank goes on with (RFC 9112 §5.2).
  private var last: Name?

  enum Name: String, CaseIterable {
    case age
    case cacheControl = "cache-control"
    case contentEncoding = "content-encoding"
    case contentLength = "content-length"
    case contentType = "content-type"
    case date
    case etag
    case expires
    case lastModified = "last-modified"
    case location
    case retryAfter = "retry-after"
    case transferEncoding = "transfer-encoding"

    /// Fields that are lists: a repeat is joined with a comma (RFC 9110 §5.3). Of others the first
    /// counts.
    var isList: Bool {
      self == .cacheControl || self == .contentEncoding || self == .transferEncoding
    }
  }

  subscript(name: Name) -> [UInt8]? { fields[name] }

  /// The time that a field gives (RFC 9110 §5.6.7); nil when it gives none.
  private func date(_ name: Name) -> Timestamp? { text(name).flatMap { HTTPDate.parse($0) } }

  func text(_ name: Name) -> String? {
    fields[name].map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads one line `Name: value`, its end of line included.
  mutating func read(line: UnsafeRawBufferPointer) {
    if line.first == 0x20 || line.first == 0x09 {
      guard let last else { return }
      fields[last]?.append(0x20)
      fields[last]?.append(contentsOf: trimmed(line[...]))
      return
    }
    last = nil
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let name = Self.name(line[..<colon])
    else { return }
    let value = trimmed(line[(colon + 1)...])
    guard !value.isEmpty else { return }
    if let earlier = fields[name] {
      guard name.isList else { return }
      fields[name] = earlier + ", ".utf8 + value
    } else {
      fields[name] = Array(value)
    }
    last = name
  }

  private static func name(_ bytes: Slice<UnsafeRawBufferPointer>) -> Name? {
    guard bytes.count <= 20 else { return nil }
    return names[
      String(
        decoding: bytes.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }.filter { $0 != 0x20 },
        as: UTF8.self)]
  }

  private static let names = Dictionary(
    uniqueKeysWithValues: Name.allCases.map { ($0.rawValue, $0) })

  // MARK: What the fields mean

  var contentLength: Int? { fields[.contentLength].flatMap { decimal($0) } }

  /// Where the body ends although libcurl would wait for the end of the connection:
  /// `Transfer-Encoding: identity` (RFC 2616 §4.4) says nothing, and the length counts.
  var lengthBesideIdentity: Int? {
    text(.transferEncoding)?.lowercased() == "identity" ? contentLength : nil
  }

  /// How long the answer stays good (RFC 9111 §4.2), its age taken off; nil when it does not say.
  func freshness(now: Timestamp) -> Freshness? {
    let directives = (text(.cacheControl) ?? "").lowercased().split(separator: ",")
      .map { $0.filter { !" \t\"".contains($0) } }
    if directives.contains(where: { $0.hasPrefix("no-store") || $0.hasPrefix("no-cache") }) {
      return nil
    }
    let age = fields[.age].flatMap { decimal($0) } ?? 0
    if let maxAge = directives.first(where: { $0.hasPrefix("max-age=") }) {
      let digits = maxAge.dropFirst("max-age=".count).utf8.prefix { 0x30...0x39 ~= $0 }
      guard let seconds = digits.isEmpty ? nil : decimal(digits) ?? Int(Int32.max) else {
        return nil
      }
      return lifetime(min(seconds, Int(Int32.max)) - age, .maxAge)
    }
    guard let expires = date(.expires) else { return nil }
    let date = self.date(.date) ?? now
    return lifetime(Int((expires - date).milliseconds / 1000) - age, .expires)
  }

  private func lifetime(_ seconds: Int, _ source: Freshness.Source) -> Freshness? {
    seconds > 0 ? Freshness(lifetime: .seconds(min(seconds, Int(Int32.max))), source: source) : nil
  }

  /// `Retry-After` in either form, from now; nil when absent or unreadable.
  func retryAfter(now: Timestamp) -> Duration? {
    guard let value = fields[.retryAfter] else { return nil }
    let digits = value.prefix { 0x30...0x39 ~= $0 }
    if !digits.isEmpty && (digits.count == value.count || value[digits.count] == 0x2e) {
      return .seconds(min(decimal(digits) ?? Int(Int32.max), Int(Int32.max)))
    }
    guard let until = HTTPDate.parse(String(decoding: value, as: UTF8.self)) else { return nil }
    let from = self.date(.date) ?? now
    return .milliseconds(min(max(0, (until - from).milliseconds), Int64(Int32.max) * 1000))
  }

  /// One that is longer than servers take a header line is none: to send it back would be refused.
  func validators(for url: String) -> Validators? {
    let short = fields.filter { $0.value.count <= Self.longestValidator }
    let found = Validators(url: url, etag: short[.etag], lastModified: short[.lastModified])
    return found.isEmpty ? nil : found
  }

  /// nginx takes lines of 8 KiB.
  private static let longestValidator = 8100
}

/// Without the blanks and line ends around it.
private func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
  var bytes = bytes
  while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
  while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
  return bytes
}

/// The number that `digits` write; nil when they are none or more than 15.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
  guard 1...15 ~= digits.count else { return nil }
  var number = 0
  for digit in digits {
    guard 0x30...0x39 ~= digit else { return nil }
    number = number * 10 + Int(digit - 0x30)
  }
  return number
}
