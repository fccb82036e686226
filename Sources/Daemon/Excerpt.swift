public import Model

/// One line of text around a hit, for alerts.
public enum Excerpt {
  /// Scalars of context on each side.
  static let reach = 80

  /// The hits of a match with their excerpts. Cost: one count of scalars through each field that was
  /// hit, up to its last hit, and half a microsecond a hit.
  public static func reported(
    _ hits: some Sequence<Hit>, in document: Document
  ) -> [ReportedHit] {
    document.withBytes { reported(hits, in: $0) }
  }

  static func reported(_ hits: some Sequence<Hit>, in texts: DocumentBytes) -> [ReportedHit] {
    var place = Place()
    var field: Field?
    return hits.map { hit in
      // Hits come in the order of the text: each is looked for from the one before.
      if hit.field != field || hit.start < place.scalar { place = Place() }
      field = hit.field
      let excerpt = excerpt(
        of: UnsafeRawBufferPointer(texts[hit.field].bytes), around: hit.start..<hit.end,
        from: &place)
      return ReportedHit(hit: hit, excerpt: excerpt)
    }
  }

  /// The text around `range` (in scalars), within its block, cut at blanks, on one line; `…` marks a
  /// cut.
  static func excerpt(of text: String, around range: Range<Int>) -> String {
    var (text, place) = (text, Place())
    return text.withUTF8 {
      excerpt(of: UnsafeRawBufferPointer($0), around: range, from: &place)
    }
  }

  /// A scalar of a text, by its number and by its first byte.
  private struct Place {
    var scalar = 0
    var byte = 0

    /// False when the text ends before.
    mutating func advance(to wanted: Int, in text: UnsafeRawBufferPointer) -> Bool {
      // Eight bytes hold at most eight scalars.
      while wanted - scalar > 8, text.count - byte >= 16 {
        scalar += UTF8Text.scalars(text.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
        byte += 8
        while text[byte] & 0xC0 == 0x80 { byte += 1 }
      }
      while scalar < wanted, byte < text.count {
        byte = UTF8Text.index(after: byte, in: text)
        scalar += 1
      }
      return scalar == wanted
    }
  }

  private static func excerpt(
    of text: UnsafeRawBufferPointer, around range: Range<Int>, from place: inout Place
  ) -> String {
    guard range.lowerBound >= 0, place.advance(to: range.lowerBound, in: text) else { return "" }
    var after = place
    guard after.advance(to: range.upperBound, in: text) else { return "" }
    let hit = place.byte..<after.byte
    var start = hit.lowerBound
    var steps = 0
    while start > 0, steps < reach, !isBlankLine(text, before: start) {
      start = UTF8Text.index(before: start, in: text)
      steps += 1
    }
    var end = hit.upperBound
    steps = 0
    while end < text.count, steps < reach, !isBlankLine(text, after: end) {
      end = UTF8Text.index(after: end, in: text)
      steps += 1
    }
    let isCutBefore = start > 0 && !isBlankLine(text, before: start)
    let isCutAfter = end < text.count && !isBlankLine(text, after: end)
    if isCutBefore, let word = UTF8Text.firstWord(in: text, start..<hit.lowerBound) {
      start = word
    }
    if isCutAfter, let blank = UTF8Text.lastBlank(in: text, hit.upperBound..<end) { end = blank }
    return line(text, start..<end, isCutBefore, isCutAfter)
  }

