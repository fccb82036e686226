import Glibc

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether `text` stands at `place`.
  @inline(__always)
  func holds(_ text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= count, let baseAddress else { return false }
    return memcmp(baseAddress + place, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}

/// The place of the first `byte`, counted from `start`; nil when there is none (memchr).
@inline(__always)
func find(_ byte: UInt8, in start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
  guard count > 0, let found = memchr(start, Int32(byte), count) else { return nil }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
