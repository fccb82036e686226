import Model

/// Writes text in blocks: collapses white space, and puts between two texts the strongest of the
/// separators met (space, line feeds, blank line); none at either end.
struct BlockWriter {
  private(set) var bytes: [UInt8]
  private(set) var cuts: [Int] = []
  private var hasSpace = false
  private var lineFeeds = 0
  private var hasBlock = false
  private var hasCut = false

  /// Takes `memory` to write into; what it holds is forgotten.
  init(_ memory: inout [UInt8], capacity: Int) {
    bytes = []
    swap(&bytes, &memory)
    bytes.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(capacity)
  }

  mutating func space() { hasSpace = true }
  mutating func lineFeed() { lineFeeds += 1 }
  mutating func block() { hasBlock = true }
  mutating func cut() { hasCut = true }

  /// Text that begins with no white space, or comes from preformatted text; not empty.
  mutating func text(_ text: Span<UInt8>) {
    separate(before: text[0])
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  mutating func scalar(_ scalar: Unicode.Scalar) {
    let encoded = UTF8.encode(scalar)
    guard let first = encoded?.first else { return }
    separate(before: first)
    if let encoded { bytes.append(contentsOf: encoded) }
  }

  /// What was written, without blanks at its ends.
  consuming func finished() -> (bytes: [UInt8], cuts: [Int]) {
    trimEnd()
    return (bytes, cuts)
  }

  @inline(__always)
  private mutating func separate(before next: UInt8) {
    if hasSpace || hasCut || hasBlock || lineFeeds > 0 { writeSeparator(before: next) }
  }

  private mutating func writeSeparator(before next: UInt8) {
    if bytes.isEmpty {
      // Nothing before: nothing to separate.
    } else if hasBlock {
      trimEnd()
      bytes.append(0x0A)
      bytes.append(0x0A)
    } else if lineFeeds > 0 {
      bytes.append(contentsOf: repeatElement(0x0A, count: lineFeeds))
    } else if hasSpace {
      bytes.append(0x20)
    } else if let last = bytes.last, Self.canBelongToAWord(last), Self.canBelongToAWord(next) {
      cuts.append(bytes.count)
    }
    hasSpace = false
    hasCut = false
    hasBlock = false
    lineFeeds = 0
  }

  private mutating func trimEnd() {
    while let last = bytes.last, HTMLScanner.isSpace(last) { bytes.removeLast() }
  }

  /// `&` and `;` may be a letter once they are decoded again.
  private static func canBelongToAWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || HTMLScanner.isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: ";")
  }
}
