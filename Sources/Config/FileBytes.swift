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
    // A byte more than the file has, so that its end is met in the first piece.
    var room = kind == S_IFREG ? min(Int(clamping: status.st_size), limit) + 1 : 1 << 16
    while true {
      let piece = try piece(of: descriptor, room)
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if bytes.count > limit { throw .tooLarge(mebibytes: limit >> 20) }
      if piece.count < room { return bytes }
      room = 1 << 16
    }
  }

  /// The next `room` bytes; fewer at the end of the file.
  private static func piece(of descriptor: Int32, _ room: Int) throws(FileProblem) -> [UInt8] {
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      while count < room, let base = buffer.baseAddress {
        let more = Glibc.read(descriptor, base + count, room - count)
        if more > 0 {
          count += more
        } else if more == 0 {
          return
        } else if errno != EINTR {
          code = errno
          return
        }
      }
    }
    if code != 0 { throw failure(code) }
    return piece
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
