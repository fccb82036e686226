import Glibc

/// Standard output as a pipe that its reader may close.
enum StandardOutput {
  enum Outcome: Hashable {
    case whole
    /// Nobody reads any more (EPIPE): the end, not an error.
    case closed
    case failed(Int32)
  }

  static func write(_ bytes: [UInt8]) -> Outcome {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let written = Glibc.write(
          STDOUT_FILENO, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if written < 0 && errno == EINTR { continue }
        if written <= 0 { return errno == EPIPE ? .closed : .failed(errno) }
        done += written
      }
      return .whole
    }
  }
}
