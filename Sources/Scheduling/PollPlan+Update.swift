public import Model

extension PollPlan {
  /// Start and reload: kept feeds keep their timers and state, new ones are added, others go.
  ///
  /// `memories` and `holds` count for feeds and hosts that the plan does not know yet.
  public mutating func update(
    settings: FetchSettings, feeds wanted: [FeedSettings], memories: [FeedID: FoldedMemory],
    holds: [HostHold], at now: Moment
  ) {
    self.settings = settings
    feeds.reserveCapacity(wanted.count)
    for hold in holds {
      guard let host = visitedHost(hold.host, at: now), hosts[host].hold == nil else { continue }
      let left = min(hold.until - now.wall, Self.longestWait)
      if left > .zero {
        setHold(host, HostState.Hold(until: now.uptime + left, record: hold))
      }
    }
    slots.reserveCapacity(wanted.count)
    if slots.isEmpty { return addAll(wanted, memories, at: now) }
    var kept: Set<FeedID> = []
    kept.reserveCapacity(wanted.count)
    for place in wanted.indices where kept.insert(wanted[place].id).inserted {
      let feed = wanted[place].id
      let listed = ListedSettings(wanted, at: place)
      if let slot = slots[feed] {
        change(slot, to: listed, at: now)
      } else {
        add(listed, memories[feed] ?? FoldedMemory(), at: now)
      }
    }
    for (id, slot) in slots where !kept.contains(id) { remove(slot) }
    listHosts()
  }

  /// There are no feeds yet: each is new.
  private mutating func addAll(
    _ wanted: [FeedSettings], _ memories: [FeedID: FoldedMemory], at now: Moment
  ) {
    for place in wanted.indices {
      add(
        ListedSettings(wanted, at: place), memories[wanted[place].id] ?? FoldedMemory(), at: now)
    }
    listHosts()
  }

  private mutating func listHosts() {
    hostCount = Set(slots.values.map { feeds[$0].host }).count
    // What perHost or a new concurrency now allows.
    for host in hosts.indices { list(host) }
  }

  /// Adds a feed, unless it is there.
  mutating func add(_ listed: ListedSettings, _ memory: FoldedMemory, at now: Moment) {
    let feed = listed.settings.id
    if !leaving.isEmpty, let slot = leaving.removeValue(forKey: feed) {
      // It left and came back during one poll, whose end will plan the next.
      slots[feed] = slot
      feeds[slot].isRemoved = false
      feeds[slot].listed = listed
      if let move = feeds[slot].memory.move { setMove(slot, move) }
      return
    }
    let slot = freeSlots.last ?? feeds.count
    if let known = slots.updateValue(slot, forKey: feed) {
      slots[feed] = known
      return
    }
    var state = FeedState(listed, memory: memory, host: 0)
    state.host = hostSlot(hostAsWritten(state.address))
    if freeSlots.popLast() != nil {
      state.turn = feeds[slot].turn &+ 1
      feeds[slot] = state
    } else {
      feeds.append(state)
    }
    if memory.hasMove, let move = state.memory.move, move.isConfirmed {
      movedTo[move.to, default: []].append(slot)
    }
    if state.isPlanned { plan(slot, at: now.uptime + firstWait(listed, memory, at: now)) }
  }

  /// How long a feed waits after a start: what its memory says, within what its settings allow,
  /// whatever the wall clock did meanwhile.
  func firstWait(
    _ listed: ListedSettings, _ memory: FoldedMemory, at now: Moment
  ) -> Duration {
    guard let last = memory.lastPoll, let next = memory.nextPoll else { return .zero }
    var longest = Self.longestWait
    if memory.failures == 0 {
      switch listed.settings.every {
      case .every(let every): longest = every
      // A clock that was set back makes the persisted times mean nothing.
      case .auto: if last > now.wall { longest = memory.interval ?? settings.minEvery }
      }
    }
    return min(max(next - now.wall, .zero), longest)
  }

  mutating func change(_ slot: Int, to listed: ListedSettings, at now: Moment) {
    let (before, settings) = (feeds[slot].settings, listed.settings)
    feeds[slot].listed = listed
    if !before.isEnabled && settings.isEnabled && feeds[slot].memory.isGone { revive(slot) }
    guard before != settings || feeds[slot].deadline == nil else { return }
    guard feeds[slot].isPlanned else { return unplan(slot) }
    guard feeds[slot].phase == .waiting else { return }
    if feeds[slot].deadline == nil {
      plan(slot, at: now.uptime + firstWait(listed, feeds[slot].memory, at: now))
    } else if before.every != settings.every && feeds[slot].memory.failures == 0 {
      let usual = usualInterval(of: slot)
      let last = feeds[slot].started ?? now.uptime
      plan(slot, at: max(now.uptime, last + usual))
      feeds[slot].memory.nextReason = reason(every: settings.every).english
    }
  }

  /// A feed that said 410 and was switched off and on again: asked once more, and told if it answers.
  private mutating func revive(_ slot: Int) {
    feeds[slot].memory.isGone = false
    feeds[slot].memory.isTroubleTold = true
    feeds[slot].memory.nextPoll = nil
    feeds[slot].memory.nextReason = ""
  }

  mutating func remove(_ slot: Int) {
    slots[feeds[slot].settings.id] = nil
    feeds[slot].listed = feeds[slot].listed.alone
    forgetMove(slot)
    unplan(slot)
    outage.forget(slot)
    if feeds[slot].isDemanded { demanded -= 1 }
    feeds[slot].isDemanded = false
    feeds[slot].isRemoved = true
    if feeds[slot].phase == .waiting || feeds[slot].phase == .queued {
      feeds[slot].phase = .waiting
      freeSlots.append(slot)
    } else {
      leaving[feeds[slot].settings.id] = slot
    }
  }
}
