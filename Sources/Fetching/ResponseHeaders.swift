import Model
internal import PlainText

/// The header fields of an answer that matter to us, byte for byte.
struct ResponseHeaders: Sendable {
  /// The values, one after another.
  private var bytes: [UInt8] = []
  private var fields: [(name: Name, place: Range<Int>)] = []
  /// The field that a line which begins with a blank goes on with (RFC 9112 §5.2).
  private var last: Int?

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

  subscript(name: Name) -> [UInt8]? { value(name).map { Array($0) } }

  private func value(_ name: Name) -> ArraySlice<UInt8>? {
    fields.first { $0.name == name }.map { bytes[$0.place] }
  }

  /// The time that a field gives (RFC 9110 §5.6.7); nil when it gives none.
  private func date(_ name: Name) -> Timestamp? { text(name).flatMap { HTTPDate.parse($0) } }

  func text(_ name: Name) -> String? { value(name).map { String(decoding: $0, as: UTF8.self) } }

  /// Reads one line `Name: value`, its end of line included.
  mutating func read(line: UnsafeRawBufferPointer) {
    if line.first == 0x20 || line.first == 0x09 {
      if let last { add(" ", trimmed(line[...]), to: last) }
      return
    }
    last = nil
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let name = Self.name(line[..<colon])
    else { return }
    let value = trimmed(line[(colon + 1)...])
    guard !value.isEmpty else { return }
    if let earlier = fields.firstIndex(where: { $0.name == name }) {
      guard name.isList else { return }
      add(", ", value, to: earlier)
      last = earlier
      return
    }
    if bytes.isEmpty {
      bytes.reserveCapacity(256)
      fields.reserveCapacity(Name.allCases.count)
    }
    last = fields.count
    fields.append((name, bytes.count..<bytes.count + value.count))
    bytes += value
  }

  /// In its place, so that all values take no more than the lines that they came in.
  private mutating func add(
    _ separator: String, _ value: Slice<UnsafeRawBufferPointer>, to field: Int
  ) {
    let place = fields[field].place
    let count = separator.utf8.count + value.count
    bytes.insert(contentsOf: Array(separator.utf8) + value, at: place.upperBound)
    for other in fields.indices where fields[other].place.lowerBound >= place.upperBound {
      let moved = fields[other].place
      fields[other].place = moved.lowerBound + count..<moved.upperBound + count
    }
    fields[field].place = place.lowerBound..<place.upperBound + count
  }

  private static func name(_ bytes: Slice<UnsafeRawBufferPointer>) -> Name? {
    guard bytes.count <= 20, let first = bytes.first(where: { $0 != 0x20 }) else { return nil }
    for name in names
    where name.first == first | 0x20 && name.letters.count <= bytes.count
      && isWritten(name.letters, bytes)
    {
      return name.name
    }
    return nil
  }

  /// In either case, blanks left out.
  private static func isWritten(
    _ letters: [UInt8], _ bytes: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    var at = 0
    for byte in bytes where byte != 0x20 {
      guard at < letters.count, letters[at] == (0x41...0x5a ~= byte ? byte | 0x20 : byte) else {
        return false
      }
      at += 1
    }
    return at == letters.count
  }

  private static let names = Name.allCases.map {
    (name: $0, first: $0.rawValue.utf8.first ?? 0, letters: Array($0.rawValue.utf8))
  }

  // MARK: What the fields mean

  var contentLength: Int? { value(.contentLength).flatMap { decimal($0) } }

  /// Where the body ends although libcurl would wait for the end of the connection:
  /// `Transfer-Encoding: identity` (RFC 2616 §4.4) says nothing, and the length counts.
  var lengthBesideIdentity: Int? {
    text(.transferEncoding)?.lowercased() == "identity" ? contentLength : nil
  }

  /// How long the answer stays good (RFC 9111 §4.2), its age taken off; nil when it does not say.
  func freshness(now: Timestamp) -> Freshness? {
    let directives =
      text(.cacheControl)?.lowercased().split(separator: ",")
      .map { $0.filter { !" \t\"".contains($0) } } ?? []
    if directives.contains(where: { $0.hasPrefix("no-store") || $0.hasPrefix("no-cache") }) {
      return nil
    }
    let age = value(.age).flatMap { decimal($0) } ?? 0
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
    guard let value = self[.retryAfter] else { return nil }
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
    let found = Validators(url: url, etag: short(.etag), lastModified: short(.lastModified))
    return found.isEmpty ? nil : found
  }

  private func short(_ name: Name) -> [UInt8]? {
    self[name].flatMap { $0.count <= Self.longestValidator ? $0 : nil }
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
