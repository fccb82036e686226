import Glibc

/// Bytes that texts are written into, one behind another, in memory that is used again. A class,
/// since it owns that memory, and is handed on.
final class TextMemory {
  private(set) var count = 0
  private var capacity = 0
  private var start: UnsafeMutablePointer<UInt8>

  init() {
    start = .allocate(capacity: 4096)
    capacity = 4096
  }

  deinit { start.deallocate() }

  /// Good until something is appended.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always)
  subscript(index: Int) -> UInt8 { start[index] }

  func clear() { cut(to: 0) }

  /// Keeps the first `length` bytes.
  @inline(__always)
  func cut(to length: Int) { count = min(count, max(0, length)) }

  /// Room for `length` bytes more.
  @inline(__always)
  func reserve(_ length: Int) {
    if length > capacity - count { grow(by: length) }
  }

  @inline(__always)
  func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }

  @inline(__always)
  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(start + count, base, bytes.count)
    count &+= bytes.count
  }

  private func grow(by length: Int) {
    capacity = max(2 * capacity, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, start, count)
    start.deallocate()
    start = larger
  }
}
