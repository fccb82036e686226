public import Model

extension PollPlan {
  /// Notes how a poll ended and plans the next one.
  ///
  /// Returns what follows, and what to persist of the feed: nil for one that is not in the plan any
  /// more.
  public mutating func end(
    _ feed: FeedID, _ outcome: PollOutcome, at now: Moment
  ) -> (events: [PlanEvent], memory: FoldedMemory?) {
    guard let slot = settle(feed, at: now) else { return ([], nil) }
    if case .dropped = outcome {
      if feeds[slot].isPlanned { plan(slot, at: now.uptime + .seconds(5)) }
      return ([], feeds[slot].memory)
    }
    return (finish(slot, outcome, at: now), feeds[slot].memory)
  }

  private mutating func finish(
    _ slot: Int, _ outcome: PollOutcome, at now: Moment
  ) -> [PlanEvent] {
    var events: [PlanEvent] = []
    if feeds[slot].memory.firstPoll == nil { feeds[slot].memory.firstPoll = now.wall }
    feeds[slot].memory.lastPoll = now.wall
    if outcome.hasAnswer, let since = outage.answered(at: now.uptime) {
      events.append(.networkUp(since: since))
      askAgainAfterOutage(at: now)
    }

    switch outcome {
    case .notModified(let answer) where feeds[slot].memory.hasValidators:
      events += succeeded(slot, answer, reading: nil, at: now)
    case .notModified:
      let next = failed(slot, "304 although no validators were sent", .soft, at: now)
      wait(slot, next, at: now)
      events += trouble(slot, at: now)
    case .unchanged(let answer):
      feeds[slot].memory.lastBody = now.wall
      if let validators = answer.validators { feeds[slot].validators = validators }
      events += succeeded(slot, answer, reading: nil, at: now)
    case .read(let reading, let answer):
      events += read(slot, reading, answer, at: now)
    case .refused(let status, let retryAfter, let finalURL):
      events += refused(slot, status, retryAfter, finalURL, at: now)
    case .failed(let kind, let message):
      events += noAnswer(slot, kind, message.english, at: now)
    case .held(let hold):
      held(slot, by: hold, at: now)
    case .dropped:
      break
    }
    return events
  }

  mutating func wait(_ slot: Int, _ next: NextPoll, at now: Moment) {
    feeds[slot].memory.nextReason = next.reason.english
    guard feeds[slot].isPlanned else { return }
    plan(slot, at: now.uptime + next.delay)
    feeds[slot].memory.nextPoll = now.wall + next.delay
  }

  /// The interval of a healthy poll.
  func usualInterval(of slot: Int) -> Duration {
    switch feeds[slot].settings.every {
    case .every(let every): every
    case .auto: max(settings.minEvery, feeds[slot].memory.interval ?? .seconds(900))
    }
  }

  /// In words, as the ledger keeps them. Most feeds have one of a few intervals.
  mutating func words(every: Duration, asked: Duration?) -> String {
    if asked == nil, let last = lastWords, last.every == every { return last.words }
    let words = reason(every: .every(every), asked: asked).english
    if asked == nil { lastWords = (every, words) }
    return words
  }

  func reason(every: PollInterval, asked: Duration? = nil) -> PollReason {
    switch every {
    case .every(let every): .configured(every: every.phrase, asked: asked?.phrase)
    case .auto: .rhythm
    }
  }
}

extension PollOutcome {
  /// Whether a host answered at all, whatever it said.
  var hasAnswer: Bool {
    switch self {
    case .failed(let kind, _): !kind.isOfTheNetwork && kind != .cancelled && kind.cameFromAHost
    case .dropped: false
    default: true
    }
  }
}

extension FailureKind {
  fileprivate var cameFromAHost: Bool {
    switch self {
    case .slow, .transfer, .truncated, .tooLarge, .headers, .redirect, .insecureRedirect,
      .encoding, .content:
      true
    default: false
    }
  }
}
