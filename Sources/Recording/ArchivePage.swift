internal import Model

/// Many archived entries, compressed together: texts of one time and one press resemble each other.
struct ArchivePage {
  let entries: [ArchivedEntry]

  /// nil when the page is damaged.
  init?(reading packed: UnsafeRawBufferPointer) {
    guard let bytes = Compression.unpack(packed) else { return nil }
    let read = bytes.withUnsafeBytes { raw in try? Self.read(raw) }
    guard let read else { return nil }
    entries = read
  }

  private static func read(_ raw: UnsafeRawBufferPointer) throws(ByteFault) -> [ArchivedEntry] {
    var reader = ByteReader(raw)
    return try reader.list { reader throws(ByteFault) in
      let id = try reader.signed()
      let (feed, number) = (try reader.signed(), try reader.signed())
      let time = Timestamp(milliseconds: try reader.signed())
      return try ArchiveCoding.decode(
        try reader.slice(), id: id, feed: feed, number: number, time: time)
    }
  }

  /// The same, as bytes of `raw`.
  static func texts(in raw: UnsafeRawBufferPointer) throws(ByteFault) -> [ArchivedText] {
    var reader = ByteReader(raw)
    return try reader.list { reader throws(ByteFault) in
      let id = try reader.signed()
      let (feed, number) = (try reader.signed(), try reader.signed())
      let time = Timestamp(milliseconds: try reader.signed())
      return try ArchivedText(
        try reader.slice(), id: id, feed: feed, number: number, time: time)
    }
  }

  /// Collects entries for one page, in ascending order of their ids.
  struct Builder {
    private var writer = ByteWriter()
    private(set) var count = 0
    private(set) var first: Int64?
    private(set) var last: Int64 = 0
    private(set) var since = Int64.max
    private(set) var until = Int64.min
    /// Of each text a hash of its link (0 without) and one of its entry, little-endian.
    private(set) var keys: [UInt8] = []

    var rawBytes: Int { writer.bytes.count }

    mutating func add(id: Int64, feed: Int64, number: Int64, time: Int64, body: [UInt8]) {
      if first == nil { first = id }
      last = id
      count += 1
      since = min(since, time)
      until = max(until, time)
      writer.write(id)
      writer.write(feed)
      writer.write(number)
      writer.write(time)
      writer.write(UInt64(body.count))
      writer.bytes.append(contentsOf: body)
      let link = body.withUnsafeBytes { ArchiveCoding.key(in: $0) } ?? 0
      for key in [link, ArchiveCoding.key(ofEntry: number, in: feed)] {
        withUnsafeBytes(of: key.littleEndian) { keys.append(contentsOf: $0) }
      }
    }

    var packed: [UInt8]? {
      var whole = ByteWriter()
      whole.write(UInt64(count))
      whole.bytes.append(contentsOf: writer.bytes)
      return Compression.pack(whole.bytes)
    }
  }
}
