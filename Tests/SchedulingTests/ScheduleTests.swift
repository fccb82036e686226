import Model
import Scheduling
import Testing

@Suite struct `The schedule` {
  @Test func `keeps an explicit interval exactly, from start to start`() {
    var world = World([feed(a, every: .every(.seconds(5)))])

    world.run(for: .seconds(60))

    #expect(world.seconds(a) == [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55])
  }

  @Test func `leaves out beats that a slow poll has missed`() {
    var world = World([feed(a, every: .every(.seconds(5)))])
    world.latency = .seconds(12)

    world.run(for: .seconds(50))

    #expect(world.seconds(a) == [0, 15, 30, 45])
  }

  @Test func `asks ten thousand feeds at once at first start, within its limits`() {
    let feeds = (0..<10_000).map { feed("http://h\($0 % 2000).example/\($0)") }
    var world = World(feeds, settings: FetchSettings(concurrency: 64, hostDelay: .seconds(1)))

    world.run(for: .seconds(20))

    #expect(Set(world.polls.map(\.feed)).count == 10_000)
    #expect(world.polls.count == 10_000)
  }

  @Test func `never asks a host more often or more at once than allowed`() {
    let feeds = (0..<6).map { feed("http://one.example/\($0)") }
    var world = World(feeds, settings: FetchSettings(perHost: 2, hostDelay: .seconds(1)))
    world.latency = .seconds(5)

    world.run(for: .seconds(14))

    let starts = world.polls.map { ($0.uptime - .seconds(1000)).milliseconds }
    #expect(starts == [0, 1000, 5000, 6000, 10_000, 11_000])
  }

  @Test(
    arguments: zip(
      [15, 5000] as [Int64], [[0, 15, 30, 45, 60, 75], [0, 20, 40, 60, 5000, 5020]] as [[Int64]]))
  func `starts a host's next poll beside the one before after 20 ms, unless that has ended`(
    _ latency: Int64, _ expected: [Int64]
  ) {
    let feeds = (0..<6).map { feed("http://one.example/\($0)") }
    var world = World(feeds, settings: FetchSettings(perHost: 4, hostDelay: .zero))
    world.latency = .milliseconds(latency)

    world.run(for: .seconds(14))

    let starts = world.polls.map { ($0.uptime - .seconds(1000)).milliseconds }
    #expect(starts == expected)
  }

  @Test func `never starts more polls than its concurrency, and then asks for no wake-up`() {
    let feeds = (0..<10).map { feed("http://h\($0).example/") }
    var plan = PollPlan(settings: FetchSettings(concurrency: 3))
    let now = Moment(uptime: .seconds(5), wall: noon)
    plan.update(
      settings: FetchSettings(concurrency: 3), feeds: feeds, memories: [:], holds: [], at: now)

    let due = plan.takeDue(at: now)

    #expect(due.count == 3)
    #expect(plan.nextDeadline == nil)
    #expect(plan.summary(at: now).due == 7)
    #expect(plan.summary(at: now).inFlight == 3)
  }

  @Test func `asks a host's feeds one after the other while other hosts wait`() {
    let feeds = (0..<40).map { feed("http://h\($0 % 10).example/\($0)") }
    var world = World(
      feeds, settings: FetchSettings(concurrency: 2, perHost: 2, hostDelay: .zero))

    world.run(for: .seconds(60))

    let hosts = world.polls.prefix(40).map { $0.feed.split(separator: "/")[1] }
    #expect(Set(hosts.prefix(8)).count == 2)
    #expect(Set(hosts).count == 10)
  }

  @Test func `plans nothing without feeds`() {
    var world = World([])

    world.run(for: .hours(24))

    #expect(world.wakeups == 0)
    #expect(world.plan.nextDeadline == nil)
  }

  @Test func `asks an unchanging feed ever more seldom, up to six hours`() {
    var world = World([feed(a)])

    world.run(for: .hours(24 * 60))

    let gaps = zip(world.seconds(a).dropFirst(), world.seconds(a)).map { $0 - $1 }
    #expect((300...2100).contains(gaps[0]))
    #expect(gaps.max()! <= 6.7 * 3600)
    #expect(gaps.suffix(50).min()! > 4.5 * 3600)
    #expect(world.memory(a).nextReason == "seldom has news")
  }

  @Test func `asks a busy feed at min_every`() {
    var world = World([feed(a)])
    world.answer = { _, _ in document(new: 3) }

    world.run(for: .hours(48))

    let gaps = zip(world.seconds(a).dropFirst(), world.seconds(a)).map { $0 - $1 }
    #expect(gaps.suffix(100).max()! <= 400)
    #expect(gaps.min()! >= 300)
  }

  @Test func `sleeps when its feed does, and says so`() {
    var world = World([feed(a)])
    var last = noon
    // Two entries an hour from 6 to 20 UTC.
    world.answer = { _, now in
      let quarter = Int64(1_800_000)
      var new = 0
      var time = (last.milliseconds / quarter + 1) * quarter
      while time <= now.wall.milliseconds {
        if 6..<20 ~= time / 3_600_000 % 24 { new += 1 }
        time += quarter
      }
      last = now.wall
      return new > 0 ? document(new: new) : unchangedFeed
    }

    world.run(for: .hours(24 * 21))

    let week = world.polls.filter { $0.wall > noon + .hours(24 * 14) }
    let byDay = week.filter { 7..<19 ~= $0.wall.milliseconds / 3_600_000 % 24 }.count
    let byNight = week.filter { !(5..<21 ~= $0.wall.milliseconds / 3_600_000 % 24) }.count
    #expect(byDay > 6 * byNight)
    #expect(byDay / 7 < 80)
  }

  @Test func `learns from the dates of a first document`() {
    var world = World([feed(a)])
    let times = (1...40).map { noon - .seconds(Int64($0) * 6 * 3600) }
    world.answer = { _, _ in document(new: 40, of: 40, times: times) }

    world.run(for: .seconds(10))

    let wait = world.memory(a).nextPoll! - noon
    #expect(wait > .hours(1) && wait < .hours(4))
  }

  @Test func `answers a burst of news at once`() {
    var world = World([feed(a)])
    world.run(for: .hours(24 * 20))
    world.answer = { _, _ in document(new: 10) }

    world.run(for: .hours(7))

    #expect(world.memory(a).interval! < .hours(2))
  }

  @Test func `a year of eight feeds passes without a stuck feed or a busy loop`() {
    let feeds = (0..<8).map {
      feed("http://h\($0).example/", every: $0 < 2 ? .every(.hours(1)) : .auto)
    }
    var world = World(feeds)
    var draw: UInt64 = 42
    world.answer = { _, now in
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      switch draw >> 60 {
      case 0: return .failed(.timeout, message: Message(verbatim: "slow"))
      case 1:
        return .refused(status: 503, retryAfter: .seconds(600), finalURL: "http://h1.example/")
      case 2: return document(new: draw >> 59 & 1 == 0 && draw >> 57 & 3 == 0 ? 2 : 0)
      default: return unchangedFeed
      }
    }

    world.run(for: .hours(24 * 365))

    for feed in feeds {
      let times = world.seconds(feed.url)
      #expect(times.count > 365 * 3)
      #expect(zip(times.dropFirst(), times).allSatisfy { $0 - $1 <= 25 * 3600 })
    }
    #expect(world.wakeups < world.polls.count * 4)
  }
}

extension Duration {
  static func hours(_ hours: Int64) -> Duration { .seconds(hours * 3600) }
}
