internal import Dispatch
internal import Fetching
internal import Model
internal import Parsing
internal import Recording
internal import Reporting
internal import Scheduling

// From a feed that is due to what the ledger has recorded of it. Answers that come while the lookout
// is busy are taken together, and go to the desk together.
extension Lookout {
  /// How long, and how many, polls that brought nothing wait for others before they are recorded.
  private static let quietTime = DispatchTimeInterval.milliseconds(500)
  private static let quietLimit = 1024

  /// A class, since it is handed from thread to thread.
  final class PollUnderWay: Sendable {
    let poll: Poll
    let due: DuePoll
    let start: Moment

    init(poll: Poll, due: DuePoll, start: Moment) {
      self.poll = poll
      self.due = due
      self.start = start
    }
  }

  /// What other threads have found.
  enum Arrival: Sendable {
    case event(PollUnderWay, FetchEvent)
    case results(PollUnderWay, [Poll.Result])
  }

  /// A poll that is over, for the desk. A class, since it stands in several lists one after another.
  final class Finished: Sendable {
    let result: Poll.Result
    let record: PollRecord
    let took: Duration
    let late: Duration

    init(result: Poll.Result, record: PollRecord, took: Duration, late: Duration) {
      self.result = result
      self.record = record
      self.took = took
      self.late = late
    }
  }

  func start(_ polls: [DuePoll], at now: Moment) {
    // Once: a plan that an actor holds is copied, shallowly, for each question to it.
    let plan = plan
    for due in polls {
      var readers: [Poll.Reader] = []
      for feed in [due.feed] + due.alsoFor {
        guard let (settings, wasRead) = plan.listing(of: feed) else { continue }
        readers.append(Poll.Reader(feed: settings, isFirst: !wasRead))
      }
      start(due, for: readers, at: now)
    }
  }

  private func start(_ due: DuePoll, for readers: [Poll.Reader], at now: Moment) {
    guard let first = readers.first?.feed else { return }
    polling += 1
    let poll = Poll(
      readers: readers, matcher: matcher,
      limits: FeedLimits(
        bytes: configuration.fetch.maxBytes, attachments: 0, folder: desk.folder),
      now: now.wall)
    let underWay = PollUnderWay(poll: poll, due: due, start: now)
    do throws(FetchFailure) {
      let request = FetchRequest(
        url: due.url, validators: due.validators, knownBodyHash: due.knownBodyHash,
        headers: first.settings.headers,
        credentials: try first.settings.auth.map { (auth) throws(FetchFailure) in
          try credentials.credentials(for: auth)
        }, proxy: first.settings.proxy, timeout: configuration.fetch.timeout,
        maxBytes: configuration.fetch.maxBytes, now: now.wall)
      fetcher.fetch(request) { event in
        if case .ended(let answer) = event, answer.hasNewBody {
          self.read(answer, of: underWay)
        } else {
          self.deliver(.event(underWay, event))
        }
      }
    } catch {
      deliver(.results(underWay, poll.results(withoutDocument: .failure(error)) ?? []))
    }
  }

  /// Polls that redirects have led to other hosts, whose turn it is.
  func goOn() {
    for turn in plan.takeOnward() {
      switch turn {
      case .ask(let feed):
        if let (_, fetch) = led.removeValue(forKey: feed) { fetcher.goOn(fetch) }
      case .held(let feed, let hold):
        guard let (underWay, _) = led.removeValue(forKey: feed) else { continue }
        deliver(.results(underWay, underWay.poll.results(.held(hold))))
      }
    }
  }

  /// The fetcher, being stopped, drops them.
  func dropLed() {
    for (_, fetch) in led.values { fetcher.goOn(fetch) }
    led = [:]
  }

  private nonisolated func deliver(_ arrival: Arrival) {
    if arrivals.put(arrival) { takeArrivalsSoon() }
  }

  private nonisolated func takeArrivalsSoon() {
    queue.async { self.assumeIsolated { $0.takeArrivals() } }
  }

  private func takeArrivals() {
    let now = clock.now()
    var finished: [Finished] = []
    for arrival in arrivals.takeAll() {
      switch arrival {
      case .event(let underWay, .waits(let wait)): plan.waits(underWay.due.feed, for: wait)
      case .event(let underWay, .goesOn): plan.waits(underWay.due.feed, for: nil)
      case .event(let underWay, .led(let fetch)):
        led[underWay.due.feed] = (underWay, fetch)
        plan.led(underWay.due.feed, to: fetch.url, at: now)
      case .event(let underWay, .ended(let answer)):
        if let results = underWay.poll.results(withoutDocument: answer.result) {
          end(results, of: underWay, at: now, into: &finished)
        } else {
          read(answer, of: underWay)
        }
      case .results(let underWay, let results):
        end(results, of: underWay, at: now, into: &finished)
      }
    }
    for one in finished { settlingBytes += one.result.document?.bytes ?? 0 }
    settling += finished.count
    unsettled += finished
    pump()
    if isStopping { dropLed() }
    if finished.contains(where: \.record.mustLast) || mayNotWait {
      settleFinished()
    } else if !isSettlingLater {
      isSettlingLater = true
      queue.asyncAfter(deadline: .now() + Lookout.quietTime) {
        self.assumeIsolated {
          $0.isSettlingLater = false
          $0.settleFinished()
        }
      }
    }
  }

