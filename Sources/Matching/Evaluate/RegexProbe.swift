import CICU

/// Tries a regular expression on rows of one letter: what is exponential shows itself there,
/// before any entry is read.
enum RegexProbe {
  /// ICU's steps: a few milliseconds. What is not exponential needs less than one.
  private static let steps: Int32 = 20
  private static let stack: Int32 = 1_000_000
  private static let repeats = 48
  private static let mostLetters = 24

  /// The beginning of a text that takes more than the limit; nil for a sound expression.
  static func textThatRunsAway(_ compiled: OpaquePointer, _ source: String) -> String? {
    guard source.unicodeScalars.contains(where: { "+*{".unicodeScalars.contains($0) }),
      let copy = icu_regex_clone(compiled)
    else { return nil }
    defer { icu_regex_close(copy) }
    guard icu_regex_set_limits(copy, steps, stack) != 0 else { return nil }
    for letter in letters(of: source) {
      let units = [UChar](repeating: letter, count: repeats) + [0x01]
      let isSound = units.withUnsafeBufferPointer { buffer -> Bool in
        guard let base = buffer.baseAddress,
          icu_regex_set_text(copy, base, Int32(buffer.count)) != 0
        else { return true }
        for _ in 0...repeats {
          var start: Int32 = 0
          var end: Int32 = 0
          switch icu_regex_find_next(copy, &start, &end) {
          case 1: continue
          case -1: return false
          default: return true
          }
        }
        return true
      }
      if !isSound { return String(decoding: units.prefix(8), as: UTF16.self) }
    }
    return nil
  }

  /// A letter, a capital, a digit and a space, and what the expression names itself.
  private static func letters(of source: String) -> [UChar] {
    var result: [UChar] = [0x61, 0x41, 0x31, 0x20]
    for unit in source.utf16 where result.count < mostLetters {
      let isLetter = unit > 0x7F || (unit | 0x20) &- 0x61 < 26 || unit &- 0x30 < 10 || unit == 0x2D
      if isLetter, unit & 0xF800 != 0xD800, !result.contains(unit) { result.append(unit) }
    }
    return result
  }
}
