public import Config
public import Matching
public import Model

/// A configuration that is valid down to its terms.
public struct LoadedConfiguration: Sendable {
  public var read: ReadConfiguration
  public var matcher: Matcher

  public var configuration: Configuration { read.configuration }
}

/// Joins what `Config` finds in the file with what `Matching` finds in the terms.
public struct ConfigurationLoader: Sendable {
  public let file: String
  private let reader: ConfigurationReader

  public init(file: String, environment: [String: String]) {
    self.file = file
    reader = ConfigurationReader(environment: environment)
  }

  /// Reads the file, and every term. The terms are compiled when something is matched.
  public func load(
    for need: ConfigurationReader.Need
  ) throws(ConfigurationFaults) -> LoadedConfiguration {
    let read = try reader.read(file: file, for: need)
    do throws(TermFaults) {
      return LoadedConfiguration(read: read, matcher: try Matcher(read.configuration.watchlists))
    } catch {
      throw ConfigurationFaults(faults: error.faults.map(ConfigurationLoader.fault))
    }
  }

  /// What keeps the directories from being written: faults for `check` alone.
  public func directoryFaults(of loaded: LoadedConfiguration) -> [ConfigurationFault] {
    reader.directoryFaults(of: loaded.read)
  }

  /// A fault inside a term, at its place in the file. Escapes in the JSON string shift the column.
  private static func fault(_ fault: TermFault) -> ConfigurationFault {
    var place = fault.term.place
    place.column += fault.offset
    return ConfigurationFault(place: place, OfWatchlist(fault.watchlist, fault.problem))
  }
}
