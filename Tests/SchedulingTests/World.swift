import Model
import Scheduling

/// 2023-11-14 12:00 UTC, a Tuesday.
let noon = Timestamp(seconds: 1_699_963_200)

/// A plan with invented clocks and servers that answer as told, in no real time.
struct World {
  struct Poll: Equatable {
    var feed: String
    var uptime: Duration
    var wall: Timestamp
  }

  var plan: PollPlan
  var now = Moment(uptime: .seconds(1000), wall: noon)
  var polls: [Poll] = []
  var events: [PlanEvent] = []
  var wakeups = 0
  /// How long each poll takes.
  var latency = Duration.milliseconds(100)
  var answer: (DuePoll, Moment) -> PollOutcome = { _, _ in unchangedFeed }
  private var under: [(ends: Duration, poll: DuePoll)] = []

  init(
    _ feeds: [FeedSettings], settings: FetchSettings = FetchSettings(hostDelay: .zero),
    memories: [FeedMemory] = [], holds: [HostHold] = [], at start: Moment? = nil
  ) {
    if let start { now = start }
    plan = PollPlan(settings: settings)
    plan.update(
      settings: settings, feeds: feeds,
      memories: Dictionary(uniqueKeysWithValues: memories.map { ($0.feed, $0.folded) }),
      holds: holds,
      at: now)
  }

  /// Lets both clocks run for `time`, waking only when the plan asks or a poll ends.
  mutating func run(for time: Duration) {
    let end = now.uptime + time
    while true {
      for poll in plan.takeDue(at: now) {
        polls.append(Poll(feed: poll.feed.url, uptime: now.uptime, wall: now.wall))
        under.append((now.uptime + latency, poll))
      }
      let next = min(plan.nextDeadline ?? end, under.first?.ends ?? end)
      guard next < end else { break }
      wakeups += 1
      pass(next - now.uptime)
      while let (ends, poll) = under.first, ends <= now.uptime {
        under.removeFirst()
        let outcome = answer(poll, now)
        events += plan.finished(poll.feed, outcome, at: now)
        for feed in poll.alsoFor { events += plan.finished(feed, outcome, at: now) }
      }
    }
    pass(end - now.uptime)
  }

  /// Time passes without a wake-up (a suspend).
  mutating func pass(_ time: Duration) {
    now = Moment(uptime: now.uptime + time, wall: now.wall + time)
  }

  /// The uptimes of a feed's polls, from the first, in seconds.
  func seconds(_ feed: String) -> [Double] {
    let times = polls.filter { $0.feed == feed }.map(\.uptime)
    return times.map { Double(($0 - (times.first ?? .zero)).milliseconds) / 1000 }
  }

  func memory(_ feed: String) -> FeedMemory {
    plan.memory(of: FeedID(url: feed)) ?? FeedMemory(feed: FeedID(url: "none"))
  }
}

func feed(_ url: String, every: PollInterval = .auto) -> FeedSettings {
  FeedSettings(url: url, every: every)
}

let unchangedFeed = PollOutcome.unchanged(PollAnswer(finalURL: "http://a.example/"))

func answer(
  _ freshness: Int? = nil, url: String = "http://a.example/", moved: String? = nil
) -> PollAnswer {
  PollAnswer(
    finalURL: url, permanentURL: moved,
    freshness: freshness.map { Freshness(lifetime: .seconds($0), source: .maxAge) },
    validators: Validators(url: url, etag: [1]), bodyHash: 7)
}

/// A document of 20 entries, `new` of which were not known.
func document(
  new: Int, of entries: Int = 20, times: [Timestamp] = [], isWhole: Bool = true,
  hints: FeedHints = FeedHints(), freshness: Int? = nil
) -> PollOutcome {
  .read(
    PollReading(
      entries: entries, new: new, known: entries - new, times: times, isWhole: isWhole,
      hints: hints, title: "A feed"), answer(freshness))
}

let a = "http://a.example/feed"

extension PollPlan {
  /// What follows from how a poll ended.
  mutating func finished(
    _ feed: FeedID, _ outcome: PollOutcome, at now: Moment
  ) -> [PlanEvent] {
    end(feed, outcome, at: now).events
  }
}
