internal import CZstd

/// zstd with a checksum: what is damaged is found when it is read.
enum Compression {
  /// The most that one page of the archive may hold, unpacked.
  static let limit = 64 << 20

  static func pack(_ bytes: [UInt8]) -> [UInt8]? {
    guard let context = ZSTD_createCCtx() else { return nil }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 6)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = packed.withUnsafeMutableBytes { out in
      bytes.withUnsafeBytes { raw in
        ZSTD_compress2(context, out.baseAddress, out.count, raw.baseAddress, raw.count)
      }
    }
    guard ZSTD_isError(count) == 0 else { return nil }
    packed.removeLast(packed.count - count)
    return packed
  }

  /// nil when the bytes are not what was packed.
  static func unpack(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
    let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
    guard size <= UInt64(limit) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    let count = bytes.withUnsafeMutableBytes { out in
      ZSTD_decompress(out.baseAddress, out.count, packed.baseAddress, packed.count)
    }
    return ZSTD_isError(count) == 0 && count == bytes.count ? bytes : nil
  }
}
