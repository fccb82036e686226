import CICU

/// A field as regular expressions see it (SEMANTICS §7.6): NFC, without what is ignored,
/// apostrophes as ', hyphens as -, spaces as U+0020; and the way back to its bytes.
struct RegexText {
  private(set) var units: [UChar] = []
  /// The byte offset in the field of each unit, and of the end.
  private(set) var starts: [Int] = []
  private(set) var ends: [Int] = []

  init(_ text: UnsafePointer<UInt8>, _ count: Int) {
    let characters = CharacterTables.standard
    let nfc = icu_nfc()
    units.reserveCapacity(count)
    var p = 0
    /// The scalars of a stretch that NFC may change, and where it began.
    var pending: [UInt32] = []
    var pendingStart = 0
    var pendingEnd = 0
    while p < count {
      let (scalar, length) = UTF8Text.decode(text + p)
      let at = p
      p += length
      let kind = characters.characterClass(of: scalar)
      if kind == CharacterClass.ignored { continue }
      let mapped: UInt32 =
        switch kind {
        case CharacterClass.apostrophe: 0x27
        case CharacterClass.hyphen: 0x2D
        case CharacterClass.space: scalar == 0x0A ? 0x0A : 0x20
        default: scalar
        }
      if mapped < 0x300 || icu_has_boundary_before(nfc, UChar32(mapped)) != 0 {
        flush(&pending, pendingStart, pendingEnd)
        pendingStart = at
      }
      pending.append(mapped)
      pendingEnd = p
    }
    flush(&pending, pendingStart, pendingEnd)
    starts.append(count)
    ends.append(count)
  }

  init(field: Int, _ fields: FieldTexts) {
    let padded = fields.bytes(field) + [UInt8](repeating: 0, count: 8)
    self = padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return RegexText() }
      return RegexText(base, buffer.count - 8)
    }
  }

  private init() {}

  /// The bytes of a range of units.
  func bytes(of range: Range<Int>) -> Range<Int>? {
    guard range.upperBound <= units.count, !range.isEmpty else { return nil }
    let start = starts[range.lowerBound]
    return start..<max(start, ends[range.upperBound - 1])
  }

  private mutating func flush(_ scalars: inout [UInt32], _ start: Int, _ end: Int) {
    guard !scalars.isEmpty else { return }
    var source: [UChar] = []
    for scalar in scalars {
      if scalar < 0x10000 {
        source.append(UChar(scalar))
      } else {
        source.append(UChar(0xD7C0 + (scalar >> 10)))
        source.append(UChar(0xDC00 + (scalar & 0x3FF)))
      }
    }
    let isPlain = scalars.count == 1 && scalars[0] < 0x300
    if !isPlain {
      var target = [UChar](repeating: 0, count: source.count * 3 + 8)
      let written = source.withUnsafeBufferPointer { from in
        target.withUnsafeMutableBufferPointer { to in
          icu_normalize(
            icu_nfc(), from.baseAddress, Int32(from.count), to.baseAddress, Int32(to.count))
        }
      }
      if written >= 0 { source = Array(target[..<Int(written)]) }
    }
    for unit in source {
      units.append(unit)
      starts.append(start)
      ends.append(end)
    }
    scalars.removeAll(keepingCapacity: true)
  }
}
