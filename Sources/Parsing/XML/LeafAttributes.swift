import Glibc

/// Attributes of start tags that libxml2 is not shown: views into the document.
///
/// A class, since it owns memory that serves for one document after another.
final class LeafAttributes {
  /// In one tag: what has more is shown.
  private static let most = 8

  private var list = UnsafeMutablePointer<Attribute>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  deinit { list.deallocate() }

  /// Another document begins.
  func begin() {
    count = 0
    if capacity > 4096 { resize(to: 64) }
  }

  /// Those of a section that is there.
  subscript(range: Range<Int>) -> Attributes {
    precondition(range.upperBound <= count, "attributes that were forgotten")
    return Attributes(
      list: UnsafeBufferPointer(start: list + range.lowerBound, count: range.count))
  }

  /// Forgets those before `place`; the others move to the front.
  func forget(before place: Int) {
    let gone = min(place, count)
    list.update(from: list + gone, count: count - gone)
    count -= gone
  }

  /// Forgets those from `place` on.
  func forget(from place: Int) { count = min(place, count) }

  /// Reads what stands between the name of a start tag, which ends at `start`, and the `>` at `end`:
  /// attributes of plain names and values in which nothing is to be replaced. Returns whether the tag
  /// is the whole element; nil, and then some are to be forgotten, when something is unusual.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ blocks: MarkupBlocks
  ) -> Bool? {
    let first = count
    var prefixes = 0
    var at = start
    while at < end {
      let blanks = at
      while at < end, bytes[at].isXMLBlank { at += 1 }
      if at == end { break }
      if bytes[at] == UInt8(ascii: "/") { return at + 1 == end ? true : nil }
      guard at > blanks, count - first < Self.most else { return nil }
      if count == capacity { resize(to: 2 * capacity) }
      guard let new = attribute(bytes, &at, end, blocks) else { return nil }
      if !new.prefix.isEmpty { prefixes += 1 }
      // Two prefixes may stand for one namespace.
      if prefixes > 1 { return nil }
      for i in first..<count where list[i].name.isEqual(new.name) { return nil }
      (list + count).initialize(to: new)
      count += 1
    }
    return false
  }

  private func resize(to wanted: Int) {
    let new = UnsafeMutablePointer<Attribute>.allocate(capacity: wanted)
    new.initialize(from: list, count: count)
    list.deallocate()
    (list, capacity) = (new, wanted)
  }

  @inline(__always)
  private func attribute(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int, _ blocks: MarkupBlocks
  ) -> Attribute? {
    let start = at
    var colon: Int?
    while at < end, bytes[at] != UInt8(ascii: "=") {
      if bytes[at] == UInt8(ascii: ":") {
        guard colon == nil, at > start else { return nil }
        colon = at
      } else {
        let isFirst = at == start || at - 1 == colon
        guard isFirst ? bytes[at].isPlainStart : bytes[at].isPlainNameByte else { return nil }
      }
      at += 1
    }
    guard at > start, at != colon.map({ $0 + 1 }), at + 2 < end else { return nil }
    let name = UnsafeBufferPointer(rebasing: bytes[(colon.map { $0 + 1 } ?? start)..<at])
    let prefix = UnsafeBufferPointer(rebasing: bytes[start..<(colon ?? start)])
    // A declaration, or what is none and looks like it.
    guard !UnsafeBufferPointer(rebasing: bytes[start..<at]).hasPrefixLike("xmlns") else {
      return nil
    }
    let quote = bytes[at + 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), let base = bytes.baseAddress,
      let length = find(quote, in: base + at + 2, end - at - 2)
    else { return nil }
    let range = (at + 2)..<(at + 2 + length)
    let value = UnsafeBufferPointer(rebasing: bytes[range])
    guard value.isPlainValue, blocks.isUsual(range) else { return nil }
    at = range.upperBound + 1
    return Attribute(prefix: prefix, name: name, value: value)
  }
}

extension UInt8 {
  /// XML 1.0 §2.3 `S`.
  fileprivate var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
  /// Of a name of ASCII without colon: its first byte.
  var isPlainStart: Bool { isLetter || self == 0x5F }
  /// Any other byte of one.
  var isPlainNameByte: Bool {
    isLetter || isDigit || self == 0x2D || self == 0x2E || self == 0x5F
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  fileprivate func isEqual(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = baseAddress, let start = other.baseAddress else { return count == other.count }
    return count == other.count && memcmp(base, start, count) == 0
  }

  /// Whether an attribute of that value has just that: no reference, no `<`, no control character
  /// (blanks other than spaces become spaces).
  fileprivate var isPlainValue: Bool {
    let raw = UnsafeRawBufferPointer(self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = 0
    while i &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let less = word ^ (ones &* 0x3C)
      let and = word ^ (ones &* 0x26)
      let found =
        (word &- ones &* 0x20) & ~word | (less &- ones) & ~less | (and &- ones) & ~and
      if found & (ones &<< 7) != 0 { return false }
      i &+= 8
    }
    while i < raw.count {
      if raw[i] < 0x20 || raw[i] == 0x3C || raw[i] == 0x26 { return false }
      i &+= 1
    }
    return true
  }
}
