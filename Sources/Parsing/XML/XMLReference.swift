import PlainText

/// A reference in XML text (XML 1.0 §4.1).
struct XMLReference {
  enum Kind {
    case scalar(UInt32)
    /// A number that is no character.
    case forbidden
    case named(Slice<UnsafeBufferPointer<UInt8>>)
    /// The `&` is only an `&`.
    case stray
  }

  var kind: Kind
  /// Where the text goes on.
  var end: Int

  private static let predefined: [(StaticString, UInt32)] = [
    ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27),
  ]

  /// The reference that the `&` at `start` begins.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int
  ) -> XMLReference {
    let stray = XMLReference(kind: .stray, end: start + 1)
    var i = start + 1
    guard i < end else { return stray }
    if bytes[i] == 0x23 { return number(bytes, at: start, before: end) ?? stray }
    guard bytes[i].isLetter || bytes[i] == 0x5F || bytes[i] >= 0x80 else { return stray }
    let last = min(end, i + 64)
    while i < last, isNameByte(bytes[i]) { i += 1 }
    guard i < end, bytes[i] == 0x3B else { return stray }
    let name = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<i])
    for (known, scalar) in predefined where name.isLike(known) {
      return XMLReference(kind: .scalar(scalar), end: i + 1)
    }
    return XMLReference(kind: .named(bytes[(start + 1)..<i]), end: i + 1)
  }

  /// The character that a well-formed reference at `start` stands for, and where it ends; nil for
  /// any other, for a name that is not predefined, and for a number that is no character of XML.
  @inline(__always)
  static func character(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (scalar: UInt32, end: Int)? {
    guard start + 3 < bytes.count else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "l"), UInt8(ascii: "g"):
      let isBracket =
        bytes[start + 2] == UInt8(ascii: "t") && bytes[start + 3] == UInt8(ascii: ";")
      guard isBracket else { return nil }
      return (bytes[start + 1] == UInt8(ascii: "l") ? 0x3C : 0x3E, start + 4)
    case UInt8(ascii: "q"): return bytes.holds("&quot;", at: start) ? (0x22, start + 6) : nil
    case UInt8(ascii: "a"):
      if bytes.holds("&amp;", at: start) { return (0x26, start + 5) }
      return bytes.holds("&apos;", at: start) ? (0x27, start + 6) : nil
    case UInt8(ascii: "#") where bytes[start + 2] != UInt8(ascii: "X"):
      guard let reference = number(bytes, at: start, before: bytes.count),
        bytes[reference.end - 1] == UInt8(ascii: ";"),
        case .scalar(let scalar) = reference.kind, scalar != 0xFFFE, scalar != 0xFFFF
      else { return nil }
      return (scalar, reference.end)
    default: return nil
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte >= 0x80
  }

  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int
  ) -> XMLReference? {
    var i = start + 2
    let isHex = i < end && bytes[i].lower == 0x78
    if isHex { i += 1 }
    let first = i
    var value: UInt32 = 0
    while i < end, let digit = digit(bytes[i], isHex) {
      value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
      i += 1
    }
    guard i > first else { return nil }
    if i < end, bytes[i] == 0x3B { i += 1 }
    let isControl = value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D
    guard !isControl, value < 0x11_0000, value < 0xD800 || value > 0xDFFF else {
      return XMLReference(kind: .forbidden, end: i)
    }
    return XMLReference(kind: .scalar(value), end: i)
  }

  private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
    if byte.isDigit { return UInt32(byte - 0x30) }
    guard isHex, (0x61...0x66).contains(byte.lower) else { return nil }
    return UInt32(byte.lower - 0x61) + 10
  }
}
