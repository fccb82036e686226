public import Model

/// Reads `config.json` and the term files that it names.
public struct ConfigurationReader: Sendable {
  /// What the caller is about to do with it.
  public enum Need: Hashable, Sendable {
    /// To poll: `feeds` and `watchlists` must stand there and not be empty.
    case run
    /// To match texts: `feeds` may be missing.
    case watchlistsOnly
  }

  private let environment: [String: String]

  /// Of the environment, `LOGS_DIRECTORY`, `STATE_DIRECTORY` and `CREDENTIALS_DIRECTORY` are used.
  public init(environment: [String: String]) {
    self.environment = environment
  }

  /// The configuration of `file` with every default filled in and every path made absolute, or
  /// every fault in it. The syntax of terms is not looked at.
  public func read(
    file: String, for need: Need
  ) throws(ConfigurationFaults) -> ReadConfiguration {
    throw ConfigurationFaults(faults: [
      ConfigurationFault(
        place: SourcePlace(file: file, line: 1, column: 1), message: "not read yet")
    ])
  }

  /// What keeps the logs, the ledger and the metrics from being written where `configuration` wants
  /// them, at the place of the key, or of the file's beginning for a default. Writes nothing: a
  /// missing last folder is no fault when it could be created.
  public func directoryFaults(of read: ReadConfiguration) -> [ConfigurationFault] { [] }
}
