internal import Config
internal import Dispatch
internal import Glibc
internal import History
internal import Matching
internal import Model
internal import Reporting

/// `guetteur run`: the watch under a service manager, with signals, reload and watchdog.
public actor Service {
  private let executor = QueueExecutor(label: "service")
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// What the process may take to end after SIGTERM.
  private static let patience = Duration.milliseconds(4500)
  /// Changes of files that come within this time make one reload.
  private static let settlingTime = DispatchTimeInterval.milliseconds(150)

  private let station: Station
  private let loader: ConfigurationLoader
  private let manager = ServiceManager()
  private let say: @Sendable (Diagnostic) -> Void

  private var signals: [any DispatchSourceSignal] = []
  private var watch: FileWatch?
  private var watchdog: (any DispatchSourceTimer)?
  private var isReloading = false
  private var reloadWanted: ReloadReason?
  private var isChangePending = false
  private var isStopping = false
  /// Ends the comparison that the last reload began.
  private var outlook: StopRequest?
  private var stopped: CheckedContinuation<Void, Never>?

  private enum ReloadReason { case signal, change }

  public init(
    station: Station, loader: ConfigurationLoader, say: @escaping @Sendable (Diagnostic) -> Void
  ) {
    self.station = station
    self.loader = loader
    self.say = say
  }

  /// Watches until SIGTERM or SIGINT.
  public func run() async throws(SystemError) {
    for number in [SIGTERM, SIGINT, SIGHUP] { await handle(number) }
    try await station.lookout.watch()
    startFileWatch()
    startWatchdog()
    let status = await station.lookout.status()
    manager.ready(status: status.english)
    say(Diagnostic(.notice, DaemonNews.watching(status)))
    await withCheckedContinuation { if isStopping { $0.resume() } else { stopped = $0 } }
    await stop()
  }

  // MARK: signals

  /// Returns once the signal is waited for, so that none is lost after the program has said that it is
  /// ready.
  private func handle(_ number: Int32) async {
    await withCheckedContinuation { placed in
      signals.append(
        Signals.source(number, on: executor.queue, whenPlaced: { placed.resume() }) { [weak self] in
          self?.assumeIsolated { $0.received(number) }
        })
    }
  }

  private func received(_ number: Int32) {
    if number == SIGHUP { return reload(.signal) }
    if isStopping { _exit(0) }
    isStopping = true
    outlook?.make()
    stopped?.resume()
    stopped = nil
  }

  private func stop() async {
    manager.stopping()
    say(Diagnostic(.notice, DaemonNews.stopping))
    let patience = Service.patience
    DispatchQueue(label: "patience").asyncAfter(
      deadline: .now() + .milliseconds(Int(patience.milliseconds))
    ) { _exit(0) }
    for error in await station.close() { say(Diagnostic(.error, LogTrouble(error))) }
  }

  // MARK: reload

  private func startFileWatch() {
    do throws(SystemError) {
      let watch = try FileWatch(on: executor.queue) { [weak self] in
        self?.assumeIsolated { $0.filesChanged() }
      }
      self.watch = watch
      follow([loader.file])
      Task(executorPreference: station.pool) { await self.followConfigured() }
    } catch {
      say(Diagnostic(.warning, DaemonNews.filesUnwatched(error)))
    }
  }

  private func followConfigured() async { follow(await station.lookout.current.files) }

  private func follow(_ files: [String]) {
    for error in watch?.watch(files) ?? [] {
      say(Diagnostic(.warning, DaemonNews.folderUnwatched(error)))
    }
  }

  private func filesChanged() {
    guard !isChangePending else { return }
    isChangePending = true
    executor.queue.asyncAfter(deadline: .now() + Service.settlingTime) { [weak self] in
      self?.assumeIsolated {
        $0.isChangePending = false
        $0.reload(.change)
      }
    }
  }

  private func reload(_ reason: ReloadReason) {
    guard !isStopping else { return }
    guard !isReloading else {
      if reloadWanted != .signal { reloadWanted = reason }
      return
    }
    isReloading = true
    if reason == .signal { manager.reloading() }
    Task(executorPreference: station.pool) { await self.reloadNow(reason) }
  }

  private func reloadNow(_ reason: ReloadReason) async {
    await readAgain(reason)
    if reason == .signal { manager.ready(status: await station.lookout.status().english) }
    isReloading = false
    if let next = reloadWanted {
      reloadWanted = nil
      reload(next)
    }
  }

  private func readAgain(_ reason: ReloadReason) async {
    let old = await station.lookout.current
    do throws(ConfigurationFaults) {
      let loaded = try await withTaskExecutorPreference(station.pool) {
        () throws(ConfigurationFaults) in try await load(besides: old)
      }
      let new = loaded.configuration
      follow(new.files)
      guard new != old else {
        if reason == .signal { say(Diagnostic(.notice, DaemonNews.unchanged)) }
        return
      }
      if new.state != old.state {
        say(Diagnostic(.warning, DaemonNews.stateNeedsRestart(new.state)))
      }
      await station.desk.configure(
        alerts: new.alerts, watchlists: new.watchlists.map(\.name))
      await station.lookout.adopt(loaded)
      say(Diagnostic(.notice, DaemonNews.reloaded(ConfigurationChange(old, new))))
      outlook?.make()
      let stop = StopRequest()
      outlook = stop
      ReloadOutlook(old, new)?.tell(at: Clock.system.now().wall, stop: stop, say: say)
    } catch {
      if reason == .change && error.isMissingFile { return }
      for fault in error.faults { say(Diagnostic(.error, fault.said)) }
      say(Diagnostic(.error, DaemonNews.faultsStayOut))
    }
  }

  /// Reads and compiles on the pool, so that neither polls nor signals wait for it. What says the same
  /// as `old` is not compiled, since nobody will match with it.
  @concurrent private func load(
    besides old: Configuration
  ) async throws(ConfigurationFaults) -> LoadedConfiguration {
    let loaded = try loader.load(for: .run)
    if loaded.configuration != old { loaded.matcher.compile() }
    return loaded
  }

  // MARK: watchdog

  /// A sign of life goes out only after both working queues have answered.
  private func startWatchdog() {
    guard let interval = manager.watchdogInterval else { return }
    let timer = DispatchSource.makeTimerSource(queue: executor.queue)
    timer.setEventHandler { [weak self] in
      self?.assumeIsolated { $0.giveSignOfLife() }
    }
    let milliseconds = Int(interval.milliseconds)
    timer.schedule(
      deadline: .now() + .milliseconds(milliseconds), repeating: .milliseconds(milliseconds),
      leeway: .milliseconds(milliseconds / 10))
    timer.activate()
    watchdog = timer
  }

  private func giveSignOfLife() {
    Task(executorPreference: station.pool) { await self.sayAlive() }
  }

  private func sayAlive() async {
    let status = await station.lookout.status().english
    await station.desk.answer()
    manager.alive()
    manager.status(status)
  }
}

extension Desk {
  /// Returns once the desk's queue has come to it.
  func answer() {}

}
