/// The names of character references in a hash table, built once from `CharacterReferenceNames`.
struct CharacterReferenceTable: Sendable {
  struct Entry: Sendable {
    /// Of the name in `names`: entries hold nothing that is counted.
    var start: Int32
    var length: Int32
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
  private let names: [UInt8]

  private init() {
    let old = Set(CharacterReferenceNames.withoutSemicolon.split(whereSeparator: \.isWhitespace))
    var entries: [Entry] = []
    var names: [UInt8] = []
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
          start: Int32(names.count), length: Int32(name.count),
          value: .init(scalars[0], scalars.count > 1 ? scalars[1] : nil),
          needsNoSemicolon: old.contains(parts[0])))
      names += name
    }
    self.slots = slots
    self.entries = entries
    self.names = names
  }

  func entry(named name: Span<UInt8>) -> Entry? {
    guard name.count <= Self.longestName else { return nil }
    var slot = Int(FowlerNollVo.hash(name) & 8191)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if isNamed(entry, name) { return entry }
      slot = (slot + 1) & 8191
    }
    return nil
  }

  private func isNamed(_ entry: Entry, _ name: Span<UInt8>) -> Bool {
    guard Int(entry.length) == name.count else { return false }
    for at in name.indices where names[Int(entry.start) + at] != name[at] { return false }
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
