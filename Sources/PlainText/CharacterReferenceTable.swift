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

  private struct Slot: Sendable {
    /// The first eight bytes of a name; 0: the slot is free.
    var start: UInt64 = 0
    /// In `entries`.
    var entry: Int16 = 0
  }

  private static let size = 4096
  /// Open addressing.
  private let slots: [Slot]
  private let entries: [Entry]
  private let names: [UInt8]

  private init() {
    let old = Set(CharacterReferenceNames.withoutSemicolon.split(whereSeparator: \.isWhitespace))
    var entries: [Entry] = []
    var names: [UInt8] = []
    var slots = [Slot](repeating: Slot(), count: Self.size)
    for line in CharacterReferenceNames.all.split(whereSeparator: \.isWhitespace) {
      let parts = line.split(separator: ":")
      let scalars = parts[1].split(separator: "+").compactMap {
        UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
      }
      let name = Array(parts[0].utf8)
      let start = Self.start(of: name.span)
      var slot = Self.slot(of: start)
      while slots[slot].start != 0 { slot = (slot + 1) % Self.size }
      slots[slot] = Slot(start: start, entry: Int16(entries.count))
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
    let start = Self.start(of: name)
    var slot = Self.slot(of: start)
    while slots[slot].start != 0 {
      if slots[slot].start == start {
        let entry = entries[Int(slots[slot].entry)]
        if isNamed(entry, name) { return entry }
      }
      slot = (slot + 1) % Self.size
    }
    return nil
  }

  /// Whether an entry whose name begins as `name` does has that name.
  private func isNamed(_ entry: Entry, _ name: Span<UInt8>) -> Bool {
    guard Int(entry.length) == name.count else { return false }
    guard name.count > 8 else { return true }
    for at in 8..<name.count where names[Int(entry.start) + at] != name[at] { return false }
    return true
  }

  @inline(__always)
  private static func start(of name: Span<UInt8>) -> UInt64 {
    var start: UInt64 = 0
    for at in 0..<min(8, name.count) { start = start << 8 | UInt64(name[at]) }
    return start
  }

  @inline(__always)
  private static func slot(of start: UInt64) -> Int {
    Int(truncatingIfNeeded: (start &* 0x9E37_79B9_7F4A_7C15) >> 52)
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
