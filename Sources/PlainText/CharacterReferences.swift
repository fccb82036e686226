/// HTML's character references (HTML Standard §13.5, §13.2.5.72–80), for text, not for attributes.
public enum CharacterReferences {
  /// What a reference stands for.
  public struct Value: Hashable, Sendable {
    public var first: Unicode.Scalar
    /// A few names stand for two scalars.
    public var second: Unicode.Scalar?

    public init(_ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil) {
      self.first = first
      self.second = second
    }

    public var text: String {
      var text = String.UnicodeScalarView([first])
      if let second { text.append(second) }
      return String(text)
    }
  }

  /// A reference found in bytes.
  public struct Found: Hashable, Sendable {
    public var value: Value
    /// Bytes, from the `&`, with the semicolon if there is one.
    public var length: Int
    public var hasSemicolon: Bool
  }

  /// What a name stands for, without `&` and `;`: `eacute` → é. Case counts. nil when HTML has no
  /// such name.
  public static func value(named name: String) -> Value? {
    var name = name
    return name.withUTF8 { value(named: $0.span) }
  }

  /// The same for the bytes of a name.
  public static func value(named name: Span<UInt8>) -> Value? {
    CharacterReferenceTable.whole.entry(named: name)?.value
  }

  /// What a number stands for, repaired as browsers do: 0x80–0x9F are windows-1252's characters;
  /// 0, surrogates and what lies past U+10FFFF are U+FFFD.
  public static func scalar(numbered number: UInt32) -> Unicode.Scalar {
    if number == 0 { return "\u{FFFD}" }
    if (0x80...0x9F).contains(number) { return windows1252[Int(number - 0x80)] }
    return Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  /// The reference that begins with the `&` at `offset`, numeric ones and the old names that need no
  /// semicolon (`&eacute`, `&copy`) included; nil when there is none. Reads at most a reference.
  public static func reference(in bytes: Span<UInt8>, at offset: Int) -> Found? {
    guard offset >= 0, offset < bytes.count - 2, bytes[offset] == UInt8(ascii: "&") else {
      return nil
    }
    if bytes[offset + 1] == UInt8(ascii: "#") { return number(in: bytes, at: offset) }
    return name(in: bytes, at: offset)
  }

  private static func number(in bytes: Span<UInt8>, at offset: Int) -> Found? {
    var at = offset + 2
    let isHexadecimal = bytes[at] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { at += 1 }
    let digits = at
    var number: UInt32 = 0
    while at < bytes.count, let digit = digit(bytes[at], isHexadecimal: isHexadecimal) {
      // Saturates above the last scalar: U+FFFD whatever follows.
      number = min(number * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      at += 1
    }
    guard at > digits else { return nil }
    let hasSemicolon = at < bytes.count && bytes[at] == UInt8(ascii: ";")
    return Found(
      value: Value(scalar(numbered: number)), length: at - offset + (hasSemicolon ? 1 : 0),
      hasSemicolon: hasSemicolon)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(byte) - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(byte) - 0x37
    default: nil
    }
  }

  private static func name(in bytes: Span<UInt8>, at offset: Int) -> Found? {
    let table = CharacterReferenceTable.whole
    let start = offset + 1
    var end = start
    while end < bytes.count, end - start <= CharacterReferenceTable.longestName,
      isLetterOrDigit(bytes[end])
    {
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let entry = table.entry(named: bytes.extracting(start..<end))
    {
      return Found(value: entry.value, length: end + 1 - offset, hasSemicolon: true)
    }
    // The longest old name that the text begins with: `&notit;` is ¬it;
    var length = min(end - start, CharacterReferenceTable.longestOldName)
    while length >= 2 {
      if let entry = table.entry(named: bytes.extracting(start..<(start + length))),
        entry.needsNoSemicolon
      {
        return Found(value: entry.value, length: length + 1, hasSemicolon: false)
      }
      length -= 1
    }
    return nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    HTMLScanner.isLetter(byte) || byte &- 0x30 < 10
  }

  /// 0x80–0x9F (HTML Standard §13.2.5.80); the five holes of windows-1252 stay as they are.
  private static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
