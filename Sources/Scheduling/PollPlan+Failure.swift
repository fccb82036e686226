import Model

extension PollPlan {
  mutating func refused(
    _ slot: Int, _ status: Int, _ retryAfter: Duration?, _ finalURL: String, at now: Moment
  ) -> [PlanEvent] {
    if status == 410 { return gone(slot, at: now) }
    var events: [PlanEvent] = []
    var next = failed(slot, "HTTP \(status)", Backoff.of(status: status), at: now)
    if status == 429 || status == 503, let retryAfter {
      let wait = min(max(retryAfter, .zero), Self.longestWait)
      let reason = PollReason.hostAsks(
        status: String(status), until: timeOfDay(now.wall + wait, now.wall))
      let usual = min(usualInterval(of: slot), .hours(1))
      next = NextPoll(delay: max(wait, usual), reason: wait < usual ? next.reason : reason)
      if wait > .zero {
        events += hold(hostAsWritten(finalURL), for: wait, reason: reason, at: now)
      }
    } else if status == 429 && !isDemand {
      let host = hostAsWritten(finalURL)
      if let wait = waitAfterRefusal(by: host, at: now) {
        let reason = PollReason.leftAlone(
          status: String(status), until: timeOfDay(now.wall + wait, now.wall))
        events += hold(host, for: wait, reason: reason, at: now)
      }
    }
    wait(slot, next, at: now)
    return events + trouble(slot, at: now)
  }

  /// A redirect leads to a host that wants to be left alone: nobody's fault.
  mutating func held(_ slot: Int, by hold: HostHold, at now: Moment) {
    let usual = min(usualInterval(of: slot), .hours(1))
    let delay = max(min(hold.until - now.wall, Self.longestWait), usual)
    wait(slot, NextPoll(delay: delay, reason: PollReason(stored: hold.reason)), at: now)
  }

  mutating func gone(_ slot: Int, at now: Moment) -> [PlanEvent] {
    let next = failed(slot, "HTTP 410: gone", .soft, at: now)
    let memory = feeds[slot].memory
    if let move = memory.move, move.isConfirmed {
      setMove(slot, nil)
      wait(slot, next, at: now)
      return [.movedBack(feeds[slot].settings.id, from: move.to)]
    }
    let isNews = !memory.isGone
    feeds[slot].memory.isGone = true
    feeds[slot].memory.nextPoll = nil
    feeds[slot].memory.nextReason = PollReason.gone.english
    unplan(slot)
    return isNews ? [.gone(feeds[slot].settings.id)] : []
  }

  mutating func noAnswer(
    _ slot: Int, _ kind: FailureKind, _ message: String, at now: Moment
  ) -> [PlanEvent] {
    let before = feeds[slot].memory
    var events: [PlanEvent] = []
    if kind == .cancelled {
      plan(slot, at: now.uptime + .seconds(5))
      return []
    }
    if kind.isOfTheNetwork {
      let makesOutage = outage.failed(
        slot, before, host: feeds[slot].host, hosts: hostCount,
        started: feeds[slot].started ?? now.uptime, at: now.wall)
      if makesOutage {
        events.append(.networkDown(since: outage.start ?? now.wall))
        for (suspect, memory) in outage.suspects where !feeds[suspect].isRemoved {
          uncount(suspect, memory)
        }
      }
    }
    if outage.isDown && kind.isOfTheNetwork {
      // Not theirs: asked again at the usual pace, and at once when any host answers.
      uncount(slot, outage.suspects[slot] ?? before)
      feeds[slot].memory.lastError = message
      let usual = min(max(usualInterval(of: slot), .seconds(10)), .seconds(900))
      wait(slot, NextPoll(delay: usual, reason: .networkDown), at: now)
      return events
    }
    var next = failed(slot, message, Backoff.of(kind), at: now)
    if kind.isOfTheNetwork && hostCount == 1 {
      // Of a single host nobody can tell whose fault it is.
      next.delay = min(next.delay, .hours(1))
    }
    wait(slot, next, at: now)
    return events + trouble(slot, at: now)
  }

  mutating func uncount(_ slot: Int, _ before: FoldedMemory) {
    feeds[slot].memory.failures = before.failures
    feeds[slot].memory.failingSince = before.failingSince
    feeds[slot].memory.lastError = before.lastError
  }

  mutating func askAgainAfterOutage(at now: Moment) {
    for slot in feeds.indices
    where feeds[slot].phase == .waiting && feeds[slot].isPlanned
      && feeds[slot].memory.nextReason == PollReason.networkDown.english
    {
      plan(slot, at: now.uptime)
    }
  }

  /// Counts a failure. The wait ends no later than the moment at which it must be told.
  mutating func failed(
    _ slot: Int, _ error: String, _ backoff: Backoff, at now: Moment
  ) -> NextPoll {
    let before = feeds[slot].memory
    let since = min(before.failingSince ?? now.wall, now.wall)
    feeds[slot].memory.failures =
      before.failures < 1_000_000 ? before.failures + 1 : before.failures
    feeds[slot].memory.failingSince = since
    feeds[slot].memory.lastError = error
    let failures = feeds[slot].memory.failures
    var delay = backoff.delay(failures: failures, usual: usualInterval(of: slot))
    if delay >= .seconds(60) {
      delay += .milliseconds(Int64(Double(delay.milliseconds) * 0.05 * feeds[slot].jitter))
    }
    let told = since + .hours(24) - now.wall
    if !before.isTroubleTold && told > .hours(1) && told < delay && backoff != .slowDown {
      delay = told + .seconds(1)
    }
    return NextPoll(
      delay: delay, reason: .failed(error.utf8.count > 60 ? nil : error, times: Int(failures)))
  }

  /// Tells of 24 h of failing, and gives up an address that a feed moved to when it is that one.
  mutating func trouble(_ slot: Int, at now: Moment) -> [PlanEvent] {
    let memory = feeds[slot].memory
    guard let since = memory.failingSince, now.wall - since >= .hours(24), memory.failures >= 2
    else { return [] }
    var events: [PlanEvent] = []
    if let move = memory.move, move.isConfirmed {
      setMove(slot, nil)
      events.append(.movedBack(feeds[slot].settings.id, from: move.to))
    }
    if !memory.isTroubleTold {
      feeds[slot].memory.isTroubleTold = true
      events.append(.failing(feeds[slot].settings.id, since: since, error: memory.lastError ?? ""))
    }
    return events
  }
}
