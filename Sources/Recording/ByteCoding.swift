/// Writes integers and texts as compact bytes: LEB128, zigzag for signed ones, length before text.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: UInt64) {
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else {
      add(upTo: Self.longest) { Self.put(value, at: $0) }
    }
  }

  mutating func write(_ value: Int64) {
    write(UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63))
  }

  /// Eight bytes, little-endian: for hashes.
  mutating func write(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) {
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { write($0) }
    // A string of another language's, which there are none of here.
    if isWritten == nil { Array(text.utf8).withUnsafeBufferPointer { write($0) } }
  }

  /// A text's bytes after their count.
  mutating func write(_ utf8: UnsafeBufferPointer<UInt8>) {
    add(upTo: Self.longest + utf8.count) { room in
      let start = Self.put(UInt64(utf8.count), at: room)
      if let source = utf8.baseAddress {
        UnsafeMutableRawPointer(room + start).copyMemory(from: source, byteCount: utf8.count)
      }
      return start + utf8.count
    }
  }

  /// Bytes as they are.
  mutating func append(_ raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }

  mutating func write(_ text: String?) {
    write(UInt64(text == nil ? 0 : 1))
    if let text { write(text) }
  }

  mutating func write(_ value: Int64?) {
    write(UInt64(value == nil ? 0 : 1))
    if let value { write(value) }
  }

  mutating func write(_ texts: [String]) {
    write(UInt64(texts.count))
    for text in texts { write(text) }
  }

  mutating func write<Element>(
    _ elements: [Element], _ element: (inout ByteWriter, Element) -> Void
  ) {
    write(UInt64(elements.count))
    for one in elements { element(&self, one) }
  }

  /// What one integer takes at most.
  private static let longest = 10

  /// Writes LEB128 where there is room for it, and returns how many bytes it took.
  private static func put(_ value: UInt64, at room: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = value
    var count = 0
    while rest >= 0x80 {
      room[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    room[count] = UInt8(truncatingIfNeeded: rest)
    return count + 1
  }

  /// `body` writes at most `room` bytes, and returns how many.
  private mutating func add(upTo room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    bytes.append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        if let start = buffer.baseAddress { count += body(start + count) }
      }
    }
  }
}

/// Bytes that are not what a `ByteWriter` wrote.
struct ByteFault: Error {}

/// Reads what a `ByteWriter` wrote; nothing in the bytes can make it trap.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { at >= bytes.count }

  mutating func unsigned() throws(ByteFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw ByteFault()
  }

  mutating func signed() throws(ByteFault) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func word() throws(ByteFault) -> UInt64 {
    guard bytes.count - at >= 8 else { throw ByteFault() }
    defer { at += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// A count of things that take at least a byte each.
  mutating func count() throws(ByteFault) -> Int {
    let value = try unsigned()
    guard value <= UInt64(bytes.count - at) else { throw ByteFault() }
    return Int(value)
  }

  mutating func text() throws(ByteFault) -> String {
    let count = try count()
    defer { at += count }
    return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]), as: UTF8.self)
  }

  /// A slice of the same bytes, valid as long as they are.
  mutating func slice() throws(ByteFault) -> UnsafeRawBufferPointer {
    let count = try count()
    defer { at += count }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
  }

  mutating func optionalText() throws(ByteFault) -> String? {
    try unsigned() == 0 ? nil : try text()
  }

  mutating func optionalSigned() throws(ByteFault) -> Int64? {
    try unsigned() == 0 ? nil : try signed()
  }

  mutating func texts() throws(ByteFault) -> [String] {
    try list { reader throws(ByteFault) in try reader.text() }
  }

  mutating func list<Element>(
    _ element: (inout ByteReader) throws(ByteFault) -> Element
  ) throws(ByteFault) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(min(count, 1024))
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }
}
