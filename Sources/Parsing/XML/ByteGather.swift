import Glibc

/// Bytes gathered piece by piece into memory that is kept for the next text.
///
/// A class, since callbacks of libxml2 and the reader share it.
final class ByteGather {
  private(set) var count = 0
  private var capacity = 4096
  private var memory: UnsafeMutablePointer<UInt8>

  init() { memory = .allocate(capacity: 4096) }

  deinit { memory.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  @inline(__always)
  func clear() { count = 0 }

  /// Keeps the first `length` bytes.
  func cut(to length: Int) { count = min(count, max(0, length)) }

  @inline(__always)
  func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    if length > capacity - count { grow(by: length) }
    memcpy(memory + count, start, length)
    count += length
  }

  func append(_ part: UnsafeBufferPointer<UInt8>) {
    if let start = part.baseAddress { append(start, part.count) }
  }

  func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  @inline(__always)
  func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    memory[count] = byte
    count += 1
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
    let wanted = max(capacity * 2, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    memcpy(larger, memory, count)
    memory.deallocate()
    memory = larger
    capacity = wanted
  }
}
