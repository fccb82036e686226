import Glibc

/// A file or standard input, read whole.
enum InputFile {
  /// - Parameter most: bytes beyond which reading stops; one more than this many may come back, so
  ///   that the caller sees that there was more.
  static func read(_ path: String, most: Int) throws(CommandFailure) -> [UInt8] {
    guard path != "-" else {
      guard let bytes = readAll(STDIN_FILENO, most: most) else {
        throw CommandFailure(.inputOutput, .standardInput(CommandProblem.system(errno)))
      }
      return bytes
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    guard let bytes = readAll(descriptor, most: most) else {
      throw failure(path, errno)
    }
    return bytes
  }

  private static func readAll(_ descriptor: Int32, most: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      bytes.reserveCapacity(min(Int(status.st_size), most) + 1)
    }
    while bytes.count <= most {
      // Never beyond what was reserved, which would double it.
      let chunk = min(1 << 16, most + 1 - bytes.count)
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, initialized in
        repeat {
          count = Glibc.read(descriptor, buffer.baseAddress, chunk)
        } while count < 0 && errno == EINTR
        initialized = max(0, count)
      }
      if count < 0 { return nil }
      if count == 0 { break }
      bytes += part
    }
    return bytes
  }

  private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
    CommandFailure(.inputOutput, .file(path, CommandProblem.system(code)))
  }
}

/// Standard input, line by line, without holding it whole.
struct InputLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Longer lines are refused.
  private let most: Int

  init(most: Int = 64_000_000) { self.most = most }

  /// The next line without its newline; nil at the end.
  mutating func next() throws(CommandFailure) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return buffer[start..<end]
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return buffer[start...]
      }
      if buffer.count - start > most {
        throw CommandFailure(.badInput, .longLine(limit: most))
      }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      try fill()
    }
  }

  private mutating func fill() throws(CommandFailure) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    repeat { count = read(STDIN_FILENO, &chunk, chunk.count) } while count < 0 && errno == EINTR
    if count < 0 {
      throw CommandFailure(.inputOutput, .standardInput(CommandProblem.system(errno)))
    }
    isAtEnd = count == 0
    buffer += chunk[..<count]
  }
}
