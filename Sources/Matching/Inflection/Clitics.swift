/// Particles written with the word (SEMANTICS §5): Arabic, Hebrew. All on folded UTF-8, two bytes
/// a letter.
enum Clitics {
  private static let waw: UInt16 = 0xD988
  private static let fa: UInt16 = 0xD981
  private static let ba: UInt16 = 0xD8A8
  private static let kaf: UInt16 = 0xD983
  private static let lam: UInt16 = 0xD984
  private static let alef: UInt16 = 0xD8A7

  @inline(__always)
  private static func letter(_ p: UnsafePointer<UInt8>, _ i: Int) -> UInt16 {
    UInt16(p[2 * i]) << 8 | UInt16(p[2 * i + 1])
  }

  /// How many letters of conjunction and preposition a word may begin with: 0, 1, 2.
  static func arabicParticles(_ p: UnsafePointer<UInt8>, _ letters: Int) -> [Int] {
    particles(letters > 0 ? letter(p, 0) : 0, letters > 1 ? letter(p, 1) : 0, letters)
  }

  static func arabicParticles(_ p: UnsafePointer<Unit>, _ letters: Int) -> [Int] {
    particles(
      letters > 0 ? encoded(p[0].base) : 0, letters > 1 ? encoded(p[1].base) : 0, letters)
  }

  private static func encoded(_ scalar: UInt32) -> UInt16 {
    UInt16(truncatingIfNeeded: (0xC0 | scalar >> 6) << 8 | 0x80 | scalar & 63)
  }

  private static func particles(_ a: UInt16, _ b: UInt16, _ letters: Int) -> [Int] {
    guard letters > 1, [waw, fa, ba, kaf, lam].contains(a) else { return [0] }
    let isPair =
      a == waw && (b == ba || b == lam || b == kaf) || a == fa && (b == ba || b == lam)
    return letters > 2 && isPair ? [0, 1, 2] : [0, 1]
  }

  /// The offsets at which a term may begin in the Arabic word of `count` bytes at `p`, its start
  /// left out.
  static func arabicStarts(_ p: UnsafePointer<UInt8>, _ count: Int) -> [Int] {
    var result: [Int] = []
    let letters = count / 2
    for particles in arabicParticles(p, letters) {
      if particles > 0, letters - particles >= 3 { result.append(2 * particles) }
      // The article, and ل + ال = لل.
      if letters - particles >= 5, letter(p, particles) == alef, letter(p, particles + 1) == lam {
        result.append(2 * (particles + 2))
      }
      if particles > 0, letters - particles >= 4, letter(p, particles - 1) == lam,
        letter(p, particles) == lam
      {
        result.append(2 * (particles + 1))
        // للهند holds الهند: its own first letters are لل, one byte pair short of ال.
      }
    }
    return result
  }

  static func isArabicArticle(_ a: UInt32, _ b: UInt32) -> Bool { a == 0x627 && b == 0x644 }

  /// ה ו ב ל מ ש כ
  static func isHebrewPrefix(_ p: UnsafePointer<UInt8>) -> Bool {
    p[0] == 0xD7 && [0x94, 0x95, 0x91, 0x9C, 0x9E, 0xA9, 0x9B].contains(p[1])
  }

  static func isHebrewPrefix(_ scalar: UInt32) -> Bool {
    [0x5D4, 0x5D5, 0x5D1, 0x5DC, 0x5DE, 0x5E9, 0x5DB].contains(scalar)
  }
}
