public import Model

/// Everything that is wrong with a configuration, all at once.
public struct ConfigurationFaults: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// There is no such file.
    case missingFile
    /// The file is there, but cannot be read.
    case unreadableFile
    /// The file was read, and is wrong.
    case wrong
  }

  public var reason: Reason
  /// In the order of their places, those of the configuration file before those of term files; at
  /// least one.
  public var faults: [ConfigurationFault]

  public init(reason: Reason = .wrong, faults: [ConfigurationFault]) {
    self.reason = reason
    self.faults = faults
  }

  public var isMissingFile: Bool { reason == .missingFile }
}

/// A valid configuration, and what is doubtful in it.
public struct ReadConfiguration: Hashable, Sendable {
  public var configuration: Configuration
  /// In the order of their places.
  public var warnings: [ConfigurationFault]
  /// Where the keys stand whose folders `directoryFaults` looks at.
  var places: [String: SourcePlace] = [:]

  public init(configuration: Configuration, warnings: [ConfigurationFault] = []) {
    self.configuration = configuration
    self.warnings = warnings
  }
}
