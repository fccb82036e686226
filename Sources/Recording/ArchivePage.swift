internal import Model

/// Many archived entries, one after another: texts of one time and one press resemble each other,
/// and are compressed together.
struct ArchivePage {
  let entries: [ArchivedEntry]

  /// nil when the page is damaged.
  init?(reading packed: UnsafeRawBufferPointer) {
    guard let bytes = Compression.unpack(packed) else { return nil }
    let read = bytes.withUnsafeBytes { raw in try? Self.read(raw) }
    guard let read else { return nil }
    entries = read
  }

  /// A page that is not packed yet: `count` entries; nil when the bytes are something else.
  init?(_ count: Int, raw bytes: UnsafeRawBufferPointer) {
    var reader = ByteReader(bytes)
    var entries: [ArchivedEntry] = []
    entries.reserveCapacity(min(count, 1024))
    while !reader.isAtEnd {
      guard let entry = try? Self.readEntry(&reader) else { return nil }
      entries.append(entry)
    }
    guard entries.count == count else { return nil }
    self.entries = entries
  }

  private static func read(_ raw: UnsafeRawBufferPointer) throws(ByteFault) -> [ArchivedEntry] {
    var reader = ByteReader(raw)
    return try reader.list { reader throws(ByteFault) in try readEntry(&reader) }
  }

  private static func readEntry(_ reader: inout ByteReader) throws(ByteFault) -> ArchivedEntry {
    let id = try reader.signed()
    let (feed, number) = (try reader.signed(), try reader.signed())
    let time = Timestamp(milliseconds: try reader.signed())
    return try ArchiveCoding.decode(
      try reader.slice(), id: id, feed: feed, number: number, time: time)
  }

  /// The entries of a page as bytes of `raw`.
  static func texts(in raw: UnsafeRawBufferPointer) throws(ByteFault) -> [ArchivedText] {
    var reader = ByteReader(raw)
    return try reader.list { reader throws(ByteFault) in try readText(&reader) }
  }

  /// The same for a page that is not packed yet: `count` entries.
  static func texts(
    _ count: Int, raw: UnsafeRawBufferPointer
  ) throws(ByteFault) -> [ArchivedText] {
    var reader = ByteReader(raw)
    var texts: [ArchivedText] = []
    texts.reserveCapacity(min(count, 1024))
    while !reader.isAtEnd { texts.append(try readText(&reader)) }
    guard texts.count == count else { throw ByteFault() }
    return texts
  }

  private static func readText(_ reader: inout ByteReader) throws(ByteFault) -> ArchivedText {
    let id = try reader.signed()
    let (feed, number) = (try reader.signed(), try reader.signed())
    let time = Timestamp(milliseconds: try reader.signed())
    return try ArchivedText(try reader.slice(), id: id, feed: feed, number: number, time: time)
  }

  /// What a page holds, as its row says.
  struct Extent {
    var count = 0
    var first: Int64?
    var last: Int64 = 0
    var since = Int64.max
    var until = Int64.min

    mutating func note(_ id: Int64, _ time: Int64) {
      if first == nil { first = id }
      last = id
      count += 1
      since = min(since, time)
      until = max(until, time)
    }
  }

  /// What stands before the `count` bytes of an entry's text.
  static func writeHead(
    id: Int64, feed: Int64, number: Int64, time: Int64, count: Int, into writer: inout ByteWriter
  ) {
    writer.write(id)
    writer.write(feed)
    writer.write(number)
    writer.write(time)
    writer.write(UInt64(count))
  }

  /// Collects entries for one page, in ascending order of their ids.
  struct Builder {
    private var writer = ByteWriter()
    private(set) var extent = Extent()

    var rawBytes: Int { writer.bytes.count }

    /// `text`: what `ArchiveCoding.encode` wrote.
    mutating func add(
      id: Int64, feed: Int64, number: Int64, time: Int64, _ text: UnsafeRawBufferPointer
    ) {
      extent.note(id, time)
      ArchivePage.writeHead(
        id: id, feed: feed, number: number, time: time, count: text.count, into: &writer)
      writer.append(text)
    }

    /// Takes over the `entries` entries of a page that is not packed; false, and nothing, when the
    /// bytes are something else.
    mutating func add(_ entries: Int, raw: UnsafeRawBufferPointer) -> Bool {
      var extent = extent
      var reader = ByteReader(raw)
      while !reader.isAtEnd {
        guard let id = try? reader.signed(), (try? reader.signed()) != nil,
          (try? reader.signed()) != nil, let time = try? reader.signed(),
          (try? reader.slice()) != nil
        else { return false }
        extent.note(id, time)
      }
      guard extent.count == self.extent.count + entries else { return false }
      self.extent = extent
      writer.bytes.append(contentsOf: raw)
      return true
    }

    /// Begins another page in the memory of this one.
    mutating func clear() {
      writer.bytes.removeAll(keepingCapacity: true)
      extent = Extent()
    }

    var packed: [UInt8]? {
      var whole = ByteWriter()
      whole.bytes.reserveCapacity(rawBytes + 10)
      whole.write(UInt64(extent.count))
      whole.bytes.append(contentsOf: writer.bytes)
      return Compression.pack(whole.bytes)
    }

    /// Of each text a hash of its link (0 without) and one of its entry, little-endian.
    var keys: [UInt8] {
      var keys: [UInt8] = []
      keys.reserveCapacity(extent.count * 16)
      writer.bytes.withUnsafeBytes { raw in
        var reader = ByteReader(raw)
        while !reader.isAtEnd {
          guard (try? reader.signed()) != nil, let feed = try? reader.signed(),
            let number = try? reader.signed(), (try? reader.signed()) != nil,
            let body = try? reader.slice()
          else { return }
          for key in [
            ArchiveCoding.key(in: body) ?? 0, ArchiveCoding.key(ofEntry: number, in: feed),
          ] {
            withUnsafeBytes(of: key.littleEndian) { keys.append(contentsOf: $0) }
          }
        }
      }
      return keys
    }
  }
}
