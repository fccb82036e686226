import Glibc
import JSON
import Model

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
    try read(Self.bytes(of: file), file: file, for: need)
  }

  /// As `read(file:for:)`, the file's bytes given; `file` still names it, and its folder.
  public func read(
    _ bytes: [UInt8], file: String, for need: Need
  ) throws(ConfigurationFaults) -> ReadConfiguration {
    var complaints = Complaints(file: file)
    let (node, errors) = JSON.parseCollecting(bytes, allowing: .byHand)
    for error in errors {
      let problem = ConfigurationProblem.json(error.problem)
      if error.keys.isEmpty {
        complaints.fault(at: complaints.place(error.place), problem)
      } else {
        complaints.fault(error.keys.reduce(KeyPath.root) { $0.key($1) }, at: error.place, problem)
      }
    }
    var configuration: ReadConfiguration?
    if let node {
      configuration = ConfigurationDecoder(file: file, environment: environment, need: need)
        .decode(node, &complaints)
    }
    guard var configuration, complaints.faults.isEmpty else {
      throw ConfigurationFaults(faults: complaints.sorted(complaints.faults))
    }
    configuration.warnings = complaints.sorted(complaints.warnings)
    return configuration
  }

  private static func bytes(of file: String) throws(ConfigurationFaults) -> [UInt8] {
    do throws(FileProblem) {
      return try FileBytes.read(file, isRegular: false)
    } catch {
      var isMissing = false
      if case .system(let problem) = error { isMissing = [ENOENT, ENOTDIR].contains(problem.code) }
      throw ConfigurationFaults(
        reason: isMissing ? .missingFile : .unreadableFile,
        faults: [
          ConfigurationFault(
            place: SourcePlace(file: file, line: 1, column: 1),
            isMissing ? ConfigurationProblem.missingFile : .unreadableFile(error))
        ])
    }
  }
}
