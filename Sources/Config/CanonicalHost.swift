extension WebAddress {
  /// The host of a text that is what `canonical` would make of it, as most addresses are: told from its
  /// bytes, at a twentieth of the cost.
  struct CanonicalHost {
    /// In bytes.
    private let range: Range<Int>
    /// Whether `isPrivate(host:)` may say so of it.
    let mayBePrivate: Bool

    /// nil says nothing.
    init?(of text: String) {
      var text = text
      let found = text.withUTF8 { bytes -> (Range<Int>, Bool)? in
        guard bytes.count > 8, bytes.count <= 8000, let base = bytes.baseAddress else { return nil }
        let isSecure = bytes[4] == UInt8(ascii: "s")
        let head = UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
        guard isSecure ? head == Self.https : head & ~0 >> 8 == Self.http else { return nil }
        let start = isSecure ? 8 : 7
        guard let end = Self.endOfName(bytes, from: start) else { return nil }
        let path = bytes[end] == UInt8(ascii: ":") ? Self.endOfPort(bytes, end + 1, isSecure) : end
        guard let path, path < bytes.count, bytes[path] == UInt8(ascii: "/") else { return nil }
        for at in path..<bytes.count {
          let byte = bytes[at]
          guard WebAddress.isUsual(byte), byte != UInt8(ascii: "#"), byte != UInt8(ascii: "@")
          else { return nil }
        }
        // An address of digits, or `localhost`.
        let mayBePrivate = 0x30...0x39 ~= bytes[start] || bytes[end - 1] == UInt8(ascii: "t")
        return (start..<end, mayBePrivate)
      }
      guard let found else { return nil }
      (range, mayBePrivate) = found
    }

    /// `https://` and `http://` as numbers.
    private static let https: UInt64 = 0x2F2F_3A73_7074_7468
    private static let http: UInt64 = 0x002F_2F3A_7074_7468

    /// - Parameter text: the text that it was made of.
    func name(in text: String) -> String {
      String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }

    /// Where labels of lower-case letters, digits and hyphens between them end, by a `:` or `/`; nil
    /// when there is anything else.
    private static func endOfName(
      _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
      var length = 0
      var before = UInt8(ascii: ".")
      for at in start..<min(bytes.count, start + 254) {
        switch bytes[at] {
        case 0x30...0x39, 0x61...0x7A: length += 1
        case UInt8(ascii: "-") where length > 0: length += 1
        case UInt8(ascii: ".") where length > 0 && before != UInt8(ascii: "-"): length = 0
        case UInt8(ascii: ":"), UInt8(ascii: "/"):
          return length > 0 && before != UInt8(ascii: "-") ? at : nil
        default: return nil
        }
        guard length <= 63 else { return nil }
        before = bytes[at]
      }
      return nil
    }

    /// Where the digits end that begin at `start`; nil when they are no port, or the usual one.
    private static func endOfPort(
      _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ isSecure: Bool
    ) -> Int? {
      var port = 0
      var end = start
      while end < bytes.count, 0x30...0x39 ~= bytes[end], end - start < 6 {
        port = port * 10 + Int(bytes[end] - 0x30)
        end += 1
      }
      guard end > start, bytes[start] != UInt8(ascii: "0"), 1...65535 ~= port,
        port != (isSecure ? 443 : 80)
      else { return nil }
      return end
    }
  }
}
