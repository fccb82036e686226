import CDeflate
import Model

/// gzip (RFC 1952), one or more members, through libdeflate: three times as fast as zlib.
func gunzip(_ bytes: [UInt8], limit: Int) throws(FetchFailure) -> DecodedBody {
  let inflater = try Inflater()
  var body = DecodedBody(bytes: [])
  var at = 0
  while at < bytes.count {
    guard bytes[at...].starts(with: [0x1f, 0x8b]) else {
      guard at > 0 else { throw FetchFailure(.encoding, .notGzip) }
      // Padding after the last member is harmless, anything else is said.
      if bytes[at...].contains(where: { $0 != 0 }) {
        body.damage = .bytesAfterEnd(coding: "gzip")
      }
      break
    }
    switch inflater.gzipMember(bytes, from: at, room: limit - body.bytes.count) {
    case .done(let member, let used):
      if body.bytes.isEmpty {
        body.bytes = member
      } else {
        body.bytes.makeRoom(for: member.count, within: limit)
        body.bytes += member
      }
      at += used
    case .tooLarge:
      throw bodyTooLarge(limit)
    case .damaged:
      let rest = salvageGzip(bytes, from: at, limit: limit - body.bytes.count)
      guard !(body.bytes.isEmpty && rest.isEmpty) else {
        throw FetchFailure(.encoding, .damagedFromStart(coding: "gzip"))
      }
      if body.bytes.isEmpty {
        body.bytes = rest
      } else {
        body.bytes.makeRoom(for: rest.count, within: limit)
        body.bytes += rest
      }
      body.damage = .damaged(coding: "gzip")
      body.isComplete = false
      return body
    }
  }
  return body
}

/// `deflate`: zlib's format (RFC 1950), or raw (RFC 1951) as some servers send it.
func inflateDeflate(_ bytes: [UInt8], limit: Int) throws(FetchFailure) -> DecodedBody {
  let inflater = try Inflater()
  for format in [Inflater.Format.zlib, .raw] {
    switch inflater.whole(bytes, as: format, room: limit) {
    case .done(let out, _): return DecodedBody(bytes: out)
    case .tooLarge: throw bodyTooLarge(limit)
    case .damaged: continue
    }
  }
  let isZlib =
    bytes.count > 2 && bytes[0] & 0x0f == 8
    && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
  let rest = inflateAsFarAsPossible(bytes, from: isZlib ? 2 : 0, limit: limit)
  guard !rest.isEmpty else {
    throw FetchFailure(.encoding, .damagedFromStart(coding: "deflate"))
  }
  return DecodedBody(
    bytes: rest, damage: .damaged(coding: "deflate"), isComplete: false)
}

/// `libdeflate_decompressor`, freed with its last owner.
private final class Inflater {
  enum Format { case gzip, zlib, raw }
  enum Outcome {
    case done([UInt8], used: Int)
    case damaged
    case tooLarge
  }

  private let handle: OpaquePointer

  init() throws(FetchFailure) {
    guard let handle = libdeflate_alloc_decompressor() else {
      throw FetchFailure(.encoding, .noMemory)
    }
    self.handle = handle
  }

  deinit { libdeflate_free_decompressor(handle) }

  /// One member. Its last four bytes say how long it is, if it is the only one and honest.
  func gzipMember(_ bytes: [UInt8], from start: Int, room: Int) -> Outcome {
    var hint = 0
    if bytes.count - start >= 18 {
      hint = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    return decompress(bytes, from: start, .gzip, hint: hint, room: room)
  }

  func whole(_ bytes: [UInt8], as format: Format, room: Int) -> Outcome {
    decompress(bytes, from: 0, format, hint: 0, room: room)
  }

  private func decompress(
    _ bytes: [UInt8], from start: Int, _ format: Format, hint: Int, room: Int
  ) -> Outcome {
    guard room > 0 else { return .tooLarge }
    let wire = bytes.count - start
    let guess = hint > 0 && hint / 1100 <= wire ? hint : wire * 4 + 1024
    // What a try in vain wrote would stay in memory for a while.
    var capacity = guess <= [UInt8].smallRoom ? min(room, guess) : room
    while true {
      var used = 0
      var status = LIBDEFLATE_BAD_DATA
      let out = [UInt8](unsafeUninitializedCapacity: capacity) { out, count in
        bytes.withUnsafeBytes { input in
          let from = input.baseAddress.map { $0 + start }
          switch format {
          case .gzip:
            status = libdeflate_gzip_decompress_ex(
              handle, from, wire, out.baseAddress, capacity, &used, &count)
          case .zlib:
            status = libdeflate_zlib_decompress_ex(
              handle, from, wire, out.baseAddress, capacity, &used, &count)
          case .raw:
            status = libdeflate_deflate_decompress_ex(
              handle, from, wire, out.baseAddress, capacity, &used, &count)
          }
          if status != LIBDEFLATE_SUCCESS { count = 0 }
        }
      }
      switch status {
      case LIBDEFLATE_SUCCESS where used > 0: return .done(out, used: used)
      case LIBDEFLATE_INSUFFICIENT_SPACE where capacity < room:
        capacity = room
      case LIBDEFLATE_INSUFFICIENT_SPACE: return .tooLarge
      default: return .damaged
      }
    }
  }
}
