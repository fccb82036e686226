internal import Glibc

/// Bytes of log lines, appended fast: the hot path of reporting, hence raw memory.
///
/// What comes from a feed goes through `appendJSON` or `appendText` alone, which let no control
/// character, newline, bidi control or line separator through.
struct LineBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64 * 1024) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  mutating func removeAll() { count = 0 }

  /// Drops what was appended after `length`.
  mutating func cut(to length: Int) { count = min(count, length) }

  func withBytes<Result, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> Result
  ) throws(E) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  // MARK: Plain bytes

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(start + count, source, bytes.count)
    count += bytes.count
  }

  mutating func append(number: Int64) {
    let rest = number.magnitude
    if number < 0 { append(UInt8(ascii: "-")) }
    var digits = 1
    var bound: UInt64 = 10
    while digits < 20, rest >= bound {
      digits += 1
      bound = digits < 20 ? bound &* 10 : .max
    }
    append(digits: rest, width: digits)
  }

  /// `width` decimal digits, with zeros in front.
  mutating func append(digits number: UInt64, width: Int) {
    reserve(width)
    var rest = number
    var at = count + width
    while at > count {
      at -= 1
      start[at] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += width
  }

  // MARK: What comes from outside

  /// Inside a JSON string: as JSONWriter escapes, byte for byte.
  mutating func appendJSON(_ utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, escapingQuotes: true) { buffer, scalar in buffer.appendEscape(scalar) }
  }

  /// In a line for people: white space becomes a space, implicit direction marks (U+200E, U+200F,
  /// U+061C) are left out, everything else that is unsafe becomes U+FFFD.
  mutating func appendText(_ utf8: UnsafeBufferPointer<UInt8>) {
    append(utf8, escapingQuotes: false) { buffer, scalar in
      switch scalar {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: buffer.append(UInt8(ascii: " "))
      case 0x61C, 0x200E, 0x200F: break
      default: buffer.append("\u{FFFD}" as StaticString)
      }
    }
  }

  /// Copies, eight bytes at a time where none of them is suspect, and looks closer where they are not.
  @inline(__always)
  private mutating func append(
    _ utf8: UnsafeBufferPointer<UInt8>, escapingQuotes: Bool,
    unsafe: (inout LineBuffer, UInt32) -> Void
  ) {
    guard let source = utf8.baseAddress else { return }
    reserve(utf8.count + 8)
    var at = 0
    while at < utf8.count {
      if at + 8 <= utf8.count {
        let word = UnsafeRawPointer(source + at).loadUnaligned(as: UInt64.self)
        if SafeBytes.areSafe(word, quotes: escapingQuotes) {
          UnsafeMutableRawPointer(start + count).storeBytes(of: word, as: UInt64.self)
          count += 8
          at += 8
          continue
        }
      }
      let end = min(at + 8, utf8.count)
      while at < end {
        let byte = source[at]
        if SafeBytes.isSuspect(byte, quotes: escapingQuotes),
          let (scalar, length) = SafeBytes.unsafeScalar(in: utf8, at: at, quotes: escapingQuotes)
        {
          unsafe(&self, scalar)
          at += length
          reserve(utf8.count - min(at, utf8.count) + 8)
        } else {
          start[count] = byte
          count += 1
          at += 1
        }
      }
    }
  }

  private mutating func appendEscape(_ scalar: UInt32) {
    switch scalar {
    case 0x22: append("\\\"" as StaticString)
    case 0x5C: append("\\\\" as StaticString)
    case 0x0A: append("\\n" as StaticString)
    case 0x0D: append("\\r" as StaticString)
    case 0x09: append("\\t" as StaticString)
    default:
      append("\\u" as StaticString)
      for shift in [12, 8, 4, 0] as [UInt32] {
        let digit = UInt8(truncatingIfNeeded: scalar >> shift) & 0xF
        append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}
