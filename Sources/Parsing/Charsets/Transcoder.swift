import Glibc

/// Bytes of any charset to UTF-8.
enum Transcoder {
  struct Text {
    var utf8: [UInt8]
    /// Places where bytes were no text and became U+FFFD.
    var faults: Int
  }

  /// Whether iconv(3) can read the charset.
  static func knows(_ name: String) -> Bool {
    guard let handle = open(name) else { return false }
    iconv_close(handle)
    return true
  }

  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ charset: Charset) -> Text {
    switch charset {
    case .utf8: return UTF8Repair.repaired(bytes)
    case .windows1252: return Text(utf8: Windows1252.decode(bytes), faults: 0)
    case .iconv(let name):
      guard let handle = open(name) else { return UTF8Repair.repaired(bytes) }
      defer { iconv_close(handle) }
      return convert(bytes, handle, unit: unit(of: charset, name))
    }
  }

  /// For so many bytes in UTF-8. Room that nothing was written to costs no memory, where an array that
  /// grows holds its bytes twice.
  static func room(for count: Int) -> Int {
    count < 1 << 20 ? count + count / 2 : 3 * count
  }

  private static func unit(of charset: Charset, _ name: String) -> Int {
    guard charset.isWide else { return 1 }
    return name.hasPrefix("UTF-32") || name.hasPrefix("UCS4") ? 4 : 2
  }

  private static func open(_ name: String) -> iconv_t? {
    guard !name.utf8.contains(0x2F) else { return nil }
    let handle = iconv_open("UTF-8", name)
    // iconv_open(3) fails with (iconv_t)-1.
    return handle == iconv_t(bitPattern: -1) ? nil : handle
  }

  private static func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, _ handle: iconv_t, unit: Int
  ) -> Text {
    var out: [UInt8] = []
    out.reserveCapacity(room(for: bytes.count))
    var faults = 0
    let piece = UnsafeMutablePointer<CChar>.allocate(capacity: 65536)
    defer { piece.deallocate() }
    guard let start = bytes.baseAddress else { return Text(utf8: [], faults: 0) }
    // iconv(3) takes a mutable pointer and writes nothing through it.
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
      mutating: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    while true {
      var output: UnsafeMutablePointer<CChar>? = piece
      var room = 65536
      // At the end once more without input, which writes what is held back.
      let isFlush = left == 0
      let status =
        isFlush
        ? iconv(handle, nil, nil, &output, &room) : iconv(handle, &input, &left, &output, &room)
      let reason = errno
      out.append(
        contentsOf: UnsafeRawBufferPointer(start: piece, count: 65536 - room))
      if status != -1 { if isFlush { break } else { continue } }
      if reason == E2BIG { continue }
      if isFlush { break }
      // EILSEQ: no text here. EINVAL: the end cuts a character.
      faults += 1
      out.append(contentsOf: [0xEF, 0xBF, 0xBD])
      let skipped = reason == EINVAL ? left : min(unit, left)
      input = input.map { $0 + skipped }
      left -= skipped
    }
    return Text(utf8: out, faults: faults)
  }
}
