/// The safe file name of a watchlist's log.
///
/// Letters, marks and digits of every script stand as they are, and so do `-`, `_` and a `.` that
/// is not the first character. A space becomes `+`. Every other character becomes the `%XX` of its
/// UTF-8 bytes, as in an address. A name of more than 180 bytes is cut to 160 and gets `~` and 16
/// hexadecimal digits computed from the whole of it. `.log` follows. So two names that differ
/// never share a file.
public enum LogFileName {
  /// `Mer de Chine` → `Mer+de+Chine.log`, `a/b` → `a%2Fb.log`.
  public static func name(for watchlist: String) -> String {
    var pieces: [String] = []
    var count = 0
    for scalar in watchlist.unicodeScalars {
      let piece = encoded(scalar, isFirst: pieces.isEmpty)
      pieces.append(piece)
      count += piece.utf8.count
    }
    guard count > longest else { return pieces.joined() + ".log" }

    while count > longest - 20, let last = pieces.popLast() { count -= last.utf8.count }
    return pieces.joined() + "~" + hash(of: watchlist) + ".log"
  }

  /// The names that no watchlist can have, compared in lower case: their files have other jobs.
  public static let reserved: Set<String> = ["alerts", "coverage"]

  private static let longest = 180

  private static func encoded(_ scalar: Unicode.Scalar, isFirst: Bool) -> String {
    switch scalar {
    case " ": return "+"
    case "-", "_": return String(Character(scalar))
    case "." where !isFirst: return "."
    default:
      if isPlain(scalar) { return String(Character(scalar)) }
      return (UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        .map { ($0 < 0x10 ? "%0" : "%") + String($0, radix: 16, uppercase: true) }
        .joined()
    }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// FNV-1a, 64 bits, of the UTF-8 bytes.
  private static func hash(of text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
