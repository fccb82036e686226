internal import CZstd

/// What one thread unpacks one piece after another into. A class, since it owns memory and a zstd
/// context (`ZSTD_createDCtx`), which are used again.
public final class PieceMemory {
  private let context: OpaquePointer?
  private var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  public init() { context = ZSTD_createDCtx() }

  deinit {
    ZSTD_freeDCtx(context)
    bytes.deallocate()
  }

  /// The bytes that were packed, until something else is unpacked; nil when they are damaged.
  func unpack(_ packed: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
    guard size <= UInt64(Compression.limit), let context else { return nil }
    reserve(Int(size))
    let count = ZSTD_decompressDCtx(
      context, bytes.baseAddress, Int(size), packed.baseAddress, packed.count)
    guard ZSTD_isError(count) == 0, count == Int(size) else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[..<count])
  }

  private func reserve(_ count: Int) {
    guard bytes.count < count else { return }
    bytes.deallocate()
    // Pages are about as large as each other.
    bytes = .allocate(byteCount: count + count / 4, alignment: 16)
  }
}
