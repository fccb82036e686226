import Glibc
import Model

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

  /// At most what `bounds` say, and a little more when there would be.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ charset: Charset, _ bounds: Bounds = Bounds()
  ) -> Text {
    switch charset {
    case .utf8: return UTF8Repair.repaired(bytes, bounds)
    case .windows1252: return Text(utf8: windows1252(bytes, bounds), faults: 0)
    case .iconv(let name):
      guard let handle = open(name) else { return UTF8Repair.repaired(bytes, bounds) }
      defer { iconv_close(handle) }
      return convert(bytes, handle, unit: unit(of: charset, name), bounds)
    }
  }

  /// What decoding may take of memory.
  struct Bounds {
    /// Bytes of UTF-8, beyond which a document is refused.
    var most = Int.max
    /// Whose bytes are decoded, when they are many: they need not be in memory beside their text.
    var source: SpilledBytes?

    /// Bytes read at once, between two looks at these bounds.
    static let step = 1 << 20

    func room(for count: Int) -> Int {
      let room = Transcoder.room(for: count)
      return count < Self.step ? room : min(room, most < .max / 2 ? most + 4 * Self.step : most)
    }
  }

  private static func windows1252(
    _ bytes: UnsafeBufferPointer<UInt8>, _ bounds: Bounds
  ) -> [UInt8] {
    if bytes.count <= Bounds.step { return Windows1252.decode(bytes) }
    var out: [UInt8] = []
    out.reserveCapacity(bounds.room(for: bytes.count))
    for start in stride(from: 0, to: bytes.count, by: Bounds.step) where out.count <= bounds.most {
      let end = min(bytes.count, start + Bounds.step)
      out += Windows1252.decode(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      bounds.source?.rest()
    }
    return out
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
    _ bytes: UnsafeBufferPointer<UInt8>, _ handle: iconv_t, unit: Int, _ bounds: Bounds
  ) -> Text {
    var out: [UInt8] = []
    out.reserveCapacity(bounds.room(for: bytes.count))
    var looked = 0
    var faults = 0
    let piece = UnsafeMutablePointer<CChar>.allocate(capacity: 65536)
    defer { piece.deallocate() }
    guard let start = bytes.baseAddress else { return Text(utf8: [], faults: 0) }
    // iconv(3) takes a mutable pointer and writes nothing through it.
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
      mutating: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    while out.count <= bounds.most {
      if out.count - looked >= Bounds.step {
        looked = out.count
        bounds.source?.rest()
      }
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
