/// Addresses in a text: nothing matches inside (SEMANTICS §1.5).
enum Addresses {
  /// The end of the web address that begins at `start`, when one does: `http://`, `https://`,
  /// `ftp://`, `www.`
  static func webAddress(_ text: UnsafePointer<UInt8>, start: Int, end: Int) -> Int? {
    // Nearly every word begins with another letter.
    let first = text[start] | 0x20
    guard first == 0x68 || first == 0x66 || first == 0x77 else { return nil }
    for scheme in ["http://", "https://", "ftp://", "www."] as [StaticString] {
      let count = scheme.utf8CodeUnitCount
      guard start + count < end else { continue }
      let matches = (0..<count).allSatisfy {
        let byte = text[start + $0]
        return (byte &- 0x41 < 26 ? byte | 0x20 : byte) == scheme.utf8Start[$0]
      }
      guard matches else { continue }
      let after = text[start + count]
      if !isAlphanumeric(after) && after < 0x80 && after != 0x5B { continue }
      return addressEnd(text, start + count, end)
    }
    return nil
  }

  /// To white space, a bracket or quote that no address holds, or a letter of a script that stands
  /// right against the address of a text without spaces.
  private static func addressEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let characters = CharacterTables.standard
    var p = start
    while p < end {
      let byte = text[p]
      if byte < 0x80 {
        if byte <= 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x3E { return p }
        p += 1
        continue
      }
      let (scalar, length) = UTF8Text.decode(text + p)
      let kind = characters.characterClass(of: scalar)
      if kind == CharacterClass.space || kind == CharacterClass.quote { return p }
      if (0x3000...0x303F).contains(scalar) || (0xFF00...0xFF65).contains(scalar) { return p }
      if CharacterClass.isUnsegmented(kind) || kind == CharacterClass.hangul,
        isAlphanumeric(text[p - 1])
      {
        return p
      }
      p += length
    }
    return end
  }

  /// The mail address around the `@` at `at`.
  static func mailAddress(
    _ text: UnsafePointer<UInt8>, at: Int, lowest: Int, end: Int
  ) -> Range<Int>? {
    var start = at
    while start > lowest && isLocal(text[start - 1]) { start -= 1 }
    while start < at && text[start] & 0xC0 == 0x80 { start += 1 }
    guard start < at else { return nil }
    var p = at + 1
    var dot: Int?
    while p < end && (isAlphanumeric(text[p]) || text[p] == 0x2D || text[p] == 0x2E) {
      if text[p] == 0x2E {
        // A label before it and one after it, else it ends the sentence.
        guard p > at + 1, p + 1 < end, isAlphanumeric(text[p + 1]) else { break }
        dot = p
      }
      p += 1
    }
    guard let dot, p - dot > 2 else { return nil }
    return start..<p
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == 0x2E || byte == 0x5F || byte == 0x25 || byte == 0x2B
      || byte == 0x2D || byte >= 0x80 && byte < 0xE0
  }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }
}
