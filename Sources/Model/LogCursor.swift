/// How far one log file has got: which numbers stand in it, and where its next line goes.
public struct LogCursor: Hashable, Sendable {
  /// The output: `alerts.jsonl`, `alerts.log`, `coverage.log`, `watchlist:NAME`, `journal`.
  public var name: String
  /// Every number up to this one that belongs in the file stands in it.
  public var seq: Int64
  /// The file that was last written, and its size at that time; 0 and 0 before the first line.
  public var inode: UInt64
  public var size: Int64

  public init(name: String, seq: Int64, inode: UInt64 = 0, size: Int64 = 0) {
    self.name = name
    self.seq = seq
    self.inode = inode
    self.size = size
  }
}
