/// The log writer on its own, for `guetteur-bench log`.
public enum LogBench {
  public enum Sync: String, CaseIterable, Sendable { case batch, line, none }

  /// Appends `lines` alert lines of some 310 bytes to `path`, as the daemon would, in batches of 100
  /// (with `batch`, one fdatasync each); returns how many bytes.
  public static func run(path: String, lines: Int, sync: Sync) throws(LogError) -> Int {
    throw LogError(path: path, operation: "write", errno: 0)
  }
}
