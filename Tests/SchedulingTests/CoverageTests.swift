import Model
import Scheduling
import Testing

private let url = "http://a.example/"
private let id = FeedID(url: url)

@Suite struct `Coverage` {
  @Test func `a full document with nothing known is a gap, and shortens the interval`() {
    var world = World([feed(url)])
    world.answer = { _, _ in document(new: 20) }
    world.run(for: .seconds(1))
    let first = world.memory(url)

    world.run(for: .hours(2))

    #expect(first.gap == nil)
    #expect(
      world.events.first
        == .gap(id, from: first.lastSuccess!, to: world.polls[1].wall + .milliseconds(100)))
    #expect(world.memory(url).gap != nil)
    #expect(world.memory(url).interval! < first.interval!)
  }

  @Test(arguments: [
    document(new: 19), document(new: 0), document(new: 5, of: 5), document(new: 0, of: 0),
  ])
  func `a document that overlaps, or is far from full, is none`(_ second: PollOutcome) {
    var world = World([feed(url, every: .every(.hours(1)))])
    world.answer = { _, _ in document(new: 20) }
    world.run(for: .seconds(1))
    world.answer = { _, _ in second }

    world.run(for: .seconds(3700))

    #expect(world.events.isEmpty)
  }

  @Test func `a feed that falls silent against its habit is told once, and again after news`() {
    var world = World([feed(url)])
    world.answer = { _, _ in document(new: 1) }
    world.run(for: .hours(24 * 14))
    world.events = []
    world.answer = { _, _ in unchangedFeed }
    world.run(for: .hours(24 * 30))
    let told = world.events
    world.answer = { _, _ in document(new: 1) }
    world.run(for: .hours(24))

    #expect(told.count == 1)
    #expect(!world.memory(url).isSilenceTold)
  }

  @Test func `a quiet weekend is no silence`() {
    var world = World([feed(url)])
    // 12 entries a day from Monday to Friday.
    world.answer = { _, now in
      let weekday = (now.wall.milliseconds / 86_400_000 + 4) % 7
      return weekday == 0 || weekday == 6 ? unchangedFeed : document(new: 1)
    }

    world.run(for: .hours(24 * 60))

    #expect(world.events.isEmpty)
  }

  @Test func `what was read is counted`() {
    var world = World([feed(url, every: .every(.hours(1)))])
    world.answer = { _, _ in
      .read(PollReading(entries: 20, new: 2, known: 18, title: "Le Journal", alerts: 1), answer())
    }

    world.run(for: .seconds(9600))

    #expect(world.memory(url).title == "Le Journal")
    #expect(world.memory(url).entriesSeen == 6)
    #expect(world.memory(url).alerts == 3)
  }
}

@Suite struct `Our own network` {
  private let hosts = (0..<5).map { "http://h\($0).example/" }

  @Test func `is blamed when every host fails, and then no failure counts`() {
    var world = World(hosts.map { feed($0, every: .every(.seconds(600))) })
    world.run(for: .seconds(60))
    world.answer = { _, _ in .failed(.dns, message: Message(verbatim: "no such host")) }

    world.run(for: .hours(30))

    #expect(hosts.allSatisfy { world.memory($0).failures == 0 })
    #expect(world.events.count == 1)
    #expect(world.plan.summary(at: world.now).failing == 0)
    if case .networkDown = world.events[0] {} else { Issue.record("\(world.events)") }
  }

  @Test func `when it is back, every feed is asked at once`() {
    var world = World(hosts.map { feed($0, every: .every(.seconds(600))) })
    world.run(for: .seconds(60))
    world.answer = { _, _ in .failed(.connect, message: Message(verbatim: "unreachable")) }
    world.run(for: .hours(30))
    world.polls = []
    world.events = []
    world.answer = { _, _ in unchangedFeed }

    world.run(for: .seconds(601))

    #expect(Set(world.polls.map(\.feed)) == Set(hosts))
    let times = world.polls.map(\.uptime)
    #expect(times.prefix(5).max()! - times[0] < .seconds(5))
    #expect(world.events.count == 1)
  }

  @Test func `is not blamed while one host answers`() {
    var world = World(hosts.map { feed($0, every: .every(.seconds(600))) })
    world.answer = { poll, _ in
      poll.feed.url == hosts[0]
        ? unchangedFeed : .failed(.dns, message: Message(verbatim: "no such host"))
    }

    world.run(for: .hours(30))

    #expect(world.memory(hosts[1]).failures > 3)
    #expect(world.events.allSatisfy { if case .failing = $0 { true } else { false } })
  }

  @Test func `is not blamed when every host answers too slowly`() {
    var world = World(hosts.map { feed($0, every: .every(.seconds(600))) })
    world.run(for: .seconds(60))
    world.answer = { _, _ in .failed(.slow, message: Message(verbatim: "too slow")) }

    world.run(for: .hours(12))

    #expect(hosts.allSatisfy { world.memory($0).failures > 3 })
    #expect(world.events.isEmpty)
  }

  @Test func `is not blamed for hosts that hang while others answer`() {
    var world = World((0..<14).map { feed("http://h\($0).example/") })
    let due = world.plan.takeDue(at: world.now)
    world.pass(.seconds(1))
    for poll in due.prefix(2) {
      world.events += world.plan.finished(poll.feed, unchangedFeed, at: world.now)
    }

    world.pass(.seconds(29))
    for poll in due.dropFirst(2) {
      world.events += world.plan.finished(
        poll.feed, .failed(.timeout, message: Message(verbatim: "no answer")), at: world.now)
    }

    #expect(due.count == 14)
    #expect(world.events.isEmpty)
    #expect(due.dropFirst(2).allSatisfy { world.memory($0.feed.url).failures == 1 })
  }
}
