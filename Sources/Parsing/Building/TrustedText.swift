/// Bytes that a reader has already found to be UTF-8.
extension String {
  /// A copy of `text`, which is UTF-8: it is not looked at again.
  init(trusted text: UnsafeBufferPointer<UInt8>) {
    assert(String(validating: text, as: UTF8.self) != nil, "a reader let bad bytes pass")
    // Whether a text is ASCII speeds up comparisons and hashes, which only short ones meet.
    let isASCII = text.count < 64 && text.isASCII
    self.init(copying: UTF8Span(unchecked: text.span, isKnownASCII: isASCII))
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  var isASCII: Bool {
    let raw = UnsafeRawBufferPointer(self)
    var all: UInt64 = 0
    var i = 0
    while i + 8 <= raw.count {
      all |= raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      i += 8
    }
    while i < raw.count {
      all |= UInt64(raw[i])
      i += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Whether a byte below 0x20 is among them.
  var holdsControl: Bool {
    let raw = UnsafeRawBufferPointer(self)
    var i = 0
    while i + 8 <= raw.count {
      let eight = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      // Borrows reach beyond a byte only from one that is below 0x20 itself.
      let below = (eight &- 0x2020_2020_2020_2020) & ~eight & 0x8080_8080_8080_8080
      if below != 0 { return true }
      i += 8
    }
    return raw[i...].contains { $0 < 0x20 }
  }

  /// Whether a UTF-8 sequence that is longer than its character needs starts here, which libxml2
  /// lets pass; `following` is the byte after these.
  func mayBeOverlong(before following: UInt8) -> Bool {
    guard let start = baseAddress else { return false }
    var i = 0
    while i + 64 <= count {
      // Without branches, so that the compiler makes sixteen bytes of one.
      var found: UInt8 = 0
      for j in 0..<64 {
        let byte = start[i &+ j]
        found |= (byte & 0xFE == 0xC0 ? 1 : 0) | (byte & 0xEF == 0xE0 ? 1 : 0)
      }
      if found != 0, holdsOverlong(i..<(i + 64), before: following) { return true }
      i += 64
    }
    return holdsOverlong(i..<count, before: following)
  }

  private func holdsOverlong(_ range: Range<Int>, before following: UInt8) -> Bool {
    for i in range {
      let next = i + 1 < count ? self[i + 1] : following
      switch self[i] {
      case 0xC0, 0xC1: return true
      case 0xE0 where next < 0xA0: return true
      case 0xF0 where next < 0x90: return true
      default: continue
      }
    }
    return false
  }
}
