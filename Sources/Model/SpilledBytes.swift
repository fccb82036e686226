internal import Glibc

/// A large document's bytes in a file, where they are read as if they stood in memory.
///
/// `@unchecked`: nobody writes to them. What cannot be read any more of the file, on a failing disk, ends
/// the process (SIGBUS), as it would when a library's code could not be read.
public final class SpilledBytes: @unchecked Sendable {
  public let bytes: UnsafeBufferPointer<UInt8>

  /// nil when they cannot be put there: then memory has to do.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>, in folder: String) {
    guard let file = SpillFile(in: folder), file.write(UnsafeRawBufferPointer(bytes), at: 0),
      let start = file.map(bytes.count)
    else { return nil }
    self.bytes = UnsafeBufferPointer(
      start: start.bindMemory(to: UInt8.self, capacity: bytes.count), count: bytes.count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// What was read of them leaves the memory (madvise(2)); it can be read again.
  public func rest() {
    guard let start = bytes.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: start), bytes.count, MADV_DONTNEED)
  }
}
