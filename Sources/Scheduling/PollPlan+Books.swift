import Model

extension PollPlan {
  /// Takes a finished poll off the books. Returns its slot, unless the feed is gone from the plan.
  mutating func settle(_ feed: FeedID, at now: Moment) -> Int? {
    guard let slot = slots[feed] ?? leaving.removeValue(forKey: feed) else { return nil }
    guard feeds[slot].phase == .inFlight || feeds[slot].phase == .sharing else { return nil }
    if feeds[slot].phase == .inFlight {
      inFlight -= 1
      let host = feeds[slot].host
      hosts[host].inFlight -= 1
      relist(host)
    }
    feeds[slot].phase = .waiting
    if feeds[slot].isDemanded {
      feeds[slot].isDemanded = false
      demanded -= 1
    }
    guard !feeds[slot].isRemoved else {
      freeSlots.append(slot)
      return nil
    }
    return slot
  }

  /// Plans the next poll of a feed that waits.
  mutating func plan(_ slot: Int, at deadline: Duration) {
    feeds[slot].deadline = deadline
    feeds[slot].turn &+= 1
    feedDeadlines.push(
      Deadlines.Entry(at: deadline, rank: UInt64(slot), index: slot, turn: feeds[slot].turn))
    feedDeadlines.compact(
      keeping: { [feeds] in feeds[$0.index].turn == $0.turn }, live: slots.count)
  }

  mutating func unplan(_ slot: Int) {
    feeds[slot].deadline = nil
    feeds[slot].turn &+= 1
    if feeds[slot].phase == .queued { feeds[slot].phase = .waiting }
  }

  func isAlive(_ entry: Deadlines.Entry) -> Bool {
    feeds[entry.index].turn == entry.turn && feeds[entry.index].phase == .waiting
  }

  mutating func enqueue(_ slot: Int) {
    let host = feeds[slot].host
    feeds[slot].phase = .queued
    hosts[host].queue.append(slot)
    list(host)
  }

  /// Enters a host in the heap of those that may be asked. Hosts that are not being asked go first,
  /// those met earlier before others: so a connection is used again while it is warm, and a second
  /// one to the same host is opened only when no other host waits.
  mutating func list(_ host: Int) {
    guard !hosts[host].isListed, !hosts[host].queue.isEmpty,
      hosts[host].inFlight < settings.perHost
    else { return }
    hosts[host].isListed = true
    hosts[host].turn &+= 1
    hostDeadlines.push(
      Deadlines.Entry(
        at: hosts[host].available(isForced: isForced),
        rank: UInt64(host) | (hosts[host].inFlight > 0 ? 1 << 40 : 0), index: host,
        turn: hosts[host].turn))
  }

  mutating func relist(_ host: Int) {
    hosts[host].isListed = false
    hosts[host].turn &+= 1
    list(host)
  }

  mutating func hostSlot(_ name: String) -> Int {
    if let host = hostSlots[name] { return host }
    hosts.append(HostState(name: name))
    hostSlots[name] = hosts.count - 1
    return hosts.count - 1
  }

  /// Holds a host, and lets go of demanded feeds that would wait for it.
  mutating func hold(
    _ name: String, for wait: Duration, reason: String, at now: Moment
  ) -> [PlanEvent] {
    // Of hosts that no feed names, only the feed that met them waits.
    guard let host = hostSlots[name] else { return [] }
    let until = now.uptime + wait
    if let hold = hosts[host].hold, hold.until >= until { return [] }
    let record = HostHold(host: name, until: now.wall + wait, reason: reason)
    setHold(host, HostState.Hold(until: until, record: record))
    var events = [PlanEvent.held(record)]
    guard isDemand, !isForced else { return events }
    for slot in hosts[host].queue.removeAll()
    where feeds[slot].phase == .queued && feeds[slot].host == host {
      feeds[slot].phase = .waiting
      guard feeds[slot].isDemanded else { continue }
      feeds[slot].isDemanded = false
      demanded -= 1
      events.append(.notAsked(feeds[slot].settings.id, record))
    }
    return events
  }

  mutating func setHold(_ host: Int, _ hold: HostState.Hold) {
    hosts[host].hold = hold
    relist(host)
  }

  /// Keeps the host and the index of moved feeds true after a move was confirmed or forgotten.
  mutating func setMove(_ slot: Int, _ move: FeedMemory.Move?) {
    forgetMove(slot)
    feeds[slot].memory.move = move
    if let move, move.isConfirmed { movedTo[move.to, default: []].append(slot) }
    feeds[slot].host = hostSlot(hostAsWritten(feeds[slot].address))
  }

  mutating func forgetMove(_ slot: Int) {
    guard let move = feeds[slot].memory.move, var group = movedTo[move.to] else { return }
    group.removeAll { $0 == slot }
    movedTo[move.to] = group.isEmpty ? nil : group
  }
}
