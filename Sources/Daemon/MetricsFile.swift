internal import Dispatch
internal import Glibc
internal import Model
internal import Recording
internal import Reporting
internal import Scheduling

/// Keeps the figures of a watch and writes them to `metrics.file`, soon after they changed.
///
/// Pinned to the queue "metrics", so that a slow disk holds up nothing else. The file is replaced by
/// renaming: who reads it finds the old figures or the new ones, never a part.
actor MetricsFile {
  /// Polls that end within this time share a write.
  private static let delay = DispatchTimeInterval.seconds(5)

  private let executor = QueueExecutor(label: "metrics")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private var path: String?
  private var metrics: Metrics
  private var isWritePending = false
  private var isTroubleTold = false
  private let pool: PoolExecutor
  private let now: @Sendable () -> Timestamp
  private let feeds: @Sendable () async -> Metrics.Feeds
  private let say: @Sendable (Diagnostic) -> Void

  /// - Parameters:
  ///   - path: nil: figures are kept, and not written.
  ///   - feeds: asked before each write.
  init(
    path: String?, watchlists: [String], version: String, pool: PoolExecutor,
    now: @escaping @Sendable () -> Timestamp,
    feeds: @escaping @Sendable () async -> Metrics.Feeds,
    say: @escaping @Sendable (Diagnostic) -> Void
  ) {
    self.path = path
    self.pool = pool
    self.now = now
    self.feeds = feeds
    self.say = say
    metrics = Metrics(version: version, startedAt: now())
    metrics.know(watchlists: watchlists)
  }

  /// The configuration has changed.
  func configure(path: String?, watchlists: [String]) {
    self.path = path
    isTroubleTold = false
    metrics.know(watchlists: watchlists)
    writeSoon()
  }

  func note(_ polls: [Metrics.Poll]) {
    for poll in polls { metrics.note(poll, at: now()) }
    writeSoon()
  }

  /// Writes now what is not written yet.
  func flush() async {
    guard path != nil else { return }
    isWritePending = false
    metrics.feeds = await feeds()
    guard let path else { return }
    let failure = MetricsFile.replace(path, with: Array(metrics.text(at: now()).utf8))
    if let failure, !isTroubleTold {
      say(Diagnostic(.warning, DaemonNews.metricsFail(path: path, failure)))
    }
    isTroubleTold = failure != nil
  }

  private func writeSoon() {
    guard path != nil, !isWritePending else { return }
    isWritePending = true
    executor.queue.asyncAfter(deadline: .now() + MetricsFile.delay) { [weak self] in
      self?.assumeIsolated { $0.flushIfPending() }
    }
  }

  private func flushIfPending() {
    guard isWritePending else { return }
    Task(executorPreference: pool) { await self.flush() }
  }

  /// - Returns: what went wrong.
  private static func replace(_ path: String, with bytes: [UInt8]) -> SystemError? {
    let temporary = path + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return SystemError(call: "open", code: errno) }
    // Whoever collects the figures is another user; the umask of the service keeps others out.
    let isOpen = fchmod(descriptor, 0o644) == 0
    let count = write(descriptor, bytes, bytes.count)
    let isWhole = isOpen && count == bytes.count
    let code = errno
    guard close(descriptor) == 0, isWhole, rename(temporary, path) == 0 else {
      let failure = SystemError(call: "write", code: isWhole ? errno : code)
      unlink(temporary)
      return failure
    }
    return nil
  }
}

extension MetricsFile {
  /// The figures of a lookout, whose configuration says where they go.
  init(
    _ lookout: Lookout, version: String, pool: PoolExecutor, _ clock: Clock,
    _ say: @escaping @Sendable (Diagnostic) -> Void
  ) async {
    let configuration = await lookout.current
    self.init(
      path: configuration.metricsFile, watchlists: configuration.watchlists.map(\.name),
      version: version, pool: pool, now: { clock.now().wall },
      feeds: { [weak lookout] in
        guard let lookout else { return Metrics.Feeds(PlanSummary()) }
        return Metrics.Feeds(await lookout.summary())
      }, say: say)
  }
}

extension Metrics.Poll {
  /// nil for a poll that was dropped.
  init?(
    _ outcome: PollOutcome, _ found: [RecordedDocument.Draft], _ record: RecordOutcome.Poll,
    bytes: Int, took: Duration, late: Duration, at now: Timestamp
  ) {
    let ending: Metrics.Outcome
    switch outcome {
    case .notModified: ending = .notModified
    case .unchanged: ending = .unchanged
    case .read: ending = .read
    case .refused: ending = .refused
    case .failed: ending = .failed
    case .held, .dropped: return nil
    }
    self.init(
      ending, bytes: bytes, took: took, late: late, entries: record.entries,
      newEntries: record.newEntries)
    for alert in found {
      alerts[alert.watchlist, default: 0] += 1
      if let published = alert.published { lags.append(now - published) }
    }
  }
}

extension Metrics.Feeds {
  init(_ summary: PlanSummary) {
    let trouble = summary.failing + summary.gone + summary.held
    self.init(
      ok: max(0, summary.feeds - trouble), failing: summary.failing, gone: summary.gone,
      held: summary.held)
  }
}
