internal import Glibc
internal import Model

/// The right of one process to a ledger: flock(2) on a file beside it, for the life of the process.
struct LedgerLock: ~Copyable {
  private let fd: Int32

  /// Waits for at most `waiting` (in steps of 50 ms) while another process holds the lock.
  init(for ledger: String, waiting: Duration) throws(LedgerError) {
    let path = ledger + ".lock"
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard fd >= 0 else {
      throw .cannotOpen(path: ledger, detail: .systemAt(path, SystemError.problem(errno)))
    }
    var left = max(0, waiting.milliseconds)
    while flock(fd, LOCK_EX | LOCK_NB) != 0 {
      let error = errno
      if error == EINTR { continue }
      guard error == EWOULDBLOCK, left > 0 else {
        // `deinit` closes it: it runs although this throws, since all of `self` is there.
        if error == EWOULDBLOCK { throw .heldByAnotherProcess(path: ledger) }
        throw .cannotOpen(path: ledger, detail: .systemAt(path, SystemError.problem(error)))
      }
      usleep(50_000)  // sleeps: flock(2) has no time limit, and this is before anything runs
      left -= 50
    }
  }

  deinit { close(fd) }

  /// The seal that was left here; it is gone afterwards.
  func takeSeal() -> LedgerSeal? {
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = bytes.withUnsafeMutableBytes { pread(fd, $0.baseAddress, $0.count, 0) }
    guard ftruncate(fd, 0) == 0, count > 0 else { return nil }
    return LedgerSeal(reading: String(decoding: bytes[..<count], as: UTF8.self))
  }

  /// Leaves a seal for the next opening. One that cannot be written costs that one a check.
  func leave(_ seal: LedgerSeal) {
    let bytes = Array(seal.text.utf8)
    _ = bytes.withUnsafeBytes { pwrite(fd, $0.baseAddress, $0.count, 0) }
  }

  /// The path with every symbolic link followed, so that a link cannot get around the lock. The last
  /// part need not exist.
  static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      if let whole = realpath(path, nil) {
        defer { free(whole) }
        return String(cString: whole)
      }
      guard let target = linkTarget(path) else { break }
      path = target.hasPrefix("/") ? target : folder(of: path) + "/" + target
    }
    guard let folder = realpath(folder(of: path), nil) else { return path }
    defer { free(folder) }
    let name = path.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
    let prefix = String(cString: folder)
    return (prefix == "/" ? "" : prefix) + "/" + name
  }

  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// readlink(2); nil when `path` is no symbolic link.
  private static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { raw in
      raw.baseAddress.map {
        readlink(path, $0.assumingMemoryBound(to: CChar.self), raw.count)
      } ?? -1
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}

/// What the system calls an error: strerror(3).
enum SystemError {
  static func problem(_ code: Int32) -> SystemProblem {
    SystemProblem(code, words: strerror(code).map { String(cString: $0) } ?? "error \(code)")
  }
}
