internal import Dispatch
public import Fetching
internal import Matching
public import Model
internal import Parsing
public import Recording
internal import Reporting
public import Scheduling

/// Keeps the watch: asks each feed when it is due and sends what comes to the desk.
///
/// Pinned to the queue "lookout". The plan decides, one timer waits for its next deadline, and polls
/// run on the pool, at most `fetch.concurrency` at once beside those whose hosts let them wait.
public actor Lookout {
  /// Polls whose records wait for the ledger: beyond this many, no more are started.
  private static let settlingLimit = 512
  /// The same in bytes of their texts.
  private static let settlingBytesLimit = 6_000_000
  private static let tidyInterval = Duration.seconds(3600)
  /// A start is left in peace for a while before its harvest is packed.
  private static let firstTidy = Duration.seconds(600)
  /// Bytes read after which freed memory is given back in the next idle moment.
  private static let harvest = 16_000_000
  /// Threads of the pool end 5 s after their last work, and only then let go of what they keep.
  private static let calm = DispatchTimeInterval.seconds(7)

  private let executor = QueueExecutor(label: "lookout")
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }
  nonisolated var queue: DispatchQueue { executor.queue }

  let pool: PoolExecutor
  let clock: Clock
  let fetcher: CurlFetcher
  let credentials: CredentialStore
  let desk: Desk
  let say: @Sendable (Diagnostic) -> Void

  let largeDocuments = LargeDocumentQueue()
  /// What has come of polls that are under way, for the next look.
  let arrivals: Mailbox<Arrival>
  /// Polls that redirects lead to other hosts, until it is their turn there.
  var led: [FeedID: (PollUnderWay, OnwardFetch)] = [:]

  var configuration: Configuration
  var matcher: Matcher
  var plan: PollPlan
  private var timer: WakeTimer?
  var polling = 0
  var settling = 0
  var settlingBytes = 0
  /// Polls that are over and brought nothing, on their way to the desk.
  var unsettled: [Finished] = []
  var isSettlingLater = false
  private(set) var isStopping = false
  /// After the ledger could not be read: no poll before this uptime.
  private var pausedUntil: Duration?
  private var lastTidy: Duration?
  /// A start reads much itself.
  var bytesSinceRelease = Lookout.harvest + 1
  private var hasMoreToRelease = false
  private var idleWaiters: [CheckedContinuation<Void, Never>] = []
  var observer: (@Sendable (PassEvent) -> Void)?
  var metrics: MetricsFile?
  var lastAlert: Timestamp?
  /// Terms whose trouble was told since the configuration was read.
  private var toldTroubles: Set<TermTrouble> = []
  public internal(set) var ledgerTrouble: LedgerError?

  public init(
    loaded: LoadedConfiguration, fetcher: CurlFetcher, credentials: CredentialStore, desk: Desk,
    pool: PoolExecutor, clock: Clock, say: @escaping @Sendable (Diagnostic) -> Void
  ) {
    configuration = loaded.configuration
    matcher = loaded.matcher
    self.fetcher = fetcher
    self.credentials = credentials
    self.desk = desk
    self.pool = pool
    arrivals = Mailbox(busy: pool.width)
    self.clock = clock
    self.say = say
    plan = PollPlan(settings: loaded.configuration.fetch, timeOfDay: LocalTime.timeOrDay)
    plan.descriptors = CurlFetcher.descriptors
  }

  /// Takes the feeds and what is remembered of them. Nothing is asked before `watch` or `pass`.
  public func prepare() async throws(LedgerError) {
    let memories = try await desk.memories()
    let holds = try await desk.holds()
    plan.update(
      settings: configuration.fetch, feeds: configuration.feeds, memories: memories, holds: holds,
      at: clock.now())
  }

  /// Keeps the figures of the watch in `metrics`, from now on.
  func count(in metrics: MetricsFile) { self.metrics = metrics }

  /// Polls each feed when it is due, until `stop`.
  public func watch() throws(SystemError) {
    timer = try WakeTimer(on: executor.queue) { [weak self] in
      guard let self else { return }
      self.assumeIsolated { $0.wake() }
    }
    pump()
    releaseMemoryInIdleTime()
  }

  /// Polls every feed once, now. Returns when all is recorded.
  /// - Parameter force: also ask hosts that asked to be left alone for a while.
  public func pass(
    force: Bool, observer: @escaping @Sendable (PassEvent) -> Void
  ) async throws(SystemError) {
    self.observer = observer
    for held in plan.demandAll(force: force, at: clock.now()) {
      let feed = plan.settings(of: held.feed) ?? FeedSettings(url: held.feed.url)
      observer(.held(feed, held.hold))
    }
    try watch()
    await wait { lookout in
      lookout.ledgerTrouble == nil
        && ((lookout.plan.demanded > 0 && !lookout.isStopping) || lookout.isBusy)
    }
    timer = nil
  }

  /// Swaps in another configuration: feeds that stay keep their state and timers, and one that comes
  /// back is remembered.
  public func adopt(_ loaded: LoadedConfiguration) async {
    var memories: [FeedID: FoldedMemory] = [:]
    if loaded.configuration.feeds.contains(where: { plan.settings(of: $0.id) == nil }) {
      do throws(LedgerError) {
        memories = try await desk.memories()
      } catch {
        say(Diagnostic(.warning, error))
      }
    }
    if loaded.configuration.archive != configuration.archive { lastTidy = nil }
    configuration = loaded.configuration
    matcher = loaded.matcher
    toldTroubles = []
    do throws(FetchFailure) {
      try fetcher.update(settings: configuration.fetch)
    } catch {
      say(Diagnostic(.error, error))
    }
    plan.update(
      settings: configuration.fetch, feeds: configuration.feeds, memories: memories, holds: [],
      at: clock.now())
    pump()
    if let metrics {
      let (path, names) = (configuration.metricsFile, configuration.watchlists.map(\.name))
      Task(executorPreference: pool) { await metrics.configure(path: path, watchlists: names) }
    }
  }

  public var current: Configuration { configuration }
  public var isStopped: Bool { isStopping }

  /// No more polls are started; those in flight are dropped. Returns when all that was read is
  /// recorded.
  public func stop() async {
    isStopping = true
    timer = nil
    let fetcher = fetcher
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "stop").async {
        fetcher.stop()
        continuation.resume()
      }
    }
    dropLed()
    wakeWaiters()
    await wait { $0.isBusy }
    await metrics?.flush()
  }

  private var isBusy: Bool { polling > 0 || settling > 0 }

  /// Waits while `condition` holds. It is looked at again on the way into the continuation, before
  /// which a task with an executor of its own may give way to others.
  private func wait(while condition: (isolated Lookout) -> Bool) async {
    while condition(self) {
      await withCheckedContinuation { continuation in
        if condition(self) { idleWaiters.append(continuation) } else { continuation.resume() }
      }
    }
  }

  /// Feeds, due, failing, last alert: for `STATUS=`.
  public func status() -> WatchStatus {
    let summary = plan.summary(at: clock.now())
    return WatchStatus(
      feeds: summary.feeds, due: summary.inFlight + summary.due, failing: summary.failing,
      lastAlert: lastAlert)
  }

  func summary() -> PlanSummary { plan.summary(at: clock.now()) }

  private func wake() {
    timer?.fired()
    pump()
  }

  /// Starts what is due and arms the timer for what comes next.
  func pump() {
    guard !isStopping, let timer else { return }
    let now = clock.now()
    if isDeskFull { return }
    if let pausedUntil, pausedUntil > now.uptime { return timer.arm(for: pausedUntil) }
    pausedUntil = nil
    start(plan.takeDue(at: now), at: now)
    goOn()
    timer.arm(for: plan.nextDeadline)
  }

  var isDeskFull: Bool {
    settling >= Lookout.settlingLimit || settlingBytes >= Lookout.settlingBytesLimit
  }

  /// The ledger could not be read: wait before asking feeds whose answers could not be kept.
  func pause(for error: LedgerError, at now: Moment) {
    if observer != nil { ledgerTrouble = error }
    if pausedUntil == nil { say(Diagnostic(.error, error)) }
    pausedUntil = now.uptime + .seconds(10)
  }

  func wakeWaiters() {
    let waiting = idleWaiters
    idleWaiters = []
    for waiter in waiting { waiter.resume() }
  }

  func tell(_ events: [PlanEvent], at now: Moment) {
    for event in events {
      if case .held = event { saveHolds() }
      // `once` names each feed that failed by itself.
      if case .gone = event, observer != nil { continue }
      say(Diagnostic(event, name: { plan.settings(of: $0)?.name ?? $0.url }))
    }
  }

  func tell(_ troubles: [TermTrouble]) {
    for trouble in troubles where toldTroubles.insert(trouble).inserted {
      say(Diagnostic(.warning, DaemonNews.termTrouble(trouble)))
    }
  }

  private func saveHolds() {
    let (desk, holds, say) = (desk, plan.holds, say)
    Task(executorPreference: pool) {
      do throws(LedgerError) {
        try await desk.save(holds: holds)
      } catch {
        say(Diagnostic(.warning, error))
      }
    }
  }

  /// After a large harvest, as at the first start, the heap is mostly holes.
  private func releaseMemoryInIdleTime() {
    guard observer == nil, polling == 0, settling == 0, bytesSinceRelease > Lookout.harvest else {
      return
    }
    bytesSinceRelease = 0
    let desk = desk
    Task(executorPreference: pool) {
      await desk.releaseMemory()
      ProgramCode.release()
    }
    executor.queue.asyncAfter(deadline: .now() + Lookout.calm) { [weak self] in
      self?.assumeIsolated {
        $0.hasMoreToRelease = true
        $0.releaseMore()
      }
    }
  }

  /// Connections kept open lie scattered among what is free by now; and of the code that is mapped
  /// little is needed to wait. In the first idle moment.
  private func releaseMore() {
    guard hasMoreToRelease, polling == 0, settling == 0, !isStopping else { return }
    hasMoreToRelease = false
    let (desk, fetcher) = (desk, fetcher)
    Task(executorPreference: pool) {
      await fetcher.rest()
      await desk.releaseMemory()
      ProgramCode.release()
    }
  }

  /// Forgetting and compacting, a few times a day, while no poll runs.
  func tidyInIdleTime(at now: Moment) {
    guard observer == nil, !isStopping else { return }
    releaseMemoryInIdleTime()
    releaseMore()
    let pause = lastTidy.map { now.uptime - $0 } ?? .zero
    if lastTidy == nil { lastTidy = now.uptime - Lookout.tidyInterval + Lookout.firstTidy }
    let isIdle = polling == 0 && settling == 0
    // A watch that is never idle is tidied all the same: each step is short.
    guard pause >= Lookout.tidyInterval * (isIdle ? 1 : 4) else { return }
    lastTidy = now.uptime
    let limits = LedgerLimits(
      archive: configuration.archive, feeds: Set(configuration.feeds.map(\.id)))
    let (desk, say) = (desk, say)
    Task(executorPreference: pool) {
      do throws(LedgerError) {
        while try await desk.tidy(limits) {}
      } catch {
        say(Diagnostic(.warning, error))
      }
    }
  }
}

/// What `guetteur once` hears while its pass goes on.
public enum PassEvent: Sendable {
  case polled(ListedSettings, PollOutcome, RecordOutcome.Poll)
  /// Not asked: its host wants to be left alone.
  case held(FeedSettings, HostHold)
}
