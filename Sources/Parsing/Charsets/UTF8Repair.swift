import Model

/// UTF-8 checked, byte by byte (Unicode §3.9, table 3-7).
enum UTF8Repair {
  struct Census {
    /// Well-formed sequences of two bytes, and of three or four.
    var short = 0
    var long = 0
    /// Ill-formed places.
    var faults = 0

    var isValid: Bool { faults == 0 }
    var sequences: Int { short + long }
  }

  /// The bytes with each maximal ill-formed part replaced by U+FFFD.
  static func repaired(
    _ bytes: UnsafeBufferPointer<UInt8>, _ bounds: Transcoder.Bounds = Transcoder.Bounds()
  ) -> Transcoder.Text {
    bounds.source?.rest()
    var out: [UInt8] = []
    out.reserveCapacity(bounds.room(for: bytes.count))
    var looked = 0
    var faults = 0
    var run = 0
    var i = 0
    while i < bytes.count, out.count <= bounds.most {
      if i - looked >= Transcoder.Bounds.step {
        out.append(contentsOf: bytes[run..<i])
        (run, looked) = (i, i)
        bounds.source?.rest()
      }
      let length = sequence(bytes, at: i)
      if length > 0 {
        i += length
        continue
      }
      out.append(contentsOf: bytes[run..<i])
      out.append(contentsOf: [0xEF, 0xBF, 0xBD])
      faults += 1
      i = min(bytes.count, i - length)
      run = i
    }
    if out.count <= bounds.most { out.append(contentsOf: bytes[run...]) }
    return Transcoder.Text(utf8: out, faults: faults)
  }

  static func census(_ bytes: UnsafeBufferPointer<UInt8>) -> Census {
    var census = Census()
    let raw = UnsafeRawBufferPointer(bytes)
    var i = 0
    while i < raw.count {
      if i + 8 <= raw.count,
        raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        i += 8
        continue
      }
      if raw[i] < 0x80 {
        i += 1
        continue
      }
      let length = sequence(bytes, at: i)
      if length < 0 {
        census.faults += 1
        i -= length
      } else {
        if length == 2 { census.short += 1 } else { census.long += 1 }
        i += length
      }
    }
    return census
  }

  /// The length of the sequence at `i`; negative: of the ill-formed part there.
  private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    let lead = bytes[i]
    if lead < 0x80 { return 1 }
    let count: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0...0xEF:
      count = 3
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      count = 4
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default: return -1
    }
    var length = 1
    while length < count {
      guard i + length < bytes.count else { return -length }
      let next = bytes[i + length]
      guard next >= lowest, next <= highest else { return -length }
      lowest = 0x80
      highest = 0xBF
      length += 1
    }
    return count
  }
}
