internal import CDeflate
internal import Model

/// Polls that brought nothing, as a row of the journal `quiet` holds them: for each the number of its
/// feed and what passes of its memory, in words of eight bytes, of which those are left out that are
/// the same as of the poll before it. A checksum ends the row.
struct QuietRow {
  /// Of one poll at most.
  private static let mostWords = 64
  private static let form: UInt64 = 1
  private static let frame = (head: 8, tail: 4)

  private var bytes: [UInt8] = []
  private(set) var polls = 0
  private var words = [UInt64](repeating: 0, count: mostWords)
  private var before = [UInt64](repeating: 0, count: mostWords)

  var isEmpty: Bool { polls == 0 }

  /// False, and nothing, for a memory of which too much passes.
  mutating func add(_ feed: UInt32, _ memory: FoldedMemory) -> Bool {
    let count = memory.passingBytes / 8
    guard count <= Self.mostWords else { return false }
    if isEmpty { begin() }
    words.withUnsafeMutableBytes { memory.writePassing(to: $0) }
    let head = UInt64(feed) << 8 | UInt64(count)
    bytes.append(addingCapacity: 16 + 8 * count) { span in
      span.withUnsafeMutableBufferPointer { room, used in
        let raw = UnsafeMutableRawBufferPointer(room)
        var (place, marks) = (16, UInt64(0))
        words.withUnsafeBufferPointer { words in
          before.withUnsafeMutableBufferPointer { before in
            for index in 0..<count where words[index] != before[index] {
              before[index] = words[index]
              raw.storeBytes(of: words[index], toByteOffset: place, as: UInt64.self)
              place &+= 8
              marks |= 1 << UInt64(index)
            }
          }
        }
        raw.storeBytes(of: head, as: UInt64.self)
        raw.storeBytes(of: marks, toByteOffset: 8, as: UInt64.self)
        used = place
      }
    }
    polls += 1
    return true
  }

  private mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    withUnsafeBytes(of: Self.form) { bytes.append(contentsOf: $0) }
    for index in before.indices { before[index] = 0 }
  }

  /// The bytes of the row, which ends; what is added then begins another.
  mutating func end() -> [UInt8] {
    let checksum = bytes.withUnsafeBytes { Self.checksum($0) }
    withUnsafeBytes(of: checksum) { bytes.append(contentsOf: $0) }
    polls = 0
    return bytes
  }

  mutating func releaseMemory() {
    if isEmpty { bytes = [] }
  }

  /// Calls `body` with the feed of each poll and what passed of its memory, in their order. False, and
  /// nothing, when the bytes are not what was written.
  static func read(
    _ raw: UnsafeRawBufferPointer, _ body: (UInt32, UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    let end = raw.count - frame.tail
    guard end >= frame.head, raw.loadUnaligned(as: UInt64.self) == form,
      raw.loadUnaligned(fromByteOffset: end, as: UInt32.self)
        == checksum(UnsafeRawBufferPointer(rebasing: raw[..<end]))
    else { return false }
    var words = [UInt64](repeating: 0, count: mostWords)
    var place = frame.head
    while end - place >= 16 {
      let head = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      var marks = raw.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
      let (feed, count) = (UInt32(truncatingIfNeeded: head >> 8), Int(head & 0xff))
      place += 16
      guard count <= mostWords, end - place >= 8 * marks.nonzeroBitCount else { return true }
      while marks != 0 {
        words[marks.trailingZeroBitCount] = raw.loadUnaligned(
          fromByteOffset: place, as: UInt64.self)
        marks &= marks - 1
        place += 8
      }
      words.withUnsafeBytes { body(feed, UnsafeRawBufferPointer(rebasing: $0[..<(8 * count)])) }
    }
    return true
  }

  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    libdeflate_crc32(0, bytes.baseAddress, bytes.count)
  }
}
