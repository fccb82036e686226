/// What can be inflated of a gzip member that is damaged or cut short: libdeflate gives all or
/// nothing. Slow and plain; only damaged bodies come here.
func salvageGzip(_ bytes: [UInt8], from start: Int, limit: Int) -> [UInt8] {
  guard let data = gzipDataStart(bytes, from: start) else { return [] }
  return inflateAsFarAsPossible(bytes, from: data, limit: limit)
}

/// Past the header of RFC 1952 §2.3; nil when it does not end.
private func gzipDataStart(_ bytes: [UInt8], from start: Int) -> Int? {
  guard bytes.count - start > 10, bytes[start + 2] == 8 else { return nil }
  let flags = bytes[start + 3]
  var at = start + 10
  func skipText() -> Bool {
    guard at < bytes.count, let end = bytes[at...].firstIndex(of: 0) else { return false }
    at = end + 1
    return true
  }
  if flags & 4 != 0 {
    guard at + 2 <= bytes.count else { return nil }
    at += 2 + Int(bytes[at]) + Int(bytes[at + 1]) << 8
  }
  if flags & 8 != 0, !skipText() { return nil }
  if flags & 16 != 0, !skipText() { return nil }
  if flags & 2 != 0 { at += 2 }
  return at < bytes.count ? at : nil
}

/// Inflates raw deflate data (RFC 1951) until it ends, errs or passes `limit`.
func inflateAsFarAsPossible(_ bytes: [UInt8], from start: Int, limit: Int) -> [UInt8] {
  var reader = BitReader(bytes: bytes, at: start)
  var out: [UInt8] = []
  out.makeRoom(for: limit, within: limit)
  while out.count < limit {
    guard let isLast = reader.bits(1), let kind = reader.bits(2) else { break }
    let went =
      switch kind {
      case 0: copyStored(&reader, &out, limit)
      case 1: inflateBlock(&reader, &out, limit, .fixedLiterals, .fixedDistances)
      case 2: inflateDynamic(&reader, &out, limit)
      default: false
      }
    if !went || isLast == 1 { break }
  }
  return out
}

private struct BitReader {
  let bytes: [UInt8]
  var at: Int
  private var buffer: UInt32 = 0
  private var held = 0

  init(bytes: [UInt8], at: Int) {
    self.bytes = bytes
    self.at = at
  }

  /// The next `count` (at most 16) bits, the first the lowest; nil at the end.
  mutating func bits(_ count: Int) -> Int? {
    while held < count {
      guard at < bytes.count else { return nil }
      buffer |= UInt32(bytes[at]) << UInt32(held)
      at += 1
      held += 8
    }
    let value = Int(buffer & (1 << UInt32(count) - 1))
    buffer >>= UInt32(count)
    held -= count
    return value
  }

  mutating func alignToByte() {
    buffer = 0
    held = 0
  }
}

/// A canonical Huffman code (RFC 1951 §3.2.2): how many codes have each length, and the symbols.
private struct HuffmanCode {
  private var counts = [Int](repeating: 0, count: 16)
  private var symbols: [Int]

  init(lengths: some Collection<Int>) {
    symbols = [Int](repeating: 0, count: lengths.count)
    for length in lengths { counts[length] += 1 }
    counts[0] = 0
    var next = [Int](repeating: 0, count: 16)
    for length in 1..<15 { next[length + 1] = next[length] + counts[length] }
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[next[length]] = symbol
      next[length] += 1
    }
  }

  func symbol(_ reader: inout BitReader) -> Int? {
    var code = 0
    var first = 0
    var index = 0
    for length in 1..<16 {
      guard let bit = reader.bits(1) else { return nil }
      code |= bit
      let count = counts[length]
      if code - count < first {
        let at = index + code - first
        return symbols.indices.contains(at) ? symbols[at] : nil
      }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }

  static let fixedLiterals = HuffmanCode(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  static let fixedDistances = HuffmanCode(lengths: [Int](repeating: 5, count: 30))
}

private func copyStored(_ reader: inout BitReader, _ out: inout [UInt8], _ limit: Int) -> Bool {
  reader.alignToByte()
  guard let length = reader.bits(16), reader.bits(16) != nil else { return false }
  let end = min(reader.at + length, reader.bytes.count)
  let isWhole = end - reader.at == length
  out += reader.bytes[reader.at..<end].prefix(limit - out.count)
  reader.at = end
  return isWhole && out.count < limit
}

private func inflateDynamic(_ reader: inout BitReader, _ out: inout [UInt8], _ limit: Int) -> Bool {
  let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  guard let literals = reader.bits(5), let distances = reader.bits(5), let codes = reader.bits(4)
  else { return false }
  var codeLengths = [Int](repeating: 0, count: 19)
  for i in 0..<(codes + 4) {
    guard let length = reader.bits(3) else { return false }
    codeLengths[order[i]] = length
  }
  let code = HuffmanCode(lengths: codeLengths)
  let wanted = literals + 257 + distances + 1
  var lengths: [Int] = []
  while lengths.count < wanted {
    guard let symbol = code.symbol(&reader) else { return false }
    switch symbol {
    case 0..<16: lengths.append(symbol)
    case 16:
      guard let last = lengths.last, let more = reader.bits(2) else { return false }
      lengths += [Int](repeating: last, count: more + 3)
    default:
      guard let more = reader.bits(symbol == 17 ? 3 : 7) else { return false }
      lengths += [Int](repeating: 0, count: more + (symbol == 17 ? 3 : 11))
    }
  }
  guard lengths.count == wanted else { return false }
  return inflateBlock(
    &reader, &out, limit, HuffmanCode(lengths: lengths[..<(literals + 257)]),
    HuffmanCode(lengths: lengths[(literals + 257)...]))
}

private let lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
]
private let lengthBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]

/// False when the block does not come to its end.
private func inflateBlock(
  _ reader: inout BitReader, _ out: inout [UInt8], _ limit: Int, _ literals: HuffmanCode,
  _ distances: HuffmanCode
) -> Bool {
  while out.count < limit {
    guard let symbol = literals.symbol(&reader) else { return false }
    if symbol < 256 {
      out.append(UInt8(symbol))
      continue
    }
    if symbol == 256 { return true }
    guard symbol - 257 < lengthBases.count, let more = reader.bits(lengthBits[symbol - 257]),
      let far = distances.symbol(&reader), far < distanceBases.count,
      let farther = reader.bits(far < 4 ? 0 : (far - 2) / 2)
    else { return false }
    let distance = distanceBases[far] + farther
    guard distance <= out.count else { return false }
    for _ in 0..<min(lengthBases[symbol - 257] + more, limit - out.count) {
      out.append(out[out.count - distance])
    }
  }
  return false
}
