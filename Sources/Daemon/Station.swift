internal import Config
public import Fetching
internal import Matching
internal import Model
public import Recording
public import Reporting

/// Why the watch cannot begin.
public enum StationError: Error, Sendable {
  case ledger(LedgerError)
  case fetcher(FetchFailure)
}

/// The parts of a watch, put together: ledger and logs at the desk, libcurl, the lookout.
public struct Station: Sendable {
  public let lookout: Lookout
  public let desk: Desk
  private let metrics: MetricsFile

  /// Opens the ledger and brings the logs up to date with it.
  /// - Parameters:
  ///   - isPatient: whether a ledger or log that cannot be written is tried again for ever.
  ///   - waiting: how long another process may hold the ledger.
  public static func open(
    _ loaded: LoadedConfiguration, version: String, environment: [String: String],
    isPatient: Bool, waiting: Duration, clock: Clock = .system,
    say: @escaping @Sendable (Diagnostic) -> Void
  ) async throws(StationError) -> Station {
    let configuration = loaded.configuration
    let fetcher: CurlFetcher
    do throws(FetchFailure) {
      fetcher = try CurlFetcher(settings: configuration.fetch, version: version)
    } catch {
      throw .fetcher(error)
    }
    do throws(LedgerError) {
      let ledger = try SQLiteLedger(path: configuration.state, waitingForLock: waiting)
      let desk = Desk(
        ledger: ledger, alerts: configuration.alerts,
        watchlists: configuration.watchlists.map(\.name), isPatient: isPatient,
        now: { clock.now().wall }, say: say)
      await desk.start()
      let lookout = Lookout(
        loaded: loaded, fetcher: fetcher,
        credentials: CredentialStore(directory: environment["CREDENTIALS_DIRECTORY"]),
        desk: desk, clock: clock, say: say)
      try await lookout.prepare()
      // `once` has its summary: its few figures would only stand in the way of the daemon's.
      let metrics = MetricsFile(
        path: isPatient ? configuration.metricsFile : nil,
        watchlists: configuration.watchlists.map(\.name), version: version,
        now: { clock.now().wall }, say: say)
      await metrics.ask { [weak lookout] in await lookout?.feedStates() ?? Metrics.Feeds() }
      await lookout.note(in: metrics)
      return Station(lookout: lookout, desk: desk, metrics: metrics)
    } catch {
      fetcher.stop()
      throw .ledger(error)
    }
  }

  /// Drops what is in flight, records what was read and writes what is recorded.
  /// - Returns: the logs that could not be written.
  public func close() async -> [LogError] {
    await lookout.stop()
    await metrics.flush()
    return await desk.flush()
  }
}
