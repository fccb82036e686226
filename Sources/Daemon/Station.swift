internal import Config
public import Fetching
internal import Glibc
internal import Matching
public import Model
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
  /// Where polls are read, and configurations.
  let pool: PoolExecutor

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
      fetcher = try CurlFetcher(
        settings: configuration.fetch, version: version, whenCrowded: { ProgramCode.release() })
    } catch {
      throw .fetcher(error)
    }
    do throws(LedgerError) {
      let ledger = try SQLiteLedger(path: configuration.state, waitingForLock: waiting)
      ledger.keepsArchive = configuration.archive.keep > .zero
      let pool = PoolExecutor(label: "pool", width: Station.cores)
      let desk = Desk(
        ledger: ledger, alerts: configuration.alerts,
        watchlists: configuration.watchlists.map(\.name), isPatient: isPatient,
        now: { clock.now().wall }, isMoreComing: { pool.isBehind }, say: say)
      await desk.start()
      let lookout = Lookout(
        loaded: loaded, fetcher: fetcher,
        credentials: CredentialStore(
          directory: environment["CREDENTIALS_DIRECTORY"],
          folder: configuration.folder),
        desk: desk, pool: pool, clock: clock, say: say)
      try await lookout.prepare()
      if isPatient {
        await lookout.count(
          in: await MetricsFile(lookout, version: version, pool: pool, clock, say))
      }
      return Station(lookout: lookout, desk: desk, pool: pool)
    } catch {
      fetcher.stop()
      throw .ledger(error)
    }
  }

  private static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Forgets and compacts for about `time`: for passes, which have no idle time. After one that
  /// brought nothing neither the archive nor the list of feeds needs a look.
  public func tidy(
    _ configuration: Configuration, afterNews: Bool, within time: Duration
  ) async {
    let limits = LedgerLimits(
      archive: configuration.archive,
      feeds: afterNews ? Set(configuration.feeds.map(\.id)) : nil, packs: afterNews)
    let clock = ContinuousClock()
    let end = clock.now + time
    var step = Duration.zero
    // What fails here is tried again after the next pass.
    while clock.now + step < end {
      let start = clock.now
      guard (try? await desk.tidy(limits)) == true else { break }
      step = clock.now - start
    }
  }

  /// Drops what is in flight, records what was read and writes what is recorded.
  /// - Returns: the logs that could not be written.
  public func close() async -> [LogError] {
    await lookout.stop()
    let unwritten = await desk.flush()
    await desk.rest()
    return unwritten
  }
}
