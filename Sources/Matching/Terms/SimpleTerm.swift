/// A term that is one literal and nothing else: nearly all of a large watchlist. Told from its bytes.
struct SimpleTerm {
  /// Where in the term the literal stands, in bytes; what comes before it is ASCII.
  let literal: Range<Int>
  let style: LiteralStyle
  /// As `LiteralGlance.isSound`.
  let isSound: Bool

  /// nil when the bytes are a query, or may be one.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first, bytes.count <= 200 else { return nil }
    guard first == 0x22 else {
      let glance = LiteralGlance(bytes)
      guard glance.isPlain, glance.holdsMoreThanSpaces else { return nil }
      literal = 0..<bytes.count
      style = .plain
      isSound = glance.isSound
      return
    }
    guard bytes.count > 2, bytes[bytes.count - 1] == 0x22 else { return nil }
    literal = 1..<bytes.count - 1
    let inner = UnsafeBufferPointer(rebasing: bytes[literal])
    isSound = LiteralGlance(inner).isSound
    // What is sound holds a word, and no quotation mark.
    guard isSound || !inner.contains(0x22) && inner.contains(where: { $0 != 0x20 }) else {
      return nil
    }
    style = .quoted
  }
}

/// What one pass over the bytes of a literal tells.
struct LiteralGlance {
  /// Whether the bytes are words without a capital operator: letters, digits, hyphens, apostrophes, and
  /// what is not ASCII but a quotation mark (which begins with C2 or E2).
  private(set) var isPlain = false
  private(set) var holdsMoreThanSpaces = false
  /// Whether `LiteralReader` is sure to find a word, and not too many. False says nothing.
  private(set) var isSound = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var isPlain = true
    var hasSpace = false
    var hasCapitals = false
    var hasWord = false
    var isOdd = false
    var capitals = 0
    for byte in bytes {
      switch byte {
      case 0x61...0x7A, 0x30...0x39:
        hasWord = true
        capitals = 0
      case 0x41...0x5A:
        hasWord = true
        capitals += 1
        if capitals == 2 { hasCapitals = true }
      case 0x20:
        hasSpace = true
        continue
      case 0x27, 0x2D, 0x80...0xBF, 0xC3...0xDF, 0xE3...0xEC: capitals = 0
      // A letter beside these (! & ( ) + , / and rarer scripts) is a word, too.
      case 0x21, 0x26, 0x28, 0x29, 0x2B, 0x2C, 0x2F, 0xC2, 0xE1, 0xE2, 0xF0: isPlain = false
      default:
        isPlain = false
        isOdd = true
      }
      holdsMoreThanSpaces = true
    }
    self.isPlain = isPlain && !(hasSpace && hasCapitals)
    // No word is shorter than a byte.
    isSound =
      !isOdd && bytes.count <= LiteralReader.mostWords && (hasWord || Self.holdsLetter(bytes))
  }

  /// Whether one of the letters stands there that are most used beyond ASCII.
  private static func holdsLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = 0
    while at < bytes.count {
      let (scalar, length) = UTF8Text.decode(base + at)
      if letters.contains(where: { $0.contains(scalar) }) { return true }
      at += length
    }
    return false
  }

  /// Ideographs, Hangul, kana, Cyrillic, Arabic, Hebrew, Greek, Latin.
  private static let letters: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x30A1...0x30FA, 0x3041...0x3096, 0x410...0x44F,
    0x621...0x63A, 0x641...0x64A, 0x5D0...0x5EA, 0x391...0x3A1, 0x3A3...0x3C9, 0xC0...0xD6,
    0xD8...0xF6, 0xF8...0xFF,
  ]
}
