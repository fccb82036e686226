internal import Glibc
public import Model

/// Brings one log up to date with the ledger, in steps between which the program may stop at any
/// point: look → (the caller notes) → append → sync → (the caller forgets).
///
/// A class, since it stands for a file; owned by one queue.
public final class LogWriter {
  public let output: LogOutput
  private let files: FileDoor
  /// What the ledger says of this log.
  public private(set) var cursor: LogCursor
  private var lines = AlertLines()
  private var file: LogFile?
  /// Where the file was when it was opened.
  private var place: (inode: UInt64, size: Int64) = (0, 0)
  /// Numbers above the cursor's that were found in the file, or in one that it was before.
  private var found = LogReplay.Found()
  private var standing: Set<Int64> { found.here.union(found.elsewhere) }
  /// Nothing is known of what stands after the cursor: at start, and after a failure.
  private var isInDoubt = true
  /// A sync has failed: what is in the file after the cursor may not be on disk though it can be read.
  private var isDistrusted = false
  /// The last number that the current batch has put, or found, in the file.
  private var reached: Int64

  public init(_ output: LogOutput, cursor: LogCursor, files: FileDoor = .system) {
    self.output = output
    self.cursor = cursor
    self.files = files
    reached = cursor.seq
  }

  /// At start: a file that is shorter than noted and ends in the middle of a line has lost lines
  /// that the ledger takes for written (a disk that lied about a sync, a hand). Returns the cursor
  /// that stands at its last whole line; nil when nothing of the kind is seen.
  public func mended() throws(LogError) -> LogCursor? {
    // A log that is not there, or cannot be opened, is for `look` to find out.
    guard cursor.inode != 0 else { return nil }
    let probe = files.open(output.path, O_RDWR | O_CLOEXEC | O_NONBLOCK, 0)
    guard probe >= 0 else { return nil }
    _ = files.close(Int32(probe))
    do throws(LogError) {
      var opened = try LogFile(output.path, files: files)
      guard opened.inode == cursor.inode, opened.size < cursor.size,
        try !opened.isLineStart(opened.size)
      else { return nil }
      var last: Int64?
      let isJSON = output.content == .json
      _ = try opened.forEachLine(from: 0) { line, _ in
        last = (isJSON ? LineNumber.ofJSON(line) : LineNumber.ofText(line)) ?? last
        return true
      }
      guard let last, last < cursor.seq else { return nil }
      try opened.repairTail()
      cursor = LogCursor(name: cursor.name, seq: last, inode: opened.inode, size: opened.size)
      reached = last
      return cursor
    } catch {
      fail()
      throw error
    }
  }

  /// Opens the file, finds out what stands in it, and repairs its end. Returns what is to be noted
  /// before anything is appended; nil when that is noted already.
  ///
  /// `pending`: the numbers above the cursor that belong in this log and come next, ascending;
  /// `since`: when the first of them was recorded; `last`: the highest number that the ledger has given.
  public func look(pending: [Int64], since: Timestamp, last: Int64) throws(LogError) -> LogCursor? {
    reached = cursor.seq
    do throws(LogError) {
      try open(since: since, last: last)
    } catch {
      fail()
      throw error
    }
    // Lines that were found in the noted file stand after the noted place, which has to stay.
    if place.inode == cursor.inode && found.elsewhere.isEmpty
      && (place.size == cursor.size || (place.size > cursor.size && !found.here.isEmpty))
    {
      return nil
    }
    // What was found in a file that was rotated away is not looked for there again.
    let reached = pending.prefix { standing.contains($0) }.last
    return LogCursor(
      name: cursor.name, seq: reached ?? cursor.seq, inode: place.inode, size: place.size)
  }

  private func open(since: Timestamp, last: Int64) throws(LogError) {
    var opened = try LogFile(output.path, files: files)
    if isInDoubt {
      found = try compare(&opened, since: since, last: last)
    } else {
      try opened.repairTail()
    }
    isDistrusted = false
    isInDoubt = false
    place = (opened.inode, opened.size)
    file = consume opened
  }

  private func compare(
    _ file: inout LogFile, since: Timestamp, last: Int64
  ) throws(LogError) -> LogReplay.Found {
    guard !isDistrusted else {
      if file.inode == cursor.inode { try file.cut(to: cursor.size) }
      try file.repairTail()
      return LogReplay.Found()
    }
    let isJSON = output.content == .json
    let replay = LogReplay(cursor: cursor, last: last, since: since, files: files) { line in
      isJSON ? LineNumber.ofJSON(line) : LineNumber.ofText(line)
    }
    return try replay.run(in: &file)
  }

  /// The ledger has the note.
  public func noted(_ note: LogCursor) {
    cursor = note
    reached = max(reached, note.seq)
  }

  /// To be called before the first alert of a batch.
  public func beginAlerts() { lines.buffer.removeAll() }

  /// Writes an alert, or keeps its line until there are more.
  public func append(_ alert: AlertBytes) throws(LogError) {
    reached = max(reached, alert.seq)
    if !found.here.contains(alert.seq), !found.elsewhere.contains(alert.seq) {
      if output.content == .json { lines.appendJSON(alert) } else { lines.appendText(alert) }
    }
    if lines.buffer.count > 192 * 1024 { try flush() }
  }

  /// Writes the lines that were kept.
  public func endAlerts() throws(LogError) { try flush() }

  public func append(_ events: [CoverageEvent]) throws(LogError) {
    lines.buffer.removeAll()
    let standing = standing
    for event in events {
      reached = max(reached, event.seq)
      if !standing.contains(event.seq) { lines.appendText(event) }
    }
    try flush()
  }

  private func flush() throws(LogError) {
    do throws(LogError) {
      try lines.buffer.withBytes { bytes throws(LogError) in
        if !bytes.isEmpty { try file?.append(bytes) }
      }
    } catch {
      fail()
      throw error
    }
    lines.buffer.removeAll()
  }

  /// Puts what was appended on disk and closes the file. Returns how far the log has got, for the
  /// ledger.
  public func sync() throws(LogError) -> LogCursor {
    do throws(LogError) {
      try file?.sync()
    } catch {
      isDistrusted = error.operation == "sync"
      fail()
      throw error
    }
    if let size = file?.size { place.size = size }
    let done = LogCursor(
      name: cursor.name, seq: reached, inode: place.inode, size: place.size)
    file = nil
    return done
  }

  /// The ledger knows it.
  public func reported(_ done: LogCursor) {
    cursor = done
    found.here = found.here.filter { $0 > done.seq }
    found.elsewhere = found.elsewhere.filter { $0 > done.seq }
  }

  /// The ledger could not be told: the next `look` compares again.
  public func fail() {
    file = nil
    isInDoubt = true
  }
}
