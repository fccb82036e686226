/// Lengths of folded words in bytes, up to 255 (`FoldedWord.longest` is less): kept in place, so that
/// a scanner that holds one counts no references.
struct LengthSet {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  init() {}

  init(_ lengths: some Sequence<Int>) {
    for length in lengths where length >= 0 && length < 256 { insert(length) }
  }

  var isEmpty: Bool { low.0 | low.1 | high.0 | high.1 == 0 }

  /// Calls `body` with each length, ascending, up to `most`.
  @inline(__always)
  func forEach(upTo most: Int, _ body: (Int) -> Void) {
    let words = (low.0, low.1, high.0, high.1)
    visit(words.0, 0, most, body)
    if most >= 64 { visit(words.1, 64, most, body) }
    if most >= 128 { visit(words.2, 128, most, body) }
    if most >= 192 { visit(words.3, 192, most, body) }
  }

  @inline(__always)
  private func visit(_ word: UInt64, _ base: Int, _ most: Int, _ body: (Int) -> Void) {
    var rest = word
    while rest != 0 {
      let length = base &+ rest.trailingZeroBitCount
      if length > most { return }
      body(length)
      rest &= rest &- 1
    }
  }

  private mutating func insert(_ length: Int) {
    let bit = UInt64(1) << UInt64(length & 63)
    switch length >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }
}
