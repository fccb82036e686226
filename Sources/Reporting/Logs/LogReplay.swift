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

  /// Looks for the numbers above the cursor's. In `file` a line that is not whole is cut off.
  func run(in file: inout LogFile) throws(LogError) -> Found {
    guard cursor.inode != 0 else {
      try file.repairTail()
      return Found()
    }
    guard file.inode == cursor.inode else {
      let standing = try searchNeighbours(of: file) { $0 == cursor.inode }
      try file.repairTail()
      return Found(elsewhere: standing)
    }
    guard file.size > cursor.size else {
      // Truncated since, perhaps: what it held may be in a copy, and what came afterwards is here.
      let copied = try searchNeighbours(of: file) { _ in true }
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
    of file: borrowing LogFile, _ isWanted: (UInt64) -> Bool
  ) throws(LogError) -> Set<Int64> {
    let folder = LogFile.folder(of: file.path)
    var standing: Set<Int64> = []
    for name in files.names(folder) ?? [] where isNeighbour(name, of: LogFile.name(of: file.path)) {
      let path = folder + "/" + name
      let opened = files.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
      // Gone since, or not ours to read: then what it holds is written again.
      guard opened >= 0 else { continue }
      defer { _ = files.close(Int32(opened)) }
      var status = stat()
      guard files.status(Int32(opened), &status) >= 0, status.st_mode & S_IFMT == S_IFREG,
        UInt64(status.st_ino) != file.inode, isWanted(UInt64(status.st_ino)),
        Int64(status.st_size) > cursor.size, Self.lastWritten(status) >= since
      else { continue }
      let reader = LineReader(fd: Int32(opened), path: path, files: files)
      _ = try reader.forEachLine(from: cursor.size) { line, _ in
        if let number = number(line), isOurs(number) { standing.insert(number) }
        return true
      }
      // What counts as written has to be on disk; it was not synced when we were interrupted.
      let result = files.syncFile(Int32(opened))
      if result < 0 { throw LogError(path: path, operation: "sync", errno: Int32(-result)) }
    }
    return standing
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
