/// How much of an alert its line holds when the whole would be longer than 64 KiB.
struct Cut {
  /// Bytes of a text, elements of a list, bytes of an address or id.
  var text: Int
  var count: Int
  var address: Int
  var isCut = true

  static let none = Cut(text: .max, count: .max, address: .max, isCut: false)

  /// Tried in this order. With the last a line has at most 52 KiB, were each byte escaped.
  static let ladder = [
    Cut(text: 16_384, count: 200, address: 8192), Cut(text: 4096, count: 100, address: 4096),
    Cut(text: 1024, count: 40, address: 2048), Cut(text: 256, count: 20, address: 2048),
    Cut(text: 64, count: 10, address: 1536),
  ]

  /// At most `limit` bytes, whole characters.
  static func prefix(
    of utf8: UnsafeBufferPointer<UInt8>, _ limit: Int
  ) -> UnsafeBufferPointer<UInt8> {
    guard limit < utf8.count else { return utf8 }
    var end = max(0, limit)
    while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeBufferPointer(rebasing: utf8[..<end])
  }
}