  /// The bytes of `range` with their white space made single.
  private static func line(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, _ isCutBefore: Bool, _ isCutAfter: Bool
  ) -> String {
    // Room for a mark of three bytes on each side.
    String(unsafeUninitializedCapacity: range.count + 6) { line in
      var count = 0
      func append(_ byte: UInt8) {
        line[count] = byte
        count += 1
      }
      if isCutBefore { "…".utf8.forEach(append) }
      var wasBlank = true
      var at = range.lowerBound
      while at < range.upperBound {
        if at + 8 <= range.upperBound {
          let word = text.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
          if UTF8Text.isSingleSpaced(word, afterBlank: wasBlank) {
            UnsafeMutableRawBufferPointer(line).storeBytes(
              of: word.littleEndian, toByteOffset: count, as: UInt64.self)
            count += 8
            at += 8
            wasBlank = word >> 56 == 0x20
            // The rest of a scalar that the word has cut.
            while at < range.upperBound, text[at] & 0xC0 == 0x80 {
              append(text[at])
              at += 1
            }
            continue
          }
        }
        if text[at] > 0x20, text[at] < 0x80 {
          append(text[at])
          wasBlank = false
          at += 1
          continue
        }
        let next = UTF8Text.index(after: at, in: text)
        if UTF8Text.isBlank(at, in: text) {
          if !wasBlank { append(0x20) }
          wasBlank = true
        } else {
          for i in at..<next { append(text[i]) }
          wasBlank = false
        }
        at = next
      }
      if count > 0, line[count - 1] == 0x20 { count -= 1 }
      if isCutAfter { "…".utf8.forEach(append) }
      return count
    }
  }

  private static func isBlankLine(_ text: UnsafeRawBufferPointer, before index: Int) -> Bool {
    index >= 2 && text[index - 1] == 0x0A && text[index - 2] == 0x0A
  }

  private static func isBlankLine(_ text: UnsafeRawBufferPointer, after index: Int) -> Bool {
    index + 1 < text.count && text[index] == 0x0A && text[index + 1] == 0x0A
  }
}

/// The bytes of a `String`, which are valid UTF-8, scalar by scalar.
private enum UTF8Text {
  /// How many scalars begin in eight bytes.
  static func scalars(_ bytes: UInt64) -> Int {
    let continuing = (bytes >> 7) & (~bytes >> 6) & 0x0101_0101_0101_0101
    return 8 - Int(truncatingIfNeeded: (continuing &* 0x0101_0101_0101_0101) >> 56)
  }

  /// Whether what is blank in eight bytes is single spaces; false when in doubt.
  static func isSingleSpaced(_ word: UInt64, afterBlank: Bool) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The usual test for a zero byte, whose top bit is set when one is there.
    func has(_ byte: UInt64) -> UInt64 {
      let others = word ^ (ones &* byte)
      return (others &- ones) & ~others
    }
    // What a blank beyond ASCII begins with.
    let doubts = has(0xC2) | has(0xE1) | has(0xE2) | has(0xE3)
    guard (doubts | (word &- ones &* 0x20) & ~word) & (ones << 7) == 0 else { return false }
    // The top bit of each byte that is a space.
    let others = word ^ (ones &* 0x20)
    let blanks = ~((others & ~(ones << 7)) &+ (ones &* 0x7F) | others) & (ones << 7)
    return blanks & (blanks << 8 | (afterBlank ? 0x80 : 0)) == 0
  }

  static func index(after index: Int, in text: UnsafeRawBufferPointer) -> Int {
    let length =
      switch text[index] {
      case ..<0x80: 1
      case ..<0xE0: 2
      case ..<0xF0: 3
      default: 4
      }
    return min(index + length, text.count)
  }

  static func index(before index: Int, in text: UnsafeRawBufferPointer) -> Int {
    var index = index - 1
    while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  /// Whether a scalar has the property White_Space (Unicode 16, PropList.txt), which is stable.
  static func isBlank(_ index: Int, in text: UnsafeRawBufferPointer) -> Bool {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    switch byte {
    case 0xC2:
      return index + 1 < text.count && (text[index + 1] == 0x85 || text[index + 1] == 0xA0)
    case 0xE1, 0xE2, 0xE3:
      guard index + 2 < text.count else { return false }
      return switch UInt32(byte) << 16 | UInt32(text[index + 1]) << 8 | UInt32(text[index + 2]) {
      case 0xE19A80, 0xE28080...0xE2808A, 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080: true
      default: false
      }
    default: return false
    }
  }

  /// Where the first blank of `range` ends.
  static func firstWord(in text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound {
      let next = index(after: at, in: text)
      if isBlank(at, in: text) { return next }
      at = next
    }
    return nil
  }

  static func lastBlank(in text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var at = range.upperBound
    while at > range.lowerBound {
      at = index(before: at, in: text)
      if isBlank(at, in: text) { return at }
    }
    return nil
  }
}
