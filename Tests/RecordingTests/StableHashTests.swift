import Testing

@testable import Recording

struct `A stable hash` {
  private let text = (0..<40).map { UInt8(truncatingIfNeeded: 250 + $0 * 7) }

  /// Eight bytes are a word; those that are left are one too, the first of them highest.
  @Test(arguments: 0...40)
  func `takes bytes as words, after their count`(count: Int) {
    let bytes = Array(text[..<count])
    var expected = StableHash(1)
    expected.combine(UInt64(count))
    for start in stride(from: 0, to: count, by: 8) {
      let word = bytes[start..<min(start + 8, count)]
      expected.combine(
        word.count == 8
          ? word.reversed().reduce(0) { $0 << 8 | UInt64($1) }
          : word.reduce(0) { $0 << 8 | UInt64($1) })
    }

    var hash = StableHash(1)
    bytes.withUnsafeBytes { hash.combine($0) }

    #expect(hash.value == expected.value)
  }

  /// What ledgers hold: these have to stay as they are.
  @Test(arguments: [
    ("", 11757905332343020517 as UInt64), ("Otan", 4584433871636703108),
    ("https://example.org/2026/11/26/un-titre", 6190852888729318145),
  ])
  func `never changes`(text: String, value: UInt64) {
    var hash = StableHash(7)
    hash.combine(text)

    #expect(hash.value == value)
  }
}
