import Model

extension PollPlan {
  mutating func read(
    _ slot: Int, _ reading: PollReading, _ answer: PollAnswer, at now: Moment
  ) -> [PlanEvent] {
    var events: [PlanEvent] = []
    let before = feeds[slot].memory
    let isGap = isGap(reading, before, didMove: feeds[slot].didMove)
    feeds[slot].didMove = false
    if isGap, let from = before.lastSuccess {
      feeds[slot].memory.gap = FeedMemory.Gap(from: from, to: now.wall)
      events.append(.gap(feeds[slot].settings.id, from: from, to: now.wall))
    }
    Rhythm.note(&feeds[slot].memory, new: reading.new, times: reading.times, at: now.wall)

    feeds[slot].memory.lastBody = now.wall
    feeds[slot].validators = reading.isWhole ? answer.validators : nil
    feeds[slot].memory.bodyHash = reading.isWhole ? answer.bodyHash : nil
    feeds[slot].memory.hints = reading.hints
    if !reading.title.isEmpty { feeds[slot].memory.title = reading.title }
    feeds[slot].memory.windowSize = reading.entries
    feeds[slot].memory.entriesSeen += Int64(reading.new)
    feeds[slot].memory.alerts += Int64(reading.alerts)
    if reading.new > 0 {
      let newest = reading.times.filter { $0 <= now.wall }.max()
      feeds[slot].memory.lastNews = before.lastBody == nil ? newest ?? now.wall : now.wall
      feeds[slot].memory.isSilenceTold = false
    }
    return events + succeeded(slot, answer, reading: (reading, isGap), at: now)
  }

  /// Whether entries may have slipped out unseen: none of a full document was known.
  func isGap(_ reading: PollReading, _ before: FoldedMemory, didMove: Bool) -> Bool {
    before.lastSuccess != nil && !didMove && reading.known == 0 && reading.new > 0
      && before.windowSize > 0 && reading.entries * 4 >= before.windowSize * 3
  }

  mutating func succeeded(
    _ slot: Int, _ answer: PollAnswer, reading: (PollReading, isGap: Bool)?, at now: Moment
  ) -> [PlanEvent] {
    var events: [PlanEvent] = []
    let lastSuccess = feeds[slot].memory.lastSuccess
    if reading == nil { Rhythm.note(&feeds[slot].memory, new: 0, times: [], at: now.wall) }
    if feeds[slot].memory.isTroubleTold || feeds[slot].memory.isGone {
      let since = feeds[slot].memory.failingSince ?? now.wall
      events.append(.recovered(feeds[slot].settings.id, since: since))
    }
    feeds[slot].memory.failures = 0
    feeds[slot].memory.failingSince = nil
    if feeds[slot].memory.lastError != nil { feeds[slot].memory.lastError = nil }
    feeds[slot].memory.isTroubleTold = false
    feeds[slot].memory.isGone = false
    feeds[slot].memory.lastSuccess = now.wall
    forgetRefusals(at: answer.finalURL)
    events += noteMove(slot, answer, at: now)
    events += noteSilence(slot, at: now)

    let since = lastSuccess.map { max(now.wall - $0, .zero) }
    switch feeds[slot].settings.every {
    case .every(let every):
      planFixed(slot, every, isFirst: lastSuccess == nil, answer.freshness, at: now)
    case .auto:
      let auto = AutoInterval(minEvery: settings.minEvery, timeOfDay: timeOfDay)
      let memory = feeds[slot].memory
      let own = auto.byRhythm(
        memory, news: reading?.0.new ?? 0, since: since, isGap: reading?.isGap ?? false,
        at: now.wall)
      feeds[slot].memory.interval = own.delay
      wait(
        slot,
        auto.floored(
          own, freshness: answer.freshness, hints: memory.hints, jitter: feeds[slot].jitter,
          at: now.wall), at: now)
    }
    return events
  }

  /// An explicit `every` is kept exactly: from start to start, without drift. A poll that started
  /// late moves the beat, so that two are never closer than `every`.
  mutating func planFixed(
    _ slot: Int, _ every: Duration, isFirst: Bool, _ freshness: Freshness?, at now: Moment
  ) {
    let started = feeds[slot].started ?? now.uptime
    let scheduled = feeds[slot].scheduled
    let isPunctual = started - scheduled < .milliseconds(50)
    var next = (isPunctual ? scheduled : started) + every
    if isFirst && every >= .seconds(60) {
      // Once, so that feeds which were all first asked at start do not stay in step.
      let tenth = Double(every.milliseconds) * 0.1
      let sooner = Duration.milliseconds(Int64(tenth * feeds[slot].jitter))
      next = max(next - sooner, started + min(settings.minEvery, every))
    }
    if next <= now.uptime {
      let behind = (now.uptime - next).milliseconds / max(1, every.milliseconds) + 1
      next += .milliseconds(every.milliseconds * behind)
    }
    plan(slot, at: next)
    let asked = max(freshness?.lifetime ?? .zero, feeds[slot].memory.hints.interval ?? .zero)
    feeds[slot].memory.nextReason = words(
      every: every, asked: asked > every ? min(asked, .hours(24 * 7)) : nil)
    feeds[slot].memory.nextPoll = now.wall + (next - now.uptime)
  }

  mutating func noteSilence(_ slot: Int, at now: Moment) -> [PlanEvent] {
    guard !feeds[slot].memory.isSilenceTold, let last = feeds[slot].memory.lastNews else {
      return []
    }
    let quiet = now.wall - last
    guard quiet >= .hours(72) else { return [] }
    let missing = Rhythm.missing(feeds[slot].memory, at: now.wall)
    guard missing >= 100 || (missing >= 8 && quiet >= .hours(96)) else { return [] }
    feeds[slot].memory.isSilenceTold = true
    return [.silent(feeds[slot].settings.id, since: last)]
  }

  /// 301 and 308 count once they were met, with success, on two days half a day apart.
  mutating func noteMove(
    _ slot: Int, _ answer: PollAnswer, at now: Moment
  ) -> [PlanEvent] {
    guard answer.permanentURL != nil || feeds[slot].isOnTheMove else { return [] }
    let state = feeds[slot]
    let isMoved = state.memory.move?.isConfirmed ?? false
    let pending = isMoved ? state.nextMove : state.memory.move
    guard let to = answer.permanentURL, to != state.address else {
      // No redirect any more: what was only seen is forgotten.
      if isMoved { feeds[slot].nextMove = nil } else if pending != nil { setMove(slot, nil) }
      return []
    }
    guard let pending, pending.to == to, pending.firstSeen <= now.wall else {
      let move = FeedMemory.Move(to: to, firstSeen: now.wall)
      if isMoved { feeds[slot].nextMove = move } else { setMove(slot, move) }
      return []
    }
    let day: Int64 = 86_400_000
    let isAnotherDay = pending.firstSeen.milliseconds / day != now.wall.milliseconds / day
    guard isAnotherDay, now.wall - pending.firstSeen >= .hours(12) else { return [] }
    setMove(slot, FeedMemory.Move(to: to, firstSeen: pending.firstSeen, isConfirmed: true))
    feeds[slot].nextMove = nil
    feeds[slot].didMove = true
    return [.moved(state.settings.id, to: to)]
  }
}
