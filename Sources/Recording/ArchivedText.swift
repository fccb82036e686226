public import Model

/// An archived entry as the bytes of its piece: what most readings of the archive need, without a
/// string made of it. Valid while the piece's memory is (`ArchivePiece.withTexts`).
public struct ArchivedText {
  /// These are as in `ArchivedEntry`.
  public let id: Int64
  public let feed: Int64
  public let number: Int64
  public let time: Timestamp
  public let wasMatched: Bool
  public let isChange: Bool
  /// Empty when it has none.
  public let language: UnsafeBufferPointer<UInt8>
  public let sourceURL: UnsafeBufferPointer<UInt8>
  public let document: DocumentBytes
  private let body: UnsafeRawBufferPointer

  /// Reads what `ArchiveCoding.encode` wrote, as far as to find its texts. Cost: 0.1 µs.
  init(
    _ body: UnsafeRawBufferPointer, id: Int64, feed: Int64, number: Int64, time: Timestamp
  ) throws(ByteFault) {
    self.body = body
    (self.id, self.feed, self.number, self.time) = (id, feed, number, time)
    var reader = ByteReader(body)
    let flags = try ArchiveCoding.flags(&reader)
    (wasMatched, isChange) = flags
    try reader.skipOptionalText()  // id
    try reader.skipOptionalText()  // url
    _ = try reader.optionalSigned()  // published
    _ = try reader.optionalSigned()  // updated
    language = try reader.optionalBytes()
    try reader.skipTexts()  // authors
    try reader.skipTexts()  // tags
    try reader.skipOptionalText()  // the source's name
    sourceURL = try reader.optionalBytes()
    try reader.skipTexts()  // the source's tags
    document = DocumentBytes(
      title: try ArchiveCoding.text(&reader), summary: try ArchiveCoding.text(&reader),
      content: try ArchiveCoding.text(&reader))
  }

  /// All of it, as strings. Cost: some 2 µs.
  public func entry() -> ArchivedEntry? {
    try? ArchiveCoding.decode(body, id: id, feed: feed, number: number, time: time)
  }
}

extension ArchiveCoding {
  static func flags(
    _ reader: inout ByteReader
  ) throws(ByteFault) -> (wasMatched: Bool, isChange: Bool) {
    guard try reader.unsigned() == format else { throw ByteFault() }
    let flags = try reader.unsigned()
    return (flags & matchedFlag != 0, flags & changeFlag != 0)
  }

  static func text(_ reader: inout ByteReader) throws(ByteFault) -> DocumentBytes.Text {
    DocumentBytes.Text(try reader.slice().utf8, cuts: try cuts(&reader))
  }

  /// Each cut is written as what it is above the one before it.
  static func cuts(_ reader: inout ByteReader) throws(ByteFault) -> [Int] {
    var last: Int64 = 0
    return try reader.list { reader throws(ByteFault) in
      last &+= try reader.signed()
      return Int(last)
    }
  }
}

extension ByteReader {
  fileprivate mutating func optionalBytes() throws(ByteFault) -> UnsafeBufferPointer<UInt8> {
    try unsigned() == 0 ? UnsafeBufferPointer(start: nil, count: 0) : try slice().utf8
  }

  fileprivate mutating func skipOptionalText() throws(ByteFault) { _ = try optionalBytes() }

  fileprivate mutating func skipTexts() throws(ByteFault) {
    for _ in 0..<(try count()) { _ = try slice() }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var utf8: UnsafeBufferPointer<UInt8> { bindMemory(to: UInt8.self) }
}
