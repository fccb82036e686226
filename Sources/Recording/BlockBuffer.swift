internal import Glibc

/// Bytes on their way to a file, in memory as a disk can take it without the system's cache: it begins
/// at a block, and whole blocks of it may be written.
///
/// A class, since it owns memory that is used again.
final class BlockBuffer {
  /// What any disk of today wants to see whole.
  static let block = 4096

  private(set) var count = 0
  private var start = UnsafeMutableRawPointer.allocate(
    byteCount: BlockBuffer.block, alignment: BlockBuffer.block)
  private var capacity = BlockBuffer.block

  deinit { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  func append(_ raw: UnsafeRawBufferPointer) {
    guard let source = raw.baseAddress else { return }
    if raw.count > capacity - count { grow(to: count + raw.count) }
    memcpy(start + count, source, raw.count)
    count += raw.count
  }

  /// Sets bits of a byte that is there.
  func set(_ bits: UInt8, at place: Int) {
    precondition(place >= 0 && place < count, "a byte beyond the end")
    start.storeBytes(of: bytes[place] | bits, toByteOffset: place, as: UInt8.self)
  }

  func clear() { count = 0 }

  /// The bytes, and zeros up to the end of the last block.
  func withWholeBlocks<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let whole = Self.wholeBlocks(count)
    memset(start + count, 0, whole - count)
    return body(UnsafeRawBufferPointer(start: start, count: whole))
  }

  /// `count`, up to the end of its last block.
  static func wholeBlocks<Count: FixedWidthInteger>(_ count: Count) -> Count {
    let rest = count % Count(block)
    return rest == 0 ? count : count + (Count(block) - rest)
  }

  private func grow(to wanted: Int) {
    capacity = Self.wholeBlocks(max(wanted, min(2 * capacity, capacity + 1 << 19)))
    let new = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: Self.block)
    memcpy(new, start, count)
    start.deallocate()
    start = new
  }
}
