import Model
import Scheduling
import Testing

@Suite struct `Clocks and restarts` {
  @Test(arguments: [-400, -1, 1, 400])
  func `a jump of the wall clock moves no timer`(_ days: Int64) {
    var world = World([feed(a, every: .every(.seconds(600)))])
    world.run(for: .seconds(1500))

    world.now.wall = world.now.wall + .hours(24 * days)
    world.run(for: .seconds(1800))

    let gaps = zip(world.seconds(a).dropFirst(), world.seconds(a)).map { $0 - $1 }
    #expect(gaps.count == 5)
    #expect(gaps.dropFirst().allSatisfy { abs($0 - 600) < 0.01 })
  }

  @Test func `a suspend is followed by one poll, and then by the beat`() {
    var world = World([feed(a, every: .every(.seconds(10)))])
    world.run(for: .seconds(15))

    world.pass(.hours(8))
    world.run(for: .seconds(25))

    #expect(world.polls.count == 5)
  }

  @Test func `a restart keeps what was planned`() {
    var memory = FeedMemory(feed: FeedID(url: a))
    memory.lastPoll = noon - .seconds(100)
    memory.lastSuccess = memory.lastPoll
    memory.nextPoll = noon + .seconds(200)
    var world = World([feed(a, every: .every(.seconds(300)))], memories: [memory])

    world.run(for: .seconds(900))

    #expect(world.polls.first?.wall == noon + .seconds(200))
    #expect(world.seconds(a) == [0, 300, 600])
  }

  @Test(arguments: [
    // How far the persisted time lies ahead, and the longest wait that is believed.
    (PollInterval.every(.seconds(300)), Int64(10 * 86400), Int64(300)),
    (.every(.seconds(300)), 200, 200), (.every(.seconds(300)), -10 * 86400, 0),
    (.auto, 10 * 86400, 86400), (.auto, 3600, 3600),
  ])
  func `a restart after a clock jump does not stop polling`(
    _ every: PollInterval, _ ahead: Int64, _ wait: Int64
  ) {
    var memory = FeedMemory(feed: FeedID(url: a))
    memory.lastPoll = noon - .seconds(1)
    memory.nextPoll = noon + .seconds(ahead)

    let world = World([feed(a, every: every)], memories: [memory])

    #expect(world.plan.nextDeadline == .seconds(1000 + wait))
  }

  @Test func `a clock that was set back makes auto fall back on its interval`() {
    var memory = FeedMemory(feed: FeedID(url: a))
    memory.lastPoll = noon + .hours(1000)
    memory.nextPoll = noon + .hours(1001)
    memory.interval = .seconds(1200)

    let world = World([feed(a)], memories: [memory])

    #expect(world.plan.nextDeadline == .seconds(1000 + 1200))
  }

  @Test func `a reload moves no timer of a kept feed`() {
    let b = "http://b.example/"
    var world = World([feed(a, every: .every(.seconds(100)))])
    world.run(for: .seconds(150))

    world.plan.update(
      settings: FetchSettings(hostDelay: .zero),
      feeds: [feed(a, every: .every(.seconds(100))), feed(b, every: .every(.seconds(100)))],
      memories: [:], holds: [], at: world.now)
    world.run(for: .seconds(150))

    let gaps = zip(world.seconds(a).dropFirst(), world.seconds(a)).map { $0 - $1 }
    #expect(gaps.allSatisfy { $0 <= 100 && $0 >= 90 })
    #expect(world.seconds(b).count == 2)
  }

  @Test func `a feed that leaves during its poll and comes back is asked on`() {
    let settings = FetchSettings(hostDelay: .zero)
    let feeds = [feed(a, every: .every(.seconds(10)))]
    var world = World(feeds)
    let polls = world.plan.takeDue(at: world.now)

    world.plan.update(settings: settings, feeds: [], memories: [:], holds: [], at: world.now)
    world.plan.update(settings: settings, feeds: feeds, memories: [:], holds: [], at: world.now)
    _ = world.plan.finished(polls[0].feed, unchangedFeed, at: world.now)
    world.run(for: .seconds(25))

    #expect(world.polls.count == 2)
    #expect(world.plan.summary(at: world.now).inFlight == 0)
  }

  @Test func `a feed removed during its poll gives its place back`() {
    let settings = FetchSettings(concurrency: 1, hostDelay: .zero)
    var world = World([feed(a)], settings: settings)
    let polls = world.plan.takeDue(at: world.now)

    world.plan.update(
      settings: settings, feeds: [feed("http://b.example/")], memories: [:], holds: [],
      at: world.now)
    let events = world.plan.finished(polls[0].feed, unchangedFeed, at: world.now)
    world.run(for: .seconds(5))

    #expect(events.isEmpty)
    #expect(world.polls.map(\.feed) == ["http://b.example/"])
  }

  @Test func `a disabled feed is not asked`() {
    var settings = feed(a)
    settings.isEnabled = false
    var world = World([settings])

    world.run(for: .hours(48))

    #expect(world.polls.isEmpty)
  }

  @Test func `a shorter interval counts from the last poll`() {
    var world = World([feed(a, every: .every(.hours(5)))])
    world.run(for: .seconds(600))

    world.plan.update(
      settings: FetchSettings(), feeds: [feed(a, every: .every(.seconds(900)))], memories: [:],
      holds: [], at: world.now)

    #expect(world.plan.nextDeadline == .seconds(1900))
  }
}
