import Model

/// Writes text in blocks: collapses white space, and puts between two texts the strongest of the
/// separators met (space, line feeds, blank line); none at either end.
struct BlockWriter {
  private let memory: TextMemory
  /// Where the text begins in `memory`.
  private let start: Int
  private(set) var cuts: [Int] = []
  private var hasSpace = false
  private var lineFeeds = 0
  private var hasBlock = false
  private var hasCut = false

  /// Writes behind what `memory` holds already, most likely no more than `length` bytes.
  init(_ memory: TextMemory, length: Int) {
    self.memory = memory
    start = memory.count
    memory.reserve(length)
  }

  /// Nothing is written yet.
  var isEmpty: Bool { memory.count == start }

  mutating func space() { hasSpace = true }
  mutating func lineFeed() { lineFeeds += 1 }
  mutating func block() { hasBlock = true }
  mutating func cut() { hasCut = true }

  /// Text that begins with no white space, or comes from preformatted text; not empty.
  mutating func text(_ text: Span<UInt8>) {
    separate(before: text[0])
    text.withUnsafeBufferPointer { memory.append($0) }
  }

  mutating func scalar(_ scalar: Unicode.Scalar) {
    let encoded = UTF8.encode(scalar)
    guard let first = encoded?.first else { return }
    separate(before: first)
    if let encoded { for byte in encoded { memory.append(byte) } }
  }

  /// The end: what was written loses the blanks at its end. Returns its cuts.
  consuming func finished() -> [Int] {
    trimEnd()
    return cuts
  }

  @inline(__always)
  private mutating func separate(before next: UInt8) {
    if hasSpace || hasCut || hasBlock || lineFeeds > 0 { writeSeparator(before: next) }
  }

  private mutating func writeSeparator(before next: UInt8) {
    if isEmpty {
      // Nothing before: nothing to separate.
    } else if hasBlock {
      trimEnd()
      memory.append(0x0A)
      memory.append(0x0A)
    } else if lineFeeds > 0 {
      for _ in 0..<lineFeeds { memory.append(0x0A) }
    } else if hasSpace {
      memory.append(0x20)
    } else if Self.canBelongToAWord(memory[memory.count - 1]), Self.canBelongToAWord(next) {
      cuts.append(memory.count - start)
    }
    hasSpace = false
    hasCut = false
    hasBlock = false
    lineFeeds = 0
  }

  private func trimEnd() {
    var end = memory.count
    while end > start, HTMLScanner.isSpace(memory[end - 1]) { end -= 1 }
    memory.cut(to: end)
  }

  /// `&` and `;` may be a letter once they are decoded again.
  private static func canBelongToAWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || HTMLScanner.isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: ";")
  }
}
