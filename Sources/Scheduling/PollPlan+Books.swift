import Model

extension PollPlan {
  /// Takes a finished poll off the books. Returns its slot, unless the feed is gone from the plan.
  mutating func settle(_ feed: FeedID, at now: Moment) -> Int? {
    guard let slot = slots[feed] ?? leaving.removeValue(forKey: feed) else { return nil }
    switch feeds[slot].phase {
    case .inFlight: leave(slot)
    case .sharing, .led: break
    case .waiting, .queued: return nil
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

  /// Whether one more poll may be started.
  var hasRoom: Bool {
    inFlight - waitingForHosts < settings.concurrency
      && inFlight < settings.concurrency + Self.mostWaiting
      && (inFlight == 0 || descriptorsTaken <= descriptors - Self.descriptorsOfOne)
  }

  /// So many polls more than `concurrency` may wait for their hosts.
  static let mostWaiting = 256
  private static let descriptorsOfOne = 3

  /// Takes a place at a host.
  mutating func enter(_ slot: Int, _ host: Int, at now: Moment) {
    feeds[slot].place = host
    hosts[host].inFlight += 1
    hosts[host].lastStart = now.uptime
    if let hold = hosts[host].hold, hold.until <= now.uptime { hosts[host].hold = nil }
    asked(host, at: now)
    inFlight += 1
    descriptorsTaken += Self.descriptorsOfOne
  }

  mutating func asked(_ host: Int, at now: Moment) {
    // Without a delay hosts are told apart by rank alone, which keeps warm ones first.
    hosts[host].nextStart = settings.hostDelay > .zero ? now.uptime + settings.hostDelay : .zero
  }

  /// Gives up the place at a host.
  mutating func leave(_ slot: Int) {
    setWait(slot, nil)
    inFlight -= 1
    descriptorsTaken -= Self.descriptorsOfOne
    hosts[feeds[slot].place].inFlight -= 1
    relist(feeds[slot].place)
  }

  mutating func setWait(_ slot: Int, _ wait: HostWait?) {
    let before = feeds[slot].wait
    feeds[slot].wait = wait
    waitingForHosts += (wait == nil ? 0 : 1) - (before == nil ? 0 : 1)
    let spared = Self.descriptorsOfOne - 1
    descriptorsTaken += (before == .answer ? spared : 0) - (wait == .answer ? spared : 0)
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
