import Glibc

extension Span<UInt8> {
  /// The first place of a byte at or after `start`; nil when there is none.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Whether these ASCII characters stand at `offset`.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, offset <= count - length else { return false }
    return text.withUTF8Buffer { expected in
      for at in 0..<length where self[offset + at] != expected[at] { return false }
      return true
    }
  }

  /// The first place at or after `start` that is no white space of HTML, or the end.
  func skippingSpace(from start: Int) -> Int {
    var at = start
    while at < count, HTMLScanner.isSpace(self[at]) { at += 1 }
    return at
  }
}
