/// One of the logs that alerts and coverage go to.
public struct LogOutput: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// `alerts.jsonl`
    case json
    /// `alerts.log`
    case text
    /// `WATCHLIST.log`
    case watchlist(String)
    /// `coverage.log`
    case coverage
  }

  public var content: Content
  public var path: String

  public init(_ content: Content, path: String) {
    self.content = content
    self.path = path
  }

  /// The name of its cursor in the ledger. The folder is no part of it: logs that move to another
  /// folder go on where they were.
  public var name: String {
    switch content {
    case .json: "alerts.jsonl"
    case .text: "alerts.log"
    case .watchlist(let name): "watchlist:" + name
    case .coverage: "coverage.log"
    }
  }
}

/// What went wrong with a log file.
public struct LogError: Error, Hashable, Sendable {
  public var path: String
  /// `open`, `write`, `sync`…
  public var operation: String
  public var errno: Int32

  public init(path: String, operation: String, errno: Int32) {
    self.path = path
    self.operation = operation
    self.errno = errno
  }
}
