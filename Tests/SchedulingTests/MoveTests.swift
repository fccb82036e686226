import Model
import Scheduling
import Testing

private let url = "http://a.example/"
private let target = "https://b.example/feed"
private let id = FeedID(url: url)

@Suite struct `A feed that moves` {
  @Test func `is asked at its new address after two days`() {
    var world = World([feed(url, every: .every(.hours(6)))])
    var asked: [String] = []
    world.answer = { poll, _ in
      asked.append(poll.url)
      return .read(
        PollReading(entries: 2, new: 0, known: 2),
        answer(url: target, moved: poll.url == url ? target : nil))
    }

    world.run(for: .hours(47))

    #expect(asked == [url, url, url, url, target, target, target, target])
    #expect(world.events == [.moved(id, to: target)])
    #expect(world.memory(url).move?.isConfirmed == true)
  }

  @Test func `is not moved by redirects that change their mind`() {
    var world = World([feed(url, every: .every(.hours(6)))])
    var count = 0
    world.answer = { _, _ in
      count += 1
      return .unchanged(answer(moved: "http://c.example/\(count)"))
    }

    world.run(for: .hours(24 * 10))

    #expect(world.events.isEmpty)
    #expect(world.memory(url).move?.isConfirmed == false)
  }

  @Test func `is not moved when the redirect ends`() {
    var world = World([feed(url, every: .every(.hours(6)))])
    world.answer = { _, now in
      .unchanged(answer(moved: now.wall < noon + .hours(1) ? target : nil))
    }

    world.run(for: .hours(48))

    #expect(world.memory(url).move == nil)
  }

  @Test func `goes back to its configured address when the new one fails for a day`() {
    var memory = FeedMemory(feed: id)
    memory.move = FeedMemory.Move(to: target, firstSeen: noon, isConfirmed: true)
    var world = World([feed(url, every: .every(.hours(1)))], memories: [memory])
    world.answer = { poll, _ in
      poll.url == target
        ? .refused(status: 404, retryAfter: nil, finalURL: target) : unchangedFeed
    }

    world.run(for: .hours(48))

    #expect(world.events.contains(.movedBack(id, from: target)))
    #expect(world.memory(url).failures == 0)
  }

  @Test func `shares one fetch with the feed that lives there`() {
    var memory = FeedMemory(feed: id)
    memory.move = FeedMemory.Move(to: target, firstSeen: noon, isConfirmed: true)
    var world = World(
      [feed(url, every: .every(.hours(1))), feed(target, every: .every(.hours(1)))],
      memories: [memory])

    world.run(for: .hours(10))

    #expect(world.polls.count <= 12)
    #expect(world.memory(url).lastSuccess! >= noon + .hours(9))
    #expect(world.memory(target).lastSuccess! >= noon + .hours(9))
  }
}

@Suite struct `A demand` {
  private let feeds = [
    feed("http://a.example/1"), feed("http://a.example/2"), feed("http://b.example/"),
  ]

  @Test func `asks every feed once, whatever the schedule says`() {
    let memories = feeds.map { feed in
      var memory = FeedMemory(feed: feed.id)
      memory.lastPoll = noon
      memory.nextPoll = noon + .hours(5)
      return memory
    }
    var world = World(feeds, memories: memories)

    let held = world.plan.demandAll(force: false, at: world.now)
    world.run(for: .hours(24))

    #expect(held.isEmpty)
    #expect(world.polls.count == 3)
    #expect(world.plan.demanded == 0)
  }

  @Test(arguments: [(false, 1), (true, 3)])
  func `keeps a running Retry-After unless forced`(_ force: Bool, _ count: Int) {
    let hold = HostHold(host: "a.example", until: noon + .hours(1), reason: "429")
    var world = World(feeds, holds: [hold])

    let held = world.plan.demandAll(force: force, at: world.now)
    world.run(for: .hours(24))

    #expect(world.polls.count == count)
    #expect(held.count == 3 - count)
    #expect(world.plan.demanded == 0)
  }

  @Test func `ends although a host begins to hold meanwhile`() {
    var world = World(feeds, settings: FetchSettings(perHost: 1))
    world.answer = { poll, _ in
      .refused(status: 429, retryAfter: .hours(3), finalURL: poll.url)
    }

    _ = world.plan.demandAll(force: false, at: world.now)
    world.run(for: .seconds(10))

    #expect(world.plan.demanded == 0)
    #expect(world.polls.count == 2)
    #expect(world.events.filter { if case .notAsked = $0 { true } else { false } }.count == 1)
  }

  @Test func `asks the whole of a host that asks to wait, when forced`() {
    var world = World(feeds, settings: FetchSettings(perHost: 1))
    world.answer = { poll, _ in
      .refused(status: 429, retryAfter: .hours(3), finalURL: poll.url)
    }

    _ = world.plan.demandAll(force: true, at: world.now)
    world.run(for: .seconds(10))

    #expect(world.polls.count == 3)
    #expect(world.plan.demanded == 0)
    #expect(!world.plan.holds.isEmpty)
  }

  @Test func `asks a feed again that was gone`() {
    var memory = FeedMemory(feed: feeds[0].id)
    memory.isGone = true
    var world = World([feeds[0]], memories: [memory])

    _ = world.plan.demandAll(force: false, at: world.now)
    world.run(for: .seconds(10))

    #expect(world.events == [.recovered(feeds[0].id, since: noon + .milliseconds(100))])
    #expect(!world.memory(feeds[0].url).isGone)
  }
}
