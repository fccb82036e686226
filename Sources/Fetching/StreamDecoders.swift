import CBrotli
import CZstd
import Model

/// brotli (RFC 7932), streamed so that no more than `limit` bytes are ever made.
func decompressBrotli(_ bytes: [UInt8], limit: Int) throws(FetchFailure) -> DecodedBody {
  guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
    throw FetchFailure(.encoding, .noMemory)
  }
  defer { BrotliDecoderDestroyInstance(state) }

  var body = DecodedBody(bytes: [])
  body.bytes.reserveCapacity(min(limit, bytes.count * 4, [UInt8].smallRoom))
  var chunk = [UInt8](repeating: 0, count: chunkSize)
  var left = bytes.count
  var at = 0
  while true {
    let (result, made) = bytes.withUnsafeBufferPointer { input in
      chunk.withUnsafeMutableBufferPointer { out in
        var from = input.baseAddress.map { $0 + at }
        var to = out.baseAddress
        var room = out.count
        let before = left
        let result = BrotliDecoderDecompressStream(state, &left, &from, &room, &to, nil)
        at += before - left
        return (result, out.count - room)
      }
    }
    guard body.bytes.count + made <= limit else { throw bodyTooLarge(limit) }
    body.bytes.makeRoom(for: made, within: limit)
    body.bytes += chunk[..<made]
    switch result {
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
    case BROTLI_DECODER_RESULT_SUCCESS:
      if left > 0 { body.damage = .bytesAfterEnd(coding: "brotli") }
      return body
    default: return try cutShort(body, "brotli")
    }
  }
}

/// zstd (RFC 8878), streamed likewise, with windows of at most 8 MiB as the RFC asks.
func decompressZstd(_ bytes: [UInt8], limit: Int) throws(FetchFailure) -> DecodedBody {
  guard let stream = ZSTD_createDCtx() else {
    throw FetchFailure(.encoding, .noMemory)
  }
  defer { ZSTD_freeDCtx(stream) }
  _ = ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 23)

  var body = DecodedBody(bytes: [])
  body.bytes.reserveCapacity(min(limit, bytes.count * 4, [UInt8].smallRoom))
  var chunk = [UInt8](repeating: 0, count: chunkSize)
  var at = 0
  while true {
    let before = at
    let (result, made) = bytes.withUnsafeBytes { input in
      chunk.withUnsafeMutableBytes { out in
        var from = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: at)
        var to = ZSTD_outBuffer(dst: out.baseAddress, size: out.count, pos: 0)
        let result = ZSTD_decompressStream(stream, &to, &from)
        at = from.pos
        return (result, to.pos)
      }
    }
    guard body.bytes.count + made <= limit else { throw bodyTooLarge(limit) }
    body.bytes.makeRoom(for: made, within: limit)
    body.bytes += chunk[..<made]
    if ZSTD_isError(result) != 0 { return try cutShort(body, "zstd") }
    if at == bytes.count && made < chunkSize {
      return result == 0 ? body : try cutShort(body, "zstd")
    }
    if at == before && made == 0 { return try cutShort(body, "zstd") }
  }
}

private let chunkSize = 65536

private func cutShort(_ body: DecodedBody, _ name: String) throws(FetchFailure) -> DecodedBody {
  guard !body.bytes.isEmpty else {
    throw FetchFailure(.encoding, .damagedFromStart(coding: name))
  }
  return DecodedBody(
    bytes: body.bytes, damage: .damaged(coding: name), isComplete: false)
}
