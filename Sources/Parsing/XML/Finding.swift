import Glibc

/// The place of the first `byte`, counted from `start`; nil when there is none (memchr).
@inline(__always)
func find(_ byte: UInt8, in start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
  guard count > 0, let found = memchr(start, Int32(byte), count) else { return nil }
  return UnsafeRawPointer(found) - UnsafeRawPointer(start)
}
