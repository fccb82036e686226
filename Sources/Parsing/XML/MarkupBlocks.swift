import CBytes

/// Where the marks of a document stand: one bit for each byte, found for a stretch of it at a time.
/// A class, since it owns memory that serves for one document after another.
final class MarkupBlocks {
  private static let blocksAtOnce = 64
  /// Bytes.
  private static let stretch = 64 * blocksAtOnce

  private let blocks = UnsafeMutablePointer<bytes_markup>.allocate(capacity: blocksAtOnce)
  private var bytes = UnsafeBufferPointer<UInt8>.none
  /// The stretch that `blocks` are of; -1: of none.
  private var current = -1
  /// Whether a control character beyond ASCII may stand in what was looked at.
  private(set) var mayHoldControls = false

  init() { blocks.initialize(repeating: bytes_markup(), count: Self.blocksAtOnce) }

  deinit { blocks.deallocate() }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    current = -1
    mayHoldControls = false
  }

  struct Text {
    /// Of the `<` after it.
    var end: Int
    /// It is well-formed for sure, and holds no `>`.
    var isUsual: Bool
    var hasAmpersand: Bool
  }

  /// The text from `start` to the next `<`; nil when there is none.
  @inline(__always)
  func text(from start: Int) -> Text? {
    var isUsual = true
    var hasAmpersand = false
    var at = start
    while at < bytes.count {
      let block = block(at)
      let here = ~0 &<< UInt64(truncatingIfNeeded: at & 63)
      let less = block.pointee.less & here
      // Up to the `<`, at which a character is unfinished that is so before it.
      let through = less ^ (less &- 1)
      let marks = here & through
      isUsual = isUsual && (block.pointee.strange | block.pointee.greater) & marks == 0
      hasAmpersand = hasAmpersand || block.pointee.ampersands & marks != 0
      if less != 0 {
        return Text(
          end: (at & ~63) &+ less.trailingZeroBitCount, isUsual: isUsual,
          hasAmpersand: hasAmpersand)
      }
      at = (at & ~63) &+ 64
    }
    return nil
  }

  /// Whether `range`, behind which no character goes on, is well-formed for sure; of one that is not
  /// the rest is not looked at.
  func isUsual(_ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at <= range.upperBound, at < bytes.count {
      var marks: UInt64 = ~0 &<< UInt64(truncatingIfNeeded: at & 63)
      let left = range.upperBound &- (at & ~63)
      if left < 63 { marks &= ~(~1 &<< UInt64(truncatingIfNeeded: left)) }
      if block(at).pointee.strange & marks != 0 {
        mayHoldControls = true
        return false
      }
      at = (at & ~63) &+ 64
    }
    return true
  }

  /// Behind the `>` of a tag, outside quotes, that goes on at `start`; nil when there is none, or
  /// another tag before it.
  @inline(__always)
  func endOfTag(from start: Int) -> Int? {
    var at = start
    while let mark = first(from: at, in: { $0.marks }) {
      let byte = bytes[mark]
      if byte == UInt8(ascii: ">") { return mark &+ 1 }
      guard byte != UInt8(ascii: "<"), let close = quote(byte, from: mark &+ 1) else { return nil }
      at = close &+ 1
    }
    return nil
  }

  @inline(__always)
  private func quote(_ byte: UInt8, from start: Int) -> Int? {
    var at = start
    while let found = first(from: at, in: { $0.quotes }) {
      if bytes[found] == byte { return found }
      at = found &+ 1
    }
    return nil
  }

  @inline(__always)
  private func first(from start: Int, in marks: (bytes_markup) -> UInt64) -> Int? {
    var at = start
    while at < bytes.count {
      let found = marks(block(at).pointee) & (~0 &<< UInt64(truncatingIfNeeded: at & 63))
      if found != 0 { return (at & ~63) &+ found.trailingZeroBitCount }
      at = (at & ~63) &+ 64
    }
    return nil
  }

  /// The block that `place`, one of the document's, is in.
  @inline(__always)
  private func block(_ place: Int) -> UnsafeMutablePointer<bytes_markup> {
    let wanted = place / Self.stretch
    if wanted != current { find(wanted) }
    return blocks + place % Self.stretch / 64
  }

  @inline(never)
  private func find(_ wanted: Int) {
    current = wanted
    let start = wanted * Self.stretch
    let count = min(Self.stretch, bytes.count - start)
    if bytes_find_markup(bytes.baseAddress, start, count, blocks) { mayHoldControls = true }
  }
}
