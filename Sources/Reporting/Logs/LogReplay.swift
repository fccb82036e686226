internal import Glibc
internal import Model

/// Finds out which lines stand in a log although the ledger does not know it yet.
///
/// The cursor was noted, durably, before a line was written: so all that follows it in the noted
/// file is ours. The file may have been rotated since (`create`: a neighbour has its inode;
/// `copytruncate`: a neighbour is its copy). What was compressed or moved out of the folder counts
/// as gone, and is written again: a double with the same number is better than a loss.
struct LogReplay {
  let cursor: LogCursor
  /// The last number that may stand.
  let last: Int64
  /// When the first line that may stand was recorded: a file that was last written before does not
  /// hold it.
  let since: Timestamp
  let files: FileDoor
  let number: (UnsafeRawBufferPointer) -> Int64?

  /// Numbers above the cursor's that stand.
  struct Found {
    /// In the noted file, after the noted place.
    var here: Set<Int64> = []
    /// In a file that it was before, or is a copy of.
    var elsewhere: Set<Int64> = []
  }

  /// Looks for the numbers above the cursor's. In `file`, and in what a rotation made of it, a line
  /// that is not whole is cut off.
  func run(in file: inout LogFile) throws(LogError) -> Found {
    guard cursor.inode != 0 else {
      try file.repairTail()
      return Found()
    }
    guard file.inode == cursor.inode else {
      let standing = try searchNeighbours(of: file, isRotated: true)
      try file.repairTail()
      return Found(elsewhere: standing)
    }
    guard file.size > cursor.size else {
      // Truncated since, perhaps: what it held may be in a copy, and what came afterwards is here.
      let copied = try searchNeighbours(of: file, isRotated: false)
      try file.repairTail()
      let here = file.size < cursor.size ? try numbers(in: file, from: 0) : []
      return Found(here: here, elsewhere: copied)
    }
    guard try file.isLineStart(cursor.size) else {
      // Not as we left it; what we can read of it is all that we can tell.
      try file.repairTail()
      return Found(here: try numbers(in: file, from: 0))
    }
    var standing: Set<Int64> = []
    let end = try file.forEachLine(from: cursor.size) { line, _ in
      // Zeros are what a power cut leaves of a line: it and all that follows is written again.
      if line.contains(0) { return false }
      if let number = number(line), isOurs(number) { standing.insert(number) }
      return true
    }
    try file.cut(to: end)
    return Found(here: standing)
  }

  private func isOurs(_ number: Int64) -> Bool { number > cursor.seq && number <= last }

  private func numbers(in file: borrowing LogFile, from offset: Int64) throws(LogError) -> Set<
    Int64
  > {
    var standing: Set<Int64> = []
    _ = try file.forEachLine(from: offset) { line, _ in
      if let number = number(line), isOurs(number) { standing.insert(number) }
      return true
    }
    return standing
  }

  /// Looks into the files that a rotation may have made of this one, from the noted size on.
  private func searchNeighbours(
    of file: borrowing LogFile, isRotated: Bool
  ) throws(LogError) -> Set<Int64> {
    let folder = LogFile.folder(of: file.path)
    var standing: Set<Int64> = []
    for name in files.names(folder) ?? [] where isNeighbour(name, of: LogFile.name(of: file.path)) {
      guard let neighbour = neighbour(folder + "/" + name, of: file, isRotated: isRotated)
      else { continue }
      defer { _ = files.close(neighbour.fd) }
      let found = try read(neighbour)
      standing.formUnion(found.numbers)
      if found.end < neighbour.size, found.isOurs,
        isRotated || (wasTruncated(file) && !found.numbers.isEmpty)
      {
        // A kill in the middle of a write, then the rotation. What cannot be cut, in a file that is
        // not ours to write to, stays.
        _ = files.truncate(neighbour.fd, found.end)
      }
      // What counts as written has to be on disk; it was not synced when we were interrupted.
      let result = files.syncFile(neighbour.fd)
      if result < 0 {
        throw LogError(path: neighbour.path, operation: "sync", errno: Int32(-result))
      }
    }
    return standing
  }

  /// The copy is made by then, and nobody writes to it.
  private func wasTruncated(_ file: borrowing LogFile) -> Bool { file.size < cursor.size }

  private struct Neighbour {
    var path: String
    var fd: Int32
    var size: Int64
  }

  /// Opens a file that may hold lines after the noted place: the one that was noted, when that was
  /// rotated away, or else one that may be its copy.
  private func neighbour(
    _ path: String, of file: borrowing LogFile, isRotated: Bool
  ) -> Neighbour? {
    let flags = O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    var opened = files.open(path, O_RDWR | flags, 0)
    if opened < 0 { opened = files.open(path, O_RDONLY | flags, 0) }
    // Gone since, or not ours to read: then what it holds is written again.
    guard opened >= 0 else { return nil }
    var status = stat()
    guard files.status(Int32(opened), &status) >= 0, status.st_mode & S_IFMT == S_IFREG,
      isRotated
        ? UInt64(status.st_ino) == cursor.inode : UInt64(status.st_ino) != file.inode,
      Int64(status.st_size) > cursor.size, Self.lastWritten(status) >= since
    else {
      _ = files.close(Int32(opened))
      return nil
    }
    return Neighbour(path: path, fd: Int32(opened), size: Int64(status.st_size))
  }

  /// What stands in a neighbour after the noted place: the numbers, where its last whole line ends,
  /// and whether all of it is ours.
  private func read(
    _ neighbour: Neighbour
  ) throws(LogError) -> (numbers: Set<Int64>, end: Int64, isOurs: Bool) {
    var numbers: Set<Int64> = []
    var isOurs = true
    let reader = LineReader(fd: neighbour.fd, path: neighbour.path, files: files)
    let end = try reader.forEachLine(from: cursor.size) { line, _ in
      if line.contains(0) { return false }
      if let number = number(line), self.isOurs(number) {
        numbers.insert(number)
      } else {
        isOurs = false
      }
      return true
    }
    return (numbers, end, isOurs)
  }

  private static func lastWritten(_ status: stat) -> Timestamp {
    // A second more: file systems round.
    Timestamp(seconds: Int64(status.st_mtim.tv_sec) + 1)
  }

  /// `alerts.jsonl.1`, `alerts.jsonl-20261125`, `alerts.jsonl.bak`; not `alerts.jsonl.2.gz`.
  private func isNeighbour(_ name: String, of log: Substring) -> Bool {
    guard name.hasPrefix(log), name.utf8.count > log.utf8.count else { return false }
    let rest = name.utf8.dropFirst(log.utf8.count)
    guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: "-") else { return false }
    return ![".gz", ".xz", ".bz2", ".zst", ".lz4", ".Z"].contains { name.hasSuffix($0) }
  }
}
