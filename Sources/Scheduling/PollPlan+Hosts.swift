public import Model

extension PollPlan {
  /// The host of a feed.
  mutating func hostSlot(_ name: String) -> Int {
    // Feeds of one host stand together in most configurations; a feed's host is never forgotten.
    if !feeds.isEmpty {
      let host = feeds[feeds.count - 1].host
      if hosts[host].name == name { return host }
    }
    guard let host = hostSlots[name] else { return newHost(name) }
    hosts[host].isOnlyVisited = false
    return host
  }

  private mutating func newHost(_ name: String) -> Int {
    let host: Int
    if let free = freeHosts.popLast() {
      host = free
      let turn = hosts[host].turn &+ 1
      hosts[host] = HostState(name: name)
      hosts[host].turn = turn
    } else {
      host = hosts.count
      hosts.append(HostState(name: name))
    }
    hostSlots[name] = host
    return host
  }

  /// A host that a redirect leads to, forgotten when no more is to be known of it; nil when too many
  /// are known already.
  mutating func visitedHost(_ name: String, at now: Moment) -> Int? {
    if let host = hostSlots[name] { return host }
    if visitedHosts.count >= Self.mostVisited / 4 { forgetVisited(at: now) }
    guard visitedHosts.count < Self.mostVisited else { return nil }
    let host = newHost(name)
    hosts[host].isOnlyVisited = true
    visitedHosts.append(host)
    return host
  }

  private static let mostVisited = 1024

  private mutating func forgetVisited(at now: Moment) {
    visitedHosts.removeAll { host in
      guard hosts[host].isOnlyVisited else { return true }
      let isNeeded =
        hosts[host].inFlight > 0 || !hosts[host].queue.isEmpty
        || hosts[host].available(isForced: false) > now.uptime
      guard !isNeeded else { return false }
      hostSlots[hosts[host].name] = nil
      hosts[host].turn &+= 1
      freeHosts.append(host)
      return true
    }
  }

  // MARK: Redirects

  /// A redirect leads a poll under way on to `url`: it leaves its host, and waits for its turn at the
  /// other one. `takeOnward` says when that has come.
  public mutating func led(_ feed: FeedID, to url: String, at now: Moment) {
    guard let slot = slots[feed] ?? leaving[feed], feeds[slot].phase == .inFlight,
      let host = visitedHost(hostAsWritten(url), at: now)
    else { return onward.append(.ask(feed)) }
    if let hold = hosts[host].hold, hold.until > now.uptime, !isForced {
      return onward.append(.held(feed, hold.record))
    }
    guard host != feeds[slot].place else {
      // One fetch goes on at once; the next one of that host waits.
      setWait(slot, nil)
      asked(host, at: now)
      relist(host)
      return onward.append(.ask(feed))
    }
    leave(slot)
    feeds[slot].phase = .led
    feeds[slot].place = host
    hosts[host].queue.append(slot)
    list(host)
  }

  mutating func goOn(_ slot: Int, at now: Moment) {
    enter(slot, feeds[slot].place, at: now)
    feeds[slot].phase = .inFlight
    onward.append(.ask(feeds[slot].settings.id))
  }

  /// The polls whose redirects have come to their turn, as of the last `takeDue`.
  public mutating func takeOnward() -> [OnwardTurn] {
    guard !onward.isEmpty else { return [] }
    defer { onward = [] }
    return onward
  }

  /// What is known of a poll that takes long; nil: its host does not let it wait.
  public mutating func waits(_ feed: FeedID, for wait: HostWait?) {
    guard let slot = slots[feed] ?? leaving[feed], feeds[slot].phase == .inFlight else { return }
    setWait(slot, wait)
  }

  // MARK: Holds

  /// Holds a host, and lets go of redirects to it, and of demanded feeds that would wait for it.
  mutating func hold(
    _ name: String, for wait: Duration, reason: PollReason, at now: Moment
  ) -> [PlanEvent] {
    guard let host = visitedHost(name, at: now) else { return [] }
    let until = now.uptime + wait
    if let hold = hosts[host].hold, hold.until >= until { return [] }
    let record = HostHold(host: name, until: now.wall + wait, reason: reason.english)
    setHold(host, HostState.Hold(until: until, record: record))
    var events = [PlanEvent.held(record)]
    guard !isForced else { return events }
    for slot in hosts[host].queue.removeAll() {
      if feeds[slot].phase == .led && feeds[slot].place == host {
        onward.append(.held(feeds[slot].settings.id, record))
      } else if feeds[slot].phase == .queued && feeds[slot].host == host {
        guard isDemand else {
          hosts[host].queue.append(slot)
          continue
        }
        feeds[slot].phase = .waiting
        guard feeds[slot].isDemanded else { continue }
        feeds[slot].isDemanded = false
        demanded -= 1
        events.append(.notAsked(feeds[slot].settings.id, record))
      }
    }
    relist(host)
    return events
  }

  mutating func setHold(_ host: Int, _ hold: HostState.Hold) {
    hosts[host].hold = hold
    relist(host)
  }

  /// How long a host is left alone that says 429 without saying for how long: an hour, then twice as
  /// long each time until it answers otherwise. nil: it is being left alone already.
  mutating func waitAfterRefusal(by name: String, at now: Moment) -> Duration? {
    if let host = hostSlots[name], let hold = hosts[host].hold, hold.until > now.uptime {
      return nil
    }
    if refusals.count >= Self.mostVisited { refusals = [:] }
    let times = min((refusals[name] ?? 0) + 1, 6)
    refusals[name] = times
    return min(.hours(1) * (1 << (times - 1)), Self.longestWait)
  }

  /// A host has answered a poll well.
  mutating func forgetRefusals(at url: String) {
    if !refusals.isEmpty { refusals[hostAsWritten(url)] = nil }
  }
}

/// What a poll that a redirect has led on may do.
public enum OnwardTurn: Hashable, Sendable {
  /// Ask there now.
  case ask(FeedID)
  /// That host wants to be left alone; the poll is to be ended so.
  case held(FeedID, HostHold)
}
