import Glibc
import Model

/// A whole file's bytes.
enum FileBytes {
  static let limit = 64 << 20

  /// Reads `path` (open(2), read(2)). A pipe is read to its end unless `isRegular` is asked for.
  static func read(_ path: String, isRegular: Bool) throws(FileProblem) -> [UInt8] {
    if path.utf8.contains(0) { throw failure(ENOENT) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (isRegular ? O_NONBLOCK : 0))
    if descriptor < 0 { throw failure(errno) }
    defer { close(descriptor) }

    var status = stat()
    if fstat(descriptor, &status) != 0 { throw failure(errno) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw failure(EISDIR) }
    if isRegular, kind != S_IFREG { throw .notRegular }

    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      bytes += chunk.prefix(count)
      if bytes.count > limit { throw .tooLarge(mebibytes: limit >> 20) }
    }
  }

  private static func failure(_ code: Int32) -> FileProblem { .system(problem(code)) }

  /// strerror(3), by a buffer of our own.
  static func problem(_ code: Int32) -> SystemProblem {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else {
      return SystemProblem(code, words: "error \(code)")
    }
    let words = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return SystemProblem(code, words: String(decoding: words, as: UTF8.self))
  }
}
