/// An entry of a feed's last document, as the ledger remembers it.
struct PresentEntry: Equatable {
  /// Within its feed, ascending as entries came.
  var number: Int64
  var fingerprint: UInt64
  /// Milliseconds since 1970.
  var firstSeen: Int64
  /// False when it was only remembered (older than its feed's `backfill`).
  var wasMatched: Bool
  var keys: EntryKeys
  /// Numbers of the watchlists that reported it.
  var reported: [Int64] = []
}

/// The entries of a feed's last document, in one row: some thirty bytes each.
///
/// A poll asks for all of them or for none, so that they are read and written together. Those that
/// left have rows of their own.
struct PresentEntries: Equatable {
  /// Ascending by number.
  private(set) var entries: [PresentEntry]
  /// As they stand in the ledger.
  let bytes: [UInt8]

  static let none = PresentEntries([])

  /// `entries` have different numbers, in any order.
  init(_ entries: [PresentEntry]) {
    self.entries = entries.sorted { $0.number < $1.number }
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(entries.count * 32)
    var (number, time): (Int64, Int64) = (0, 0)
    for entry in self.entries {
      writer.write(UInt64(bitPattern: entry.number &- number))
      writer.write(word: entry.fingerprint)
      writer.write(entry.firstSeen &- time)
      writer.write(UInt64(entry.keys.count) << 1 | (entry.wasMatched ? 1 : 0))
      for key in entry.keys { writer.write(word: key) }
      writer.write(UInt64(entry.reported.count))
      for watchlist in entry.reported { writer.write(UInt64(bitPattern: watchlist)) }
      (number, time) = (entry.number, entry.firstSeen)
    }
    bytes = writer.bytes
  }

  /// nil when the bytes are not what was written.
  init?(reading raw: UnsafeRawBufferPointer) {
    var reader = ByteReader(raw)
    var entries: [PresentEntry] = []
    entries.reserveCapacity(raw.count / 32)
    do throws(ByteFault) {
      var (number, time): (Int64, Int64) = (0, 0)
      while !reader.isAtEnd {
        let entry = try Self.entry(&reader, after: number, time)
        guard entry.number > number else { return nil }
        (number, time) = (entry.number, entry.firstSeen)
        entries.append(entry)
      }
    } catch {
      return nil
    }
    self.entries = entries
    bytes = Array(raw)
  }

  private static func entry(
    _ reader: inout ByteReader, after number: Int64, _ time: Int64
  ) throws(ByteFault) -> PresentEntry {
    let number = number &+ Int64(bitPattern: try reader.unsigned())
    let fingerprint = try reader.word()
    let firstSeen = time &+ (try reader.signed())
    let keysAndFlag = try reader.unsigned()
    var entry = PresentEntry(
      number: number, fingerprint: fingerprint, firstSeen: firstSeen,
      wasMatched: keysAndFlag & 1 != 0, keys: [])
    guard keysAndFlag >> 1 <= UInt64(EntryKeys.most) else { throw ByteFault() }
    for _ in 0..<keysAndFlag >> 1 { entry.keys.append(try reader.word()) }
    entry.reported = try reader.list { reader throws(ByteFault) in
      Int64(bitPattern: try reader.unsigned())
    }
    return entry
  }

  func entry(_ number: Int64) -> PresentEntry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].number == number ? entries[low] : nil
  }

  /// Whether a row may have an entry with this key: a look at its bytes, some microseconds.
  static func mayHold(_ key: UInt64, in raw: UnsafeRawBufferPointer) -> Bool {
    guard raw.count >= 8 else { return false }
    return (0...raw.count - 8).contains {
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt64.self)) == key
    }
  }
}
