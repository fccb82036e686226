/// Relative addresses in HTML, made absolute.
enum ContentAddresses {
  /// The attributes of HTML that hold one address.
  private static let names: [StaticString] = [
    "href", "src", "cite", "action", "background", "longdesc", "poster", "data", "usemap",
    "codebase", "classid", "profile", "formaction",
  ]

  /// `html` with its relative addresses resolved; nil when there are none. Linear; ends once the
  /// result is longer than `most` bytes.
  static func resolved(
    _ html: UnsafeBufferPointer<UInt8>, against base: BaseAddress, most: Int
  ) -> [UInt8]? {
    var out: [UInt8] = []
    var copied = 0
    var i = 0
    while let equals = next(0x3D, in: html, from: i) {
      i = equals + 1
      guard isAddressName(html, before: equals), let value = value(in: html, after: equals),
        isRelative(html, value), isInsideTag(html, equals, noFurtherThan: copied)
      else { continue }
      out.append(contentsOf: html[copied..<value.lowerBound])
      append(base.resolving(html[value].map { $0 }), escapedFrom: html[value], to: &out)
      copied = value.upperBound
      i = value.upperBound
      if out.count > most { return out }
    }
    guard copied > 0 else { return nil }
    out.append(contentsOf: html[copied...])
    return out
  }

  /// Whether an attribute of that name holds an address.
  static func isAddress(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    (3...10).contains(name.count) && names.contains { name.isLike($0) }
  }

  /// Whether `value` is an address that a base would change.
  static func isRelative(_ bytes: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) -> Bool {
    guard let first = value.first.map({ bytes[$0] }) else { return false }
    if first == 0x23 { return false }
    return Address.schemeLength(bytes[value].prefix(33)) == nil
  }

  private static func next(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from: Int
  ) -> Int? {
    guard from < bytes.count, let start = bytes.baseAddress else { return nil }
    return find(byte, in: start + from, bytes.count - from).map { from + $0 }
  }

  /// The value after an `=`, without its quotes and blanks.
  private static func value(
    in html: UnsafeBufferPointer<UInt8>, after equals: Int
  ) -> Range<Int>? {
    var start = equals + 1
    while start < html.count, html[start].isBlank { start += 1 }
    guard start < html.count else { return nil }
    let quote = html[start]
    var end: Int
    if quote == 0x22 || quote == 0x27 {
      start += 1
      guard let close = next(quote, in: html, from: start), close - start < 4096 else {
        return nil
      }
      end = close
    } else {
      end = start
      while end < html.count, !html[end].isBlank, html[end] != 0x3E { end += 1 }
    }
    while start < end, html[start].isBlank { start += 1 }
    while end > start, html[end - 1].isBlank { end -= 1 }
    return start < end ? start..<end : nil
  }

  private static func isAddressName(
    _ html: UnsafeBufferPointer<UInt8>, before equals: Int
  ) -> Bool {
    var end = equals
    while end > 0, html[end - 1].isBlank { end -= 1 }
    var start = end
    while start > 0, html[start - 1].isLetter, end - start <= 11 { start -= 1 }
    guard start > 0, html[start - 1].isBlank || html[start - 1] == 0x22 || html[start - 1] == 0x27
    else { return false }
    return isAddress(UnsafeBufferPointer(rebasing: html[start..<end]))
  }

  /// Whether the nearest bracket before `place` opens a tag.
  private static func isInsideTag(
    _ html: UnsafeBufferPointer<UInt8>, _ place: Int, noFurtherThan limit: Int
  ) -> Bool {
    var i = place
    let lowest = max(limit > 0 ? limit - 1 : 0, place - 4096)
    while i > lowest {
      i -= 1
      if html[i] == 0x3C { return i + 1 < html.count && html[i + 1].isLetter }
      if html[i] == 0x3E { return false }
    }
    // A value was rewritten earlier in the same tag.
    return limit > 0
  }

  /// A resolved address, with quotes of neither kind that could end the value.
  private static func append(
    _ address: [UInt8], escapedFrom original: some Collection<UInt8>, to out: inout [UInt8]
  ) {
    for byte in address {
      switch byte {
      case 0x22: out.append(contentsOf: "%22".utf8)
      case 0x27: out.append(contentsOf: "%27".utf8)
      default: out.append(byte)
      }
    }
  }
}
