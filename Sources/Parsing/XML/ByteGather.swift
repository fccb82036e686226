import Glibc

/// Bytes gathered piece by piece into memory that is kept for the next text.
///
/// A class, since callbacks of libxml2 and the reader share it; its fields stand behind a pointer,
/// since this is where each byte of a document goes and a class's own fields cost a check each.
final class ByteGather {
  struct Fields {
    var count = 0
    var capacity: Int
    var memory: UnsafeMutablePointer<UInt8>
  }

  let fields: UnsafeMutablePointer<Fields>

  init(capacity: Int = 4096) {
    fields = .allocate(capacity: 1)
    fields.initialize(to: Fields(capacity: capacity, memory: .allocate(capacity: capacity)))
  }

  deinit {
    fields.pointee.memory.deallocate()
    fields.deallocate()
  }

  var count: Int { fields.pointee.count }

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: fields.pointee.memory, count: fields.pointee.count)
  }

  @inline(__always)
  func clear() { fields.pointee.count = 0 }

  /// Keeps the first `length` bytes.
  func cut(to length: Int) { fields.pointee.count = min(count, max(0, length)) }

  @inline(__always)
  func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    if length > fields.pointee.capacity - fields.pointee.count { grow(by: length) }
    memcpy(fields.pointee.memory + fields.pointee.count, start, length)
    fields.pointee.count += length
  }

  func append(_ part: UnsafeBufferPointer<UInt8>) {
    if let start = part.baseAddress { append(start, part.count) }
  }

  func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  @inline(__always)
  func append(_ byte: UInt8) {
    if fields.pointee.count == fields.pointee.capacity { grow(by: 1) }
    fields.pointee.memory[fields.pointee.count] = byte
    fields.pointee.count += 1
  }

  /// The scalar as UTF-8; U+FFFD for what is no scalar.
  func append(scalar value: UInt32) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// With `&`, `<` and `>` escaped, as text within HTML.
  func appendEscaped(_ part: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for i in part.indices {
      let escape: StaticString
      switch part[i] {
      case 0x26: escape = "&amp;"
      case 0x3C: escape = "&lt;"
      case 0x3E: escape = "&gt;"
      default: continue
      }
      append(UnsafeBufferPointer(rebasing: part[start..<i]))
      append(escape)
      start = i + 1
    }
    append(UnsafeBufferPointer(rebasing: part[start..<part.count]))
  }

  private func grow(by length: Int) {
    let wanted = max(fields.pointee.capacity * 2, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    memcpy(larger, fields.pointee.memory, count)
    fields.pointee.memory.deallocate()
    fields.pointee.memory = larger
    fields.pointee.capacity = wanted
  }
}
