import Glibc

/// Bytes gathered piece by piece into memory that is kept for the next text; one whole piece is only
/// looked at where it is.
///
/// A class, since callbacks of libxml2 and the reader share it; its fields stand behind a pointer,
/// since this is where each byte of a document goes and a class's own fields cost a check each.
final class ByteGather {
  struct Fields {
    var count = 0
    /// Of `memory`, all of which is in use while it is borrowed.
    var capacity: Int
    var memory: UnsafeMutablePointer<UInt8>
    /// A control character beyond ASCII may have come with this text or one before it.
    var mayHoldControls: Bool
  }

  let fields: UnsafeMutablePointer<Fields>
  private var own: UnsafeMutablePointer<UInt8>
  private var ownCapacity: Int

  init(capacity: Int = 4096) {
    own = .allocate(capacity: capacity)
    ownCapacity = capacity
    fields = .allocate(capacity: 1)
    fields.initialize(to: Fields(capacity: capacity, memory: own, mayHoldControls: true))
  }

  deinit {
    own.deallocate()
    fields.deallocate()
  }

  var count: Int { fields.pointee.count }

  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: fields.pointee.memory, count: fields.pointee.count)
  }

  @inline(__always)
  func clear() {
    fields.pointee.count = 0
    fields.pointee.capacity = ownCapacity
    fields.pointee.memory = own
  }

  /// Keeps the first `length` bytes.
  func cut(to length: Int) {
    fields.pointee.count = min(count, max(0, length))
    if isBorrowed { fields.pointee.capacity = count }
  }

  /// Takes bytes that stay where they are until the next `clear`, in place of what was gathered. They
  /// are copied only when more comes.
  func borrow(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return clear() }
    // Never written to: all of its capacity is in use.
    fields.pointee.count = text.count
    fields.pointee.capacity = text.count
    fields.pointee.memory = UnsafeMutablePointer(mutating: start)
  }

  private var isBorrowed: Bool { fields.pointee.memory != own }

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
    if (0x80...0x9F).contains(value) { fields.pointee.mayHoldControls = true }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// What characters and well-formed references to such stand for, which is never longer.
  func append(referring text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    if text.count > fields.pointee.capacity - fields.pointee.count { grow(by: text.count) }
    var i = 0
    while i < text.count {
      let length = find(UInt8(ascii: "&"), in: start + i, text.count - i) ?? text.count - i
      append(start + i, length)
      i += length
      guard let reference = XMLReference.character(in: text, at: i) else { return }
      i = reference.end
      if reference.scalar < 0x80 {
        append(UInt8(truncatingIfNeeded: reference.scalar))
      } else {
        append(scalar: reference.scalar)
      }
    }
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
    let wanted = count + length
    let held = own
    if wanted > ownCapacity {
      // Doubled, but by no more than a megabyte, since few texts are longer.
      ownCapacity = max(ownCapacity + min(ownCapacity, 1 << 20), wanted)
      own = .allocate(capacity: ownCapacity)
    }
    if fields.pointee.memory != own { memcpy(own, fields.pointee.memory, count) }
    if held != own { held.deallocate() }
    fields.pointee.memory = own
    fields.pointee.capacity = ownCapacity
  }
}
