import CICU

/// The dictionary segmentation of Chinese and Japanese: ICU's (Viterbi over `cjdict`), and names
/// that it lacks or that must win over it (SEMANTICS §6.3).
///
/// Owns ICU break iterators, one a thread: hence a class.
final class Segmenter {
  private var words: OpaquePointer?
  private var isOpen = false
  private var units: [UChar] = []

  /// How many characters are segmented around an edge: enough for the words at it to be those of
  /// the whole sentence.
  private static let reach = 40

  deinit {
    if let words { icu_words_close(words) }
  }

  /// False when `edge` falls strictly inside a word. `match` is the occurrence that it bounds.
  func allows(
    edge: Int, match: Range<Int>, in run: Token, text: UnsafePointer<UInt8>,
    characters: CharacterTables
  ) -> Bool {
    let window = Window(around: edge, match: match, run, text, characters, reach: Self.reach)
    if let decision = NameDictionary.standard.decision(
      window.scalars, edge: window.edge, match: window.match,
      isCut: { self.isCut(window.scalars, $0) })
    {
      return decision
    }
    if NameDictionary.standard.isName(window.scalars[window.match]) {
      return !isCut(window.scalars, window.match)
    }
    return !isInside(window.scalars, window.edge, window.match)
  }

  /// True when a name is only what two other words lend it: 立法|国家 holds no 法国.
  private func isCut(_ scalars: [UInt32], _ name: Range<Int>) -> Bool {
    let ends = boundaries(scalars)
    let isBoundary = { (edge: Int) in edge == 0 || ends.contains(edge) }
    return !isBoundary(name.lowerBound) && !isBoundary(name.upperBound)
      && ends.contains { $0 > name.lowerBound && $0 < name.upperBound }
  }

  /// True when `edge` lies inside a word of ICU's segmentation.
  private func isInside(_ scalars: [UInt32], _ edge: Int, _ match: Range<Int>) -> Bool {
    let ends = boundaries(scalars)
    guard let i = ends.firstIndex(where: { $0 >= edge }), ends[i] != edge else { return false }
    let start = i > 0 ? ends[i - 1] : 0
    let word = start..<ends[i]
    // A compound that the dictionary holds whole: 陸上自衛隊 is 陸上 and 自衛隊.
    guard word.lowerBound <= match.lowerBound, match.upperBound <= word.upperBound,
      word.count >= 4, match.count >= 2
    else { return true }
    let head = Array(scalars[word.lowerBound..<match.lowerBound])
    let tail = Array(scalars[match.upperBound..<word.upperBound])
    guard isOneWord(Array(scalars[match])) else { return true }
    let isHeadWhole = head.isEmpty || head.count >= 2 && isOneWord(head)
    let isTailWhole = tail.isEmpty || tail.count >= 2 && isOneWord(tail)
    return !(isHeadWhole && isTailWhole)
  }

  private func isOneWord(_ scalars: [UInt32]) -> Bool { boundaries(scalars).first == scalars.count }

  /// The ends of the words, ascending, in scalars.
  private func boundaries(_ scalars: [UInt32]) -> [Int] {
    if !isOpen {
      words = icu_words_open("ja")
      isOpen = true
    }
    guard let words, !scalars.isEmpty else { return [scalars.count] }
    units.removeAll(keepingCapacity: true)
    /// For each UTF-16 offset, how many scalars come before it.
    var positions: [Int] = []
    for (i, scalar) in scalars.enumerated() {
      if scalar < 0x10000 {
        units.append(UChar(scalar))
        positions.append(i)
      } else {
        units.append(UChar(0xD7C0 + (scalar >> 10)))
        units.append(UChar(0xDC00 + (scalar & 0x3FF)))
        positions += [i, i]
      }
    }
    positions.append(scalars.count)
    return units.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        icu_words_set_text(words, base, Int32(buffer.count)) != 0
      else { return [scalars.count] }
      var ends: [Int] = []
      while true {
        let next = icu_words_next(words)
        guard next > 0, Int(next) < positions.count else { break }
        ends.append(positions[Int(next)])
      }
      return ends
    }
  }
}

/// The folded characters around an edge, and where the edge and the match lie among them.
private struct Window {
  var scalars: [UInt32] = []
  var edge = 0
  var match = 0..<0

  init(
    around edge: Int, match: Range<Int>, _ run: Token, _ text: UnsafePointer<UInt8>,
    _ characters: CharacterTables, reach: Int
  ) {
    var start = min(edge, match.lowerBound)
    var steps = 0
    while start > Int(run.start), steps < reach {
      start = UTF8Text.previous(text, start, lowest: Int(run.start))
      steps += 1
    }
    var p = start
    var low = 0
    var after = 0
    while p < Int(run.end), after < reach {
      if p == edge { self.edge = scalars.count }
      if p == match.lowerBound { low = scalars.count }
      if p == match.upperBound { self.match = low..<max(low, scalars.count) }
      if p >= max(edge, match.upperBound) { after += 1 }
      let (scalar, length) = UTF8Text.decode(text + p)
      p += length
      let kind = characters.characterClass(of: scalar)
      if kind == CharacterClass.ignored { continue }
      var folded = UnsegmentedText.fold(scalar, characters)
      if kind != CharacterClass.mark { p += UnsegmentedText.voice(&folded, text, p, Int(run.end)) }
      scalars.append(folded)
    }
    if p == edge { self.edge = scalars.count }
    if p == match.lowerBound { low = scalars.count }
    if p == match.upperBound { self.match = low..<max(low, scalars.count) }
  }
}