  /// Polls that brought nothing wait for others, some fifty to a transaction, while there are others.
  private var mayNotWait: Bool { polling == 0 || unsettled.count >= Lookout.quietLimit }

  private func settleFinished() {
    guard !unsettled.isEmpty else { return wakeWaiters() }
    let batch = unsettled
    unsettled = []
    let pool = pool
    Task(executorPreference: pool) { await self.settle(batch) }
  }

  /// On the pool: decoding, parsing, matching.
  private nonisolated func read(_ answer: FetchAnswer, of underWay: PollUnderWay) {
    let (desk, largeDocuments, poll) = (desk, largeDocuments, underWay.poll)
    arrivals.announce()
    Task(executorPreference: pool) {
      if let reply = answer.result(within: LargeDocument.bytes) {
        let results = await poll.results(of: reply, desk: desk)
        if self.arrivals.putAnnounced(.results(underWay, results)) { self.takeArrivalsSoon() }
        return
      }
      // It may wait for one whose results have to be taken first.
      if self.arrivals.withdraw() { self.takeArrivalsSoon() }
      let turn = await largeDocuments.turn()
      LargeDocument.makeRoom(max(answer.wireBytes, LargeDocument.bytes))
      var results = await poll.results(of: answer.result, desk: desk)
      for place in results.indices { results[place].turn = turn }
      self.deliver(.results(underWay, results))
    }
  }

  private func end(
    _ results: [Poll.Result], of underWay: PollUnderWay, at now: Moment,
    into finished: inout [Finished]
  ) {
    polling -= 1
    for result in results {
      if let error = result.ledgerError { pause(for: error, at: now) }
      tell(result.troubles)
      let feed = result.feed.settings.id
      let (events, memory) = plan.end(feed, result.outcome, at: now)
      tell(events, at: now)
      if observer == nil, let failure = result.outcome.failure(of: result.feed.settings) {
        say(Diagnostic(.info, failure))
      }
      if case .dropped = result.outcome { continue }
      guard let memory else { continue }
      bytesSinceRelease += result.bytes
      finished.append(
        Finished(
          result: result, record: record(result, memory, events, at: now),
          took: now.uptime - underWay.start.uptime,
          late: underWay.start.uptime - underWay.due.scheduled))
    }
  }

  private func record(
    _ result: Poll.Result, _ memory: FoldedMemory, _ events: [PlanEvent], at now: Moment
  ) -> PollRecord {
    var isWhole = true
    if case .read(let reading, _) = result.outcome { isWhole = reading.isWhole }
    let name =
      result.feed.settings.name ?? result.feed.settings.displayName(titled: memory.title)
    return PollRecord(
      feed: result.feed.settings.id, memory: memory, feedName: name, document: result.document,
      isWhole: isWhole,
      coverage: events.isEmpty
        ? []
        : events.compactMap {
          CoverageEvent($0, of: result.feed.settings, named: name, at: now.wall)
        })
  }

  private func settle(_ finished: [Finished]) async {
    do throws(LedgerError) {
      let outcomes = try await desk.settle(finished.map(\.record))
      await note(finished, outcomes)
    } catch {
      ledgerTrouble = error
      say(Diagnostic(.error, error))
    }
    settling -= finished.count
    for one in finished { settlingBytes -= one.result.document?.bytes ?? 0 }
    if !isDeskFull { pump() }
    wakeWaiters()
    tidyInIdleTime(at: clock.now())
  }

  private func note(_ finished: [Finished], _ outcomes: [RecordOutcome.Poll]) async {
    let now = clock.now().wall
    if outcomes.contains(where: { $0.alerts > 0 }) { lastAlert = now }
    if let observer {
      for (one, outcome) in zip(finished, outcomes) {
        observer(.polled(one.result.feed, one.result.outcome, outcome))
      }
    }
    guard let metrics else { return }
    await metrics.note(
      zip(finished, outcomes).compactMap { one, outcome in
        Metrics.Poll(
          one.result.outcome, one.result.document?.alerts ?? [], outcome, bytes: one.result.bytes,
          took: one.took, late: one.late, at: now)
      })
  }
}

extension FetchAnswer {
  fileprivate var result: Result<FetchReply, FetchFailure> {
    do throws(FetchFailure) { return .success(try reply()) } catch { return .failure(error) }
  }

  /// nil: of a larger document.
  fileprivate func result(within most: Int) -> Result<FetchReply, FetchFailure>? {
    do throws(FetchFailure) {
      return try reply(within: most).map { .success($0) }
    } catch {
      return .failure(error)
    }
  }
}
