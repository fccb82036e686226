import Model

/// When, and why then.
struct NextPoll: Sendable, Hashable {
  /// From now.
  var delay: Duration
  var reason: PollReason
}

/// `every: "auto"`: half an entry is expected between two polls, within `min_every` and 6 h, and
/// what the feed and its server ask for is a floor, within 24 h.
struct AutoInterval {
  static let longest = Duration.hours(6)
  static let longestFloor = Duration.hours(24)

  var minEvery: Duration
  var timeOfDay: PollPlan.TimeOfDay

  /// The interval by the feed's own rhythm. `news` are the entries of this poll, `since` the time
  /// since the one before.
  func byRhythm(
    _ memory: FoldedMemory, news: Int, since: Duration?, isGap: Bool, at now: Timestamp
  ) -> NextPoll {
    var expected = 0.0
    var delay = Duration.zero
    let step = Duration.seconds(300)
    let mean = Rhythm.mean(memory)
    while expected < 0.4999 && delay < Self.longest {
      expected += Rhythm.rate(memory, mean: mean, at: now + delay) * step.hours
      delay += step
    }
    if expected > 0.5 && delay == step {
      delay = .milliseconds(Int64(Double(step.milliseconds) * 0.5 / expected))
    }
    let flat = Duration.milliseconds(
      Int64(min(0.5 / max(Rhythm.meanRate(memory), 0.001), 24) * 3_600_000))
    var reason = PollReason.rhythm
    if delay > flat * 3 / 2 && delay > .seconds(1800) { reason = .quietAtNight }
    if delay >= Self.longest && flat >= Self.longest { reason = .seldomNews }

    // A burst of news is answered at once, without waiting for the habit to follow.
    if news >= 2, let since, since > .zero {
      let burst = max(since / (2 * news), delay / 4)
      if burst < delay {
        delay = burst
        reason = .muchNews
      }
    }
    if isGap {
      delay = delay / 2
      reason = .lostEntries
    }
    if delay <= minEvery { reason = .atMinimum(reason) }
    return NextPoll(delay: min(max(delay, minEvery), max(Self.longest, minEvery)), reason: reason)
  }

  /// `own`, no sooner than the floors allow, spread by the feed's jitter.
  func floored(
    _ own: NextPoll, freshness: Freshness?, hints: FeedHints, jitter: Double, at now: Timestamp
  ) -> NextPoll {
    let spread = (own.delay.milliseconds / 10_000) * Int64(jitter * 2000 - 1000)
    var next = own
    next.delay = max(minEvery, own.delay + .milliseconds(spread))

    let rule = hints.isUpdatePeriod ? PollReason.Rule.updatePeriod : .ttl
    for (asked, rule) in [(freshness?.lifetime, freshness?.rule), (hints.interval, rule)] {
      guard let asked, let rule else { continue }
      let floor = min(asked, Self.longestFloor)
      if floor > next.delay {
        // Past the floor, never before it.
        next.delay = floor + .milliseconds(Int64(jitter * Double(floor.milliseconds / 50)))
        next.reason = .until(rule, time: timeOfDay(now + floor, now))
      }
    }
    return pastSkipped(next, hints, jitter: jitter, at: now)
  }

  /// Past the hours and days that the feed wants left out, within 24 h.
  private func pastSkipped(
    _ next: NextPoll, _ hints: FeedHints, jitter: Double, at now: Timestamp
  ) -> NextPoll {
    let hours = hints.skipHours.count < 24 ? hints.skipHours : []
    let days = hints.skipDays.count < 7 ? hints.skipDays : []
    guard !(hours.isEmpty && days.isEmpty) else { return next }
    var next = next
    for _ in 0..<48 {
      let then = now + next.delay
      let isHour = hours.contains(Rhythm.hour(then))
      guard isHour || days.contains(weekday(then)) else { break }
      let end = (then.milliseconds / 3_600_000 + 1) * 3_600_000
      let delay = Timestamp(milliseconds: end) - now
      if delay > Self.longestFloor {
        next.delay = max(next.delay, Self.longestFloor)
        break
      }
      next.delay = delay
      next.reason = .until(isHour ? .skipHours : .skipDays, time: timeOfDay(now + delay, now))
    }
    if case .until(let rule, _) = next.reason, rule == .skipHours || rule == .skipDays {
      next.delay += .milliseconds(Int64(jitter * 120_000))
    }
    return next
  }

  /// 0 is Sunday.
  private func weekday(_ time: Timestamp) -> Int {
    let day = (time.milliseconds / 86_400_000 + 4) % 7
    return Int(day < 0 ? day + 7 : day)
  }
}

extension Freshness {
  var rule: PollReason.Rule { source == .maxAge ? .maxAge : .expires }
}
