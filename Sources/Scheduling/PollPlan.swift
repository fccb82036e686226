public import Model

/// When to ask which feed: a pure value that never reads a clock.
///
/// `takeDue` and `end` cost O(log n). Intervals are counted on `Moment.uptime`; `Moment.wall`
/// serves the hints, the reasons and what is persisted.
public struct PollPlan: Sendable {
  var settings: FetchSettings
  let timeOfDay: TimeOfDay

  var feeds: [FeedState] = []
  var slots: [FeedID: Int] = [:]
  var freeSlots: [Int] = []
  /// Feeds that left the configuration while they were asked.
  var leaving: [FeedID: Int] = [:]
  var hosts: [HostState] = []
  var hostSlots: [String: Int] = [:]
  /// Hosts that only redirects lead to.
  var visitedHosts: [Int] = []
  var freeHosts: [Int] = []
  /// By host, how often in a row it has said 429 without `Retry-After`.
  var refusals: [String: Int] = [:]
  /// Feeds by the address that they moved to for good.
  var movedTo: [String: [Int]] = [:]

  var feedDeadlines = Deadlines()
  var hostDeadlines = Deadlines()
  var inFlight = 0
  /// Of them, those whose hosts let them wait: they do not count for `concurrency`.
  var waitingForHosts = 0
  /// What those in flight take of `descriptors`.
  var descriptorsTaken = 0
  /// How many descriptors polls may take: three each, and one while it waits for an answer.
  public var descriptors = Int.max
  /// Polls whose redirect has come to its turn, or will not.
  var onward: [OnwardTurn] = []
  var isDemand = false
  /// A demand that does not mind what hosts ask.
  var isForced = false
  /// Demanded polls that are not finished yet.
  public internal(set) var demanded = 0
  var outage = Outage()
  /// What was last said of an explicit interval.
  var lastWords: (every: Duration, words: String)?
  /// Hosts of the configured feeds.
  var hostCount = 0

  /// Writes a time in reasons ("14:05"), with its day ("2026-11-26 14:05") when that is not the day of
  /// the second, which is now.
  public typealias TimeOfDay = @Sendable (_ time: Timestamp, _ now: Timestamp) -> String

  /// Times are by default in UTC.
  public init(
    settings: FetchSettings, timeOfDay: @escaping TimeOfDay = utcTimeOfDay
  ) {
    self.settings = settings
    self.timeOfDay = timeOfDay
  }

  // MARK: Asking

  /// The polls to start now, within `concurrency`, `per_host`, `host_delay` and the holds. Each
  /// must be answered by `end`.
  public mutating func takeDue(at now: Moment) -> [DuePoll] {
    if !isDemand {
      while let entry = feedDeadlines.first, entry.at <= now.uptime {
        feedDeadlines.pop()
        if isAlive(entry) { enqueue(entry.index) }
      }
    }
    var due: [DuePoll] = []
    while hasRoom, let entry = hostDeadlines.first, entry.at <= now.uptime {
      hostDeadlines.pop()
      let host = entry.index
      guard entry.turn == hosts[host].turn else { continue }
      hosts[host].isListed = false
      while let slot = hosts[host].queue.popFirst() {
        if feeds[slot].phase == .led && feeds[slot].place == host {
          goOn(slot, at: now)
          break
        }
        guard feeds[slot].phase == .queued, feeds[slot].host == host else { continue }
        due.append(start(slot, at: now))
        break
      }
      list(host)
    }
    return due
  }

  private mutating func start(_ slot: Int, at now: Moment) -> DuePoll {
    enter(slot, feeds[slot].host, at: now)
    begin(slot, .inFlight, at: now)
    let address = feeds[slot].address
    var poll = DuePoll(
      feed: feeds[slot].settings.id, url: address, validators: validators(slot, at: now.wall),
      knownBodyHash: feeds[slot].memory.bodyHash, scheduled: feeds[slot].scheduled, alsoFor: [])
    for other in sharers(of: slot, address, at: now) {
      begin(other, .sharing, at: now)
      poll.alsoFor.append(feeds[other].settings.id)
      if feeds[other].validators != poll.validators { poll.validators = nil }
      if feeds[other].memory.bodyHash != poll.knownBodyHash { poll.knownBodyHash = nil }
    }
    return poll
  }

  mutating func begin(_ slot: Int, _ phase: FeedState.Phase, at now: Moment) {
    feeds[slot].phase = phase
    feeds[slot].scheduled = feeds[slot].deadline ?? now.uptime
    feeds[slot].started = now.uptime
    feeds[slot].turn &+= 1
  }

  /// After 8 days without a body one is asked for unconditionally: some servers say 304 for ever.
  private func validators(_ slot: Int, at now: Timestamp) -> Validators? {
    guard let body = feeds[slot].memory.lastBody, now - body < .hours(8 * 24),
      body - now < .hours(24)
    else { return nil }
    return feeds[slot].validators
  }

  /// Feeds that the same fetch can serve: asked at the same address with the same headers, and due
  /// before half of their interval has passed.
  private func sharers(of slot: Int, _ address: String, at now: Moment) -> [Int] {
    guard !movedTo.isEmpty else { return [] }
    var group = movedTo[address] ?? []
    if let owner = slots[FeedID(url: address)], feeds[owner].address == address {
      group.append(owner)
    }
    guard group.count > 1 else { return [] }
    let mine = feeds[slot].settings
    return group.filter { other in
      let its = feeds[other]
      guard other != slot, its.isPlanned, its.phase == .waiting || its.phase == .queued,
        its.settings.auth == mine.auth, its.settings.headers == mine.headers,
        its.settings.proxy == mine.proxy
      else { return false }
      if isDemand { return its.isDemanded }
      guard let deadline = its.deadline else { return false }
      return deadline <= now.uptime + usualInterval(of: other) / 2
    }
  }

  /// Switches to `once`: every feed is asked one time, whatever the schedule says, and nothing else.
  ///
  /// Unless `force`, feeds whose host asked to wait are left out and returned. Work remains until
  /// `demanded` is 0. A feed that said 410 is asked too.
  public mutating func demandAll(force: Bool, at now: Moment) -> [HeldFeed] {
    isDemand = true
    isForced = force
    var held: [HeldFeed] = []
    for slot in feeds.indices where feeds[slot].settings.isEnabled && !feeds[slot].isRemoved {
      let host = feeds[slot].host
      if let hold = hosts[host].hold, hold.until > now.uptime {
        guard force || !hold.isAskedFor else {
          held.append(HeldFeed(feed: feeds[slot].settings.id, hold: hold.record))
          continue
        }
        hosts[host].hold = nil
        relist(host)
      }
      guard !feeds[slot].isDemanded else { continue }
      feeds[slot].isDemanded = true
      demanded += 1
      if feeds[slot].phase == .waiting {
        feeds[slot].deadline = now.uptime
        enqueue(slot)
      }
    }
    return held
  }

  /// The uptime at which `takeDue` will have something; nil when only `end` or `update` can
  /// change that. After `takeDue(at: now)` it is later than `now`.
  public var nextDeadline: Duration? {
    guard hasRoom else { return nil }
    let host = hostDeadlines.first?.at
    guard !isDemand, let feed = feedDeadlines.first?.at else { return host }
    return host.map { min($0, feed) } ?? feed
  }

  static let longestWait = Duration.hours(24)
}
