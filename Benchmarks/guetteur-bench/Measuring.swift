import Glibc
import JSON

/// User and system seconds of this process that `work` takes.
func cpuSeconds(_ work: () -> Void) -> Double {
  let start = cpuTime()
  work()
  return max(cpuTime() - start, 1e-9)
}

func cpuTime() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// Prints one JSON line.
func report(_ members: (inout JSONWriter) -> Void) {
  var writer = JSONWriter()
  writer.object { (writer) in members(&writer) }
  writer.endLine()
  writer.bytes.withUnsafeBytes { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}

/// A file of lines, in memory.
struct Lines {
  var bytes: [UInt8]

  func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      while start < buffer.count {
        let feed = memchr(base + start, 0x0A, buffer.count - start)
        let end = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? buffer.count
        body(UnsafeBufferPointer(rebasing: buffer[start..<end]))
        start = end + 1
      }
    }
  }

  var lineCount: Int {
    var count = 0
    forEachLine { _ in count += 1 }
    return count
  }

  var longestLine: Int {
    var longest = 0
    forEachLine { longest = max(longest, $0.count) }
    return longest
  }
}

func readFile(_ path: String) throws(BenchError) -> Lines {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else {
    throw BenchError(message: "\(path): \(String(cString: strerror(errno)))")
  }
  defer { close(descriptor) }
  var status = stat()
  fstat(descriptor, &status)
  let size = Int(status.st_size)
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
      if got <= 0 { break }
      count += got
    }
  }
  return Lines(bytes: bytes)
}
