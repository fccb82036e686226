import Model

/// A body without its content codings.
struct DecodedBody: Sendable {
  var bytes: [UInt8]
  /// What was wrong with it although it could be read.
  var damage: FetchProblem?
  /// False when bytes are missing at its end.
  var isComplete = true
}

/// Takes the content codings off a body (RFC 9110 §8.4), whatever the header says wrongly.
///
/// Never more than `limit` bytes come out of any step, and never more than three steps are taken. The
/// body is taken out of `wire`, so that of two steps' bodies the first is let go.
func decodedBody(
  _ wire: inout [UInt8], coding: String?, limit: Int
) throws(FetchFailure) -> DecodedBody {
  let declared = (coding ?? "").lowercased().split(whereSeparator: { ", \t".contains($0) })
    .filter { $0 != "identity" && $0 != "none" && $0 != "utf-8" }
  guard declared.count <= 3 else {
    throw FetchFailure(.encoding, .compressedTooOften)
  }
  var body = DecodedBody(bytes: [])
  swap(&body.bytes, &wire)
  for name in declared.reversed() {
    guard !body.bytes.isEmpty else { return body }
    guard let format = Compression(coding: String(name)) else {
      if looksLikeText(body.bytes) {
        body.damage = .wrongCoding
        continue
      }
      throw FetchFailure(
        .encoding, .unknownCoding(oneLine(String(name), limit: 40)))
    }
    // Some servers declare a coding and send plain text all the same.
    if looksLikeText(body.bytes) && !format.matches(body.bytes) {
      body.damage = .wrongCoding
      continue
    }
    body = try decompress(
      body, format.matches(body.bytes) ? format : sniffed(body.bytes) ?? format,
      limit: limit)
  }
  // Others compress a file and do not say so, or do so twice.
  if let format = sniffed(body.bytes) { body = try decompress(body, format, limit: limit) }
  return body
}

enum Compression {
  case gzip, deflate, brotli, zstd

  init?(coding: String) {
    switch coding {
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    case "br": self = .brotli
    case "zstd": self = .zstd
    default: return nil
    }
  }

  /// Whether the bytes begin as this format does; brotli and raw deflate have no mark, but no deflate
  /// begins with that of another.
  func matches(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .gzip: bytes.starts(with: [0x1f, 0x8b])
    case .zstd: bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
    case .deflate: !looksLikeText(bytes) && sniffed(bytes) == nil
    case .brotli: !looksLikeText(bytes)
    }
  }
}

/// Bytes no feed begins with, which name their own format.
private func sniffed(_ bytes: [UInt8]) -> Compression? {
  if Compression.gzip.matches(bytes) { return .gzip }
  return Compression.zstd.matches(bytes) ? .zstd : nil
}

/// Whether bytes begin as an XML or JSON document in an ASCII-like charset or UTF-16 with a mark.
private func looksLikeText(_ bytes: [UInt8]) -> Bool {
  let marks: [[UInt8]] = [[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]]
  if marks.contains(where: { bytes.starts(with: $0) }) { return true }
  guard let i = bytes.prefix(256).firstIndex(where: { !" \t\r\n".utf8.contains($0) }) else {
    return false
  }
  guard bytes[i] == UInt8(ascii: "<") || bytes[i] == UInt8(ascii: "{") else { return false }
  return bytes[i...].prefix(32).allSatisfy { $0 >= 0x20 || 0x09...0x0d ~= $0 }
}

private func decompress(
  _ body: DecodedBody, _ format: Compression, limit: Int
) throws(FetchFailure) -> DecodedBody {
  var out =
    switch format {
    case .gzip: try gunzip(body.bytes, limit: limit)
    case .deflate: try inflateDeflate(body.bytes, limit: limit)
    case .brotli: try decompressBrotliOrOther(body.bytes, limit: limit)
    case .zstd: try decompressZstd(body.bytes, limit: limit)
    }
  out.damage = out.damage ?? body.damage
  out.isComplete = out.isComplete && body.isComplete
  return out
}

/// A brotli stream may begin as gzip does.
private func decompressBrotliOrOther(
  _ bytes: [UInt8], limit: Int
) throws(FetchFailure) -> DecodedBody {
  do {
    return try decompressBrotli(bytes, limit: limit)
  } catch {
    guard error.kind == .encoding, let other = sniffed(bytes) else { throw error }
    return try decompress(DecodedBody(bytes: bytes), other, limit: limit)
  }
}

/// The failure of a body that grows past its bound.
func bodyTooLarge(_ limit: Int) -> FetchFailure {
  FetchFailure(.tooLarge, .bodyTooLarge(limit: limit))
}
