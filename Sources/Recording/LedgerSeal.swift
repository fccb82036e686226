internal import Glibc

/// What a ledger looked like when it was last closed in order. While it looks the same nobody has
/// touched it, and it need not be checked again at the next start.
///
/// It stands in the lock file, which is emptied when the ledger is opened: after a crash there is
/// none.
struct LedgerSeal: Equatable {
  /// Bytes of the database file.
  var size: Int64
  /// Its st_mtim, nanoseconds since 1970.
  var modified: Int64
  /// How often the ledger was opened since it was last checked.
  var openings: Int64

  /// It is checked anew after so many openings: a disk forgets too.
  static let mostOpenings: Int64 = 100

  /// The file at `path` as it is now; nil when there is none, or a write-ahead log beside it.
  init?(of path: String, openings: Int64) {
    var status = stat()
    if stat(path + "-wal", &status) == 0 && status.st_size > 0 { return nil }
    guard stat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    self.openings = openings
  }

  /// nil when `text` is not what `text` gave.
  init?(reading text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "closed", parts[3].last == "\n",
      let size = Int64(parts[1]), let modified = Int64(parts[2]),
      let openings = Int64(parts[3].dropLast())
    else { return nil }
    (self.size, self.modified, self.openings) = (size, modified, openings)
  }

  var text: String { "closed \(size) \(modified) \(openings)\n" }

  /// Whether the file at `path` is as it was, and need not be checked this time.
  func holds(for path: String) -> Bool {
    (0..<Self.mostOpenings).contains(openings) && LedgerSeal(of: path, openings: openings) == self
  }
}
