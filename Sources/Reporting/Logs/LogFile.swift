internal import Glibc

/// One log file, opened for one batch: appended to, synced, closed. Whole lines in each write(2).
///
/// Opening it anew for each batch is what makes rotation, deletion and moving need no signal.
struct LogFile: ~Copyable {
  let path: String
  private let files: FileDoor
  private let fd: Int32
  let inode: UInt64
  /// The file's size when it was opened and repaired, then after each append.
  private(set) var size: Int64
  /// It was not there: its folder has to be synced too.
  private var isNew: Bool
  /// The file ends in the middle of a line that is not ours to cut.
  private var needsNewline = false

  /// open(2) with O_APPEND. Makes the file, with mode 0640, and the last folder of its path.
  init(_ path: String, files: FileDoor) throws(LogError) {
    self.path = path
    self.files = files
    let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    var opened = files.open(path, flags, 0)
    var isNew = false
    if opened == -Int(ENOENT) {
      isNew = true
      opened = files.open(path, flags | O_CREAT, 0o640)
      if opened == -Int(ENOENT), files.makeFolder(Self.folder(of: path), 0o750) == 0 {
        opened = files.open(path, flags | O_CREAT, 0o640)
      }
    }
    guard opened >= 0 else {
      throw LogError(path: path, operation: "open", errno: Int32(-opened))
    }
    var status = stat()
    let result = files.status(Int32(opened), &status)
    guard result >= 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = files.close(Int32(opened))
      throw LogError(path: path, operation: "open", errno: result < 0 ? Int32(-result) : EINVAL)
    }
    fd = Int32(opened)
    self.isNew = isNew
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
  }

  deinit { _ = files.close(fd) }

  // MARK: Reading

  /// Calls `line` with each whole line from `offset` on, its newline left out, and with where it
  /// begins, until it returns false. Returns where the last line that was given ends.
  func forEachLine(
    from offset: Int64, _ line: (UnsafeRawBufferPointer, Int64) -> Bool
  ) throws(LogError) -> Int64 {
    try LineReader(fd: fd, path: path, files: files).forEachLine(from: offset, line)
  }

  /// Whether a line ends right before `offset`.
  func isLineStart(_ offset: Int64) throws(LogError) -> Bool {
    if offset == 0 { return true }
    guard offset > 0, offset <= size else { return false }
    var byte: UInt8 = 0
    let count = withUnsafeMutableBytes(of: &byte) { files.read(fd, $0, offset - 1) }
    if count < 0 { throw LogError(path: path, operation: "read", errno: Int32(-count)) }
    return count == 1 && byte == 0x0A
  }

  // MARK: Repairing

  /// Cuts a torn last line off. What is too long to be a line of ours is left, and ended.
  mutating func repairTail() throws(LogError) {
    needsNewline = false
    if try isLineStart(size) { return }
    let window = min(size, Int64(AlertLines.lineLimit))
    var bytes = [UInt8](repeating: 0, count: Int(window))
    let count = bytes.withUnsafeMutableBytes { files.read(fd, $0, size - window) }
    if count < 0 { throw LogError(path: path, operation: "read", errno: Int32(-count)) }
    if let newline = bytes.prefix(count).lastIndex(of: 0x0A) {
      try cut(to: size - window + Int64(newline) + 1)
    } else if window == size {
      try cut(to: 0)
    } else {
      needsNewline = true
    }
  }

  /// ftruncate(2).
  mutating func cut(to length: Int64) throws(LogError) {
    guard length < size else { return }
    let result = files.truncate(fd, length)
    if result < 0 { throw LogError(path: path, operation: "truncate", errno: Int32(-result)) }
    size = length
  }

  // MARK: Writing

  /// Writes whole lines, minding short writes. When that fails, what is left of a line is cut off.
  mutating func append(_ lines: UnsafeRawBufferPointer) throws(LogError) {
    if needsNewline {
      let newline: [UInt8] = [0x0A]
      try newline.withUnsafeBufferPointer { bytes throws(LogError) in
        try write(UnsafeRawBufferPointer(bytes))
      }
      needsNewline = false
    }
    try write(lines)
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer) throws(LogError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = files.write(fd, rest)
      if count == -Int(EINTR) { continue }
      guard count > 0 else {
        let error = LogError(
          path: path, operation: "write", errno: count < 0 ? Int32(-count) : ENOSPC)
        // Best effort: what stays torn is cut off when the file is opened next.
        mend()
        throw error
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    size += Int64(bytes.count)
  }

  private mutating func mend() {
    do throws(LogError) {
      try refreshSize()
      try repairTail()
    } catch {}
  }

  private mutating func refreshSize() throws(LogError) {
    var status = stat()
    let result = files.status(fd, &status)
    if result < 0 { throw LogError(path: path, operation: "status", errno: Int32(-result)) }
    size = Int64(status.st_size)
  }

  /// fdatasync(2), and fsync(2) of the folder when the file is new. Fails (with ENOENT) when the
  /// file was deleted since it was opened.
  mutating func sync() throws(LogError) {
    let result = files.syncFile(fd)
    if result < 0 { throw LogError(path: path, operation: "sync", errno: Int32(-result)) }
    if isNew { try Self.syncFolder(of: path, files: files) }
    isNew = false
    var status = stat()
    let known = files.status(fd, &status)
    if known < 0 { throw LogError(path: path, operation: "status", errno: Int32(-known)) }
    if status.st_nlink == 0 { throw LogError(path: path, operation: "write", errno: ENOENT) }
    size = Int64(status.st_size)
  }

  private static func syncFolder(of path: String, files: FileDoor) throws(LogError) {
    let folder = folder(of: path)
    let opened = files.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    if opened < 0 { throw LogError(path: folder, operation: "open", errno: Int32(-opened)) }
    let result = files.syncFolder(Int32(opened))
    _ = files.close(Int32(opened))
    // Some file systems cannot sync a folder, and say EINVAL.
    if result < 0 && result != -Int(EINVAL) {
      throw LogError(path: folder, operation: "sync", errno: Int32(-result))
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> Substring {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
    return path[path.index(after: slash)...]
  }
}
