/// Names that belong in the dictionary and win over ICU's words: countries, pairs of countries,
/// large cities (SEMANTICS §6.3).
struct NameDictionary: Sendable {
  static let standard = NameDictionary()

  private let words: Set<[UInt32]>
  private let pairs: Set<[UInt32]>
  private let countryWords: Set<[UInt32]>
  private let longest: Int

  private init() {
    func scalars(_ text: String) -> [[UInt32]] {
      text.split { $0 == " " || $0 == "\n" }.map { $0.unicodeScalars.map(\.value) }
    }
    words = Set(
      [NameLists.countries, NameLists.provinces, NameLists.cities].flatMap(scalars))
    let letters = NameLists.pairLetters.unicodeScalars.map(\.value)
    pairs = Set(letters.flatMap { a in letters.filter { $0 != a }.map { [a, $0] } })
    countryWords = Set(scalars(NameLists.countryWords))
    longest = words.map(\.count).max() ?? 1
  }

  func isName(_ text: ArraySlice<UInt32>) -> Bool { text.count >= 2 && words.contains(Array(text)) }

  /// true: an edge; false: inside a name; nil: the names say nothing.
  ///
  /// - Parameter isCut: whether a name is only what two other words lend it.
  func decision(
    _ text: [UInt32], edge: Int, match: Range<Int>, isCut: (Range<Int>) -> Bool
  ) -> Bool? {
    let isName = isName(text[match])
    var isBoundary = false
    for start in max(0, edge - longest + 1)...edge where start < text.count {
      for length in 2...longest where start + length <= text.count && start + length >= edge {
        let word = Array(text[start..<start + length])
        let end = start + length
        guard words.contains(word) else { continue }
        if start < edge && edge < end {
          // Inside a name: it wins, unless it only laps over the match and comes after its start.
          let holds = start <= match.lowerBound && match.upperBound <= end
          if (holds || start < match.lowerBound || !isName) && !isCut(start..<end) { return false }
        } else if start == edge || end == edge {
          if !isLapped(text, start..<end) { isBoundary = true }
        }
      }
    }
    if edge > 0, edge < text.count, pairs.contains([text[edge - 1], text[edge]]) {
      // A pair is cut: 日中|国交 holds no 中国, 在日|中国人 does.
      if match.count == 1 { return false }
      let rest = edge + 1
      if isName, rest + 2 <= text.count, countryWords.contains(Array(text[rest..<rest + 2])) {
        return false
      }
    }
    return isBoundary && !isName ? true : nil
  }

  /// True when an earlier name laps over the beginning of this one.
  private func isLapped(_ text: [UInt32], _ name: Range<Int>) -> Bool {
    for start in max(0, name.lowerBound - longest + 1)..<name.lowerBound {
      for length in 2...longest {
        let end = start + length
        guard end > name.lowerBound, end <= text.count else { continue }
        if words.contains(Array(text[start..<end])) { return true }
      }
    }
    return false
  }
}
