/// The names of character references in a hash table, built once from `CharacterReferenceNames`.
struct CharacterReferenceTable: Sendable {
  struct Entry: Sendable {
    var name: [UInt8]
    var value: CharacterReferences.Value
    var needsNoSemicolon: Bool
  }

  static let whole = CharacterReferenceTable()
  /// `CounterClockwiseContourIntegral`, in bytes.
  static let longestName = 31
  /// `Aacute` and others of those that need no semicolon, in bytes.
  static let longestOldName = 6

  /// Open addressing: an index into `entries`, or -1.
  private let slots: [Int16]
  private let entries: [Entry]

  private init() {
    let old = Set(CharacterReferenceNames.withoutSemicolon.split(whereSeparator: \.isWhitespace))
    var entries: [Entry] = []
    var slots = [Int16](repeating: -1, count: 8192)
    for line in CharacterReferenceNames.all.split(whereSeparator: \.isWhitespace) {
      let parts = line.split(separator: ":")
      let scalars = parts[1].split(separator: "+").compactMap {
        UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
      }
      let name = Array(parts[0].utf8)
      var slot = Int(FowlerNollVo.hash(name.span) & 8191)
      while slots[slot] >= 0 { slot = (slot + 1) & 8191 }
      slots[slot] = Int16(entries.count)
      entries.append(
        Entry(
          name: name, value: .init(scalars[0], scalars.count > 1 ? scalars[1] : nil),
          needsNoSemicolon: old.contains(parts[0])))
    }
    self.slots = slots
    self.entries = entries
  }

  func entry(named name: Span<UInt8>) -> Entry? {
    guard name.count <= Self.longestName else { return nil }
    var slot = Int(FowlerNollVo.hash(name) & 8191)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if Self.isEqual(entry.name.span, name) { return entry }
      slot = (slot + 1) & 8191
    }
    return nil
  }

  private static func isEqual(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    for at in a.indices where a[at] != b[at] { return false }
    return true
  }
}

/// The 64-bit FNV-1a hash.
enum FowlerNollVo {
  static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  static func add(_ byte: UInt8, to hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = start
    for at in bytes.indices { add(bytes[at], to: &hash) }
    return hash
  }
}
