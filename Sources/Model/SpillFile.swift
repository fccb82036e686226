internal import Glibc

/// A file without a name, gone with its last owner: where what is made of one large document stands,
/// which would take as much memory as the document itself.
///
/// A class, since it owns a descriptor. Nothing is ever written to the same place twice.
public final class SpillFile: Sendable {
  private let descriptor: Int32

  /// nil when there can be none in `folder` now: then memory has to do.
  public init?(in folder: String) {
    let descriptor = Self.nameless(in: folder) ?? Self.unlinked(in: folder)
    guard let descriptor else { return nil }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Never with a name, where the file system has such files (`O_TMPFILE` of open(2)).
  private static func nameless(in folder: String) -> Int32? {
    let descriptor = open(folder, __O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0o600)
    return descriptor >= 0 ? descriptor : nil
  }

  /// With a name for a moment (mkstemp(3)).
  private static func unlinked(in folder: String) -> Int32? {
    var path = Array("\(folder)/.guetteur-XXXXXX".utf8CString)
    let descriptor = path.withUnsafeMutableBufferPointer { path in
      path.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    path.withUnsafeBufferPointer { _ = $0.baseAddress.map { unlink($0) } }
    return descriptor
  }

  /// False when not all of it could be written (pwrite(2)): a full disk.
  public func write(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(place + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// The errno with which reading failed (pread(2)); 0 when all of it was read.
  public func read(into bytes: UnsafeMutableRawBufferPointer, at place: Int) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = pread(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(place + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      done += count
    }
    return 0
  }

  /// `count` of the file's bytes, to be read where they are mapped (mmap(2)), also when the file is closed;
  /// nil when they cannot be.
  func map(_ count: Int, at place: Int = 0) -> UnsafeMutableRawPointer? {
    let mapped = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, off_t(place))
    return mapped == UnsafeMutableRawPointer(bitPattern: -1) ? nil : mapped
  }

  /// Puts the file's bytes, which are the same, in the place of mapped memory (mmap(2)): they are read
  /// from the system's cache of files when somebody looks at them. False: they cannot be mapped.
  func replace(_ memory: UnsafeMutableRawBufferPointer, at place: Int) -> Bool {
    // Elsewhere first: by the time that a file system refuses, the memory's own pages may be gone.
    guard let trial = map(1, at: place) else { return false }
    munmap(trial, 1)
    let mapped = mmap(
      memory.baseAddress, memory.count, PROT_READ, MAP_SHARED | MAP_FIXED, descriptor, off_t(place))
    return mapped != UnsafeMutableRawPointer(bitPattern: -1)
  }
}
