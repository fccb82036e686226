/// Reads whole lines of a log, from an offset on.
struct LineReader {
  let fd: Int32
  let path: String
  let files: FileDoor

  /// Calls `line` with each whole line, its newline left out, and with where it begins, until it
  /// returns false. Returns where the last line that it accepted ends. A line of more than 1 MiB
  /// ends the reading: it is none of ours.
  func forEachLine(
    from offset: Int64, _ line: (UnsafeRawBufferPointer, Int64) -> Bool
  ) throws(LogError) -> Int64 {
    var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    var lineStart = offset
    var filled = 0
    while true {
      if filled == buffer.count {
        guard buffer.count < 1 << 20 else { return lineStart }
        buffer.append(contentsOf: repeatElement(0, count: buffer.count))
      }
      let count = buffer.withUnsafeMutableBytes { raw in
        files.read(
          fd, UnsafeMutableRawBufferPointer(rebasing: raw[filled...]), lineStart + Int64(filled))
      }
      if count < 0 { throw LogError(path: path, operation: "read", errno: Int32(-count)) }
      if count == 0 { return lineStart }
      filled += count
      var used = 0
      let goesOn = buffer.withUnsafeBytes { raw in
        while let newline = raw[used..<filled].firstIndex(of: 0x0A) {
          let bytes = UnsafeRawBufferPointer(rebasing: raw[used..<newline])
          guard line(bytes, lineStart + Int64(used)) else { return false }
          used = newline + 1
        }
        return true
      }
      lineStart += Int64(used)
      if !goesOn { return lineStart }
      buffer.removeFirst(used)
      buffer.append(contentsOf: repeatElement(0, count: used))
      filled -= used
    }
  }
}
