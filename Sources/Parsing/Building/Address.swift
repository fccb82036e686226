/// The parts of an address (RFC 3986 §3), as UTF-8. Characters outside ASCII stay as they are.
struct Address {
  var scheme: [UInt8]?
  var authority: [UInt8]?
  var path: [UInt8] = []
  var query: [UInt8]?
  var fragment: [UInt8]?

  /// Never fails: what is no address at all is a relative path.
  init(_ text: some Collection<UInt8>) {
    var rest = Array(text)[...]
    if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if let length = Self.schemeLength(rest) {
      scheme = Array(rest[..<(rest.startIndex + length)])
      rest = rest[(rest.startIndex + length + 1)...]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if rest.starts(with: [0x2F, 0x2F]) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: 0x2F) ?? rest.endIndex
      authority = Array(rest[..<end])
      rest = rest[end...]
    }
    path = Array(rest)
  }

  /// The length of the scheme that `text` begins with; nil when it has none.
  static func schemeLength(_ text: some Collection<UInt8>) -> Int? {
    var length = 0
    for byte in text {
      if byte == UInt8(ascii: ":") { return length > 1 ? length : nil }
      let isMark = byte == 0x2B || byte == 0x2D || byte == 0x2E
      guard byte.isLetter || (length > 0 && (byte.isDigit || isMark)), length < 32 else {
        return nil
      }
      length += 1
    }
    return nil
  }

  /// `reference` resolved against this address (RFC 3986 §5.2.2).
  func resolving(_ reference: Address) -> Address {
    var result = reference
    if reference.scheme != nil {
      result.path = Self.withoutDots(reference.path)
      return result
    }
    result.scheme = scheme
    if reference.authority != nil {
      result.path = Self.withoutDots(reference.path)
      return result
    }
    result.authority = authority
    if reference.path.isEmpty {
      result.path = path
      result.query = reference.query ?? query
    } else if reference.path.first == 0x2F {
      result.path = Self.withoutDots(reference.path)
    } else {
      result.path = Self.withoutDots(merged(with: reference.path))
    }
    return result
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    if let scheme { out += scheme + [0x3A] }
    if let authority { out += [0x2F, 0x2F] + authority }
    out += path
    if let query { out += [0x3F] + query }
    if let fragment { out += [0x23] + fragment }
    return out
  }

  private func merged(with relative: [UInt8]) -> [UInt8] {
    if authority != nil, path.isEmpty { return [0x2F] + relative }
    guard let slash = path.lastIndex(of: 0x2F) else { return relative }
    return Array(path[...slash]) + relative
  }

  /// RFC 3986 §5.2.4.
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(0x2E) else { return path }
    let isRooted = path.first == 0x2F
    var kept: [ArraySlice<UInt8>] = []
    let segments = path.split(separator: 0x2F, omittingEmptySubsequences: false)
    for (place, segment) in segments.enumerated() {
      let isLast = place == segments.count - 1
      if segment == [0x2E] {
        if isLast { kept.append([]) }
      } else if segment == [0x2E, 0x2E] {
        if kept.count > (isRooted ? 1 : 0) { kept.removeLast() }
        if isLast { kept.append([]) }
      } else {
        kept.append(segment)
      }
    }
    return Array(kept.joined(separator: [0x2F]))
  }
}

/// An address to which others are relative.
struct BaseAddress {
  /// Bytes; each relative address of a document grows by as much.
  static let longest = 2048

  let address: Address

  /// nil unless `text` is absolute and no longer than `longest`.
  init?(_ text: some Collection<UInt8>) {
    guard text.count <= Self.longest else { return nil }
    let address = Address(text)
    guard address.scheme != nil else { return nil }
    self.address = address
  }

  init?(_ text: String) { self.init(text.utf8) }

  func resolving(_ reference: some Collection<UInt8>) -> [UInt8] {
    address.resolving(Address(reference)).bytes
  }
}
