internal import CDeflate
internal import Glibc

/// A file of texts beside the ledger, `LEDGER-texts.N`: bytes that rows of `archive_text` refer to.
///
/// It is only appended to. What it holds counts when a committed row says so: what stands after the
/// last such place was left by a transaction that failed, and is written over.
///
/// What is written goes past the system's cache where that can be (O_DIRECT), in whole blocks: nobody
/// reads it again soon, and a cache that it passes through costs three times as much.
final class TextFile {
  /// The number of its first text: no two files of a ledger have the same.
  let number: Int64
  /// Where the next text goes.
  private(set) var end: Int64
  let path: String
  private let descriptor: Int32

  static func path(of ledger: String, _ number: Int64) -> String { "\(ledger)-texts.\(number)" }

  private init(_ ledger: String, _ number: Int64, end: Int64, flags: Int32) throws(LedgerError) {
    path = Self.path(of: ledger, number)
    self.number = number
    self.end = end
    var descriptor = open(path, flags | O_CLOEXEC, 0o640)
    if descriptor < 0, errno == EINVAL, flags & Self.pastCache != 0 {
      descriptor = open(path, (flags & ~Self.pastCache) | O_CLOEXEC, 0o640)
    }
    self.descriptor = descriptor
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
  }

  deinit { close(descriptor) }

  /// A new file, whose name will be there after a crash.
  convenience init(beginning number: Int64, of ledger: String) throws(LedgerError) {
    try self.init(ledger, number, end: 0, flags: O_RDWR | O_CREAT | O_TRUNC | Self.pastCache)
    let folder = open(LedgerLock.folder(of: ledger), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Self.failure(path, errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw Self.failure(path, errno) }
  }

  /// A file of which the ledger knows `end` bytes, to go on there; nil when it is not there.
  convenience init?(number: Int64, of ledger: String, end: Int64) throws(LedgerError) {
    do throws(LedgerError) {
      try self.init(
        ledger, number, end: BlockBuffer.wholeBlocks(end), flags: O_RDWR | Self.pastCache)
    } catch {
      if Self.isMissing(error) { return nil }
      throw error
    }
  }

  /// For reading; nil when it is not there.
  convenience init?(reading number: Int64, of ledger: String) throws(LedgerError) {
    do throws(LedgerError) {
      try self.init(ledger, number, end: 0, flags: O_RDONLY)
    } catch {
      if Self.isMissing(error) { return nil }
      throw error
    }
  }

  private static let pastCache = __O_DIRECT

  /// Appends bytes (pwrite) and returns where they stand; they are on disk after `sync`.
  func append(_ bytes: BlockBuffer) throws(LedgerError) -> Int64 {
    let place = end
    let code = bytes.withWholeBlocks { whole in
      var rest = whole
      while !rest.isEmpty {
        let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(end))
        if count < 0 && errno == EINTR { continue }
        // Not in these blocks, or not on this file system.
        if count < 0 && errno == EINVAL && useCache() { continue }
        guard count > 0 else { return count == 0 ? ENOSPC : errno }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        end += Int64(count)
      }
      return 0
    }
    guard code == 0 else { throw Self.failure(path, code) }
    return place
  }

  /// False when that is so already.
  private func useCache() -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, flags & Self.pastCache != 0 else { return false }
    return fcntl(descriptor, F_SETFL, flags & ~Self.pastCache) == 0
  }

  func sync() throws(LedgerError) {
    guard fdatasync(descriptor) == 0 else { throw Self.failure(path, errno) }
  }

  /// The bytes of a place (pread); fewer where the file ends before.
  func bytes(at place: Int64, count: Int) throws(LedgerError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), count - done, off_t(place) + done)
      }
      if read < 0 && errno == EINTR { continue }
      guard read >= 0 else { throw Self.failure(path, errno) }
      if read == 0 { break }
      done += read
    }
    bytes.removeLast(count - done)
    return bytes
  }

  /// What tells bytes that were damaged from those that were written (libdeflate_crc32).
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    Int64(libdeflate_crc32(0, bytes.baseAddress, bytes.count))
  }

  /// Removes the files of a ledger that none of its rows refers to, as a crash leaves them.
  static func removeStray(of ledger: String, but known: Set<Int64>) {
    guard let folder = opendir(LedgerLock.folder(of: ledger)) else { return }
    defer { closedir(folder) }
    let name = path(of: ledger.split(separator: "/").last.map(String.init) ?? "", 0).dropLast()
    var stray: [Int64] = []
    while let entry = readdir(folder) {
      let found = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard found.hasPrefix(name), let number = Int64(found.dropFirst(name.count)) else { continue }
      if !known.contains(number) { stray.append(number) }
    }
    for number in stray { unlink(path(of: ledger, number)) }
  }

  private static func isMissing(_ error: LedgerError) -> Bool {
    if case .failed(_, _, let code) = error { code == ENOENT } else { false }
  }

  private static func failure(_ path: String, _ code: Int32) -> LedgerError {
    .failed(path: path, detail: .system(SystemError.problem(code)), code: code)
  }
}
