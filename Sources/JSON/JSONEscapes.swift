/// What never stands raw in the program's output.
enum JSONEscapes {
  /// Appends `utf8` with its unsafe characters as `\uXXXX` or a short escape.
  static func append(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var run = 0
    var at = 0
    while at < utf8.count {
      guard isSuspect(utf8[at]), let length = unsafeLength(utf8, at) else {
        at += 1
        continue
      }
      bytes.append(contentsOf: utf8[run..<at])
      appendEscape(utf8, at, length, to: &bytes)
      at += length
      run = at
    }
    bytes.append(contentsOf: utf8[run...])
  }

  /// A byte that begins an unsafe character, perhaps.
  @inline(__always)
  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 || byte == 0xD8
      || byte == 0xE2
  }

  /// The length of the unsafe character at `at`; nil when the one there is safe.
  private static func unsafeLength(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    let second = at + 1 < utf8.count ? utf8[at + 1] : 0
    switch utf8[at] {
    case 0xC2: return second >= 0x80 && second < 0xA0 ? 2 : nil
    case 0xD8: return second == 0x9C ? 2 : nil
    case 0xE2:
      let third = at + 2 < utf8.count ? utf8[at + 2] : 0
      switch (second, third) {
      case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): return 3
      default: return nil
      }
    default: return 1
    }
  }

  private static func appendEscape(
    _ utf8: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int, to bytes: inout [UInt8]
  ) {
    let first = utf8[at]
    switch first {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, first])
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    default:
      let code: UInt16 =
        switch length {
        case 1: UInt16(first)
        case 2: UInt16(first & 0x1F) << 6 | UInt16(utf8[at + 1] & 0x3F)
        default:
          UInt16(first & 0x0F) << 12 | UInt16(utf8[at + 1] & 0x3F) << 6
            | UInt16(utf8[at + 2] & 0x3F)
        }
      bytes.append(contentsOf: "\\u".utf8)
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: code >> shift) & 0xF
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}
