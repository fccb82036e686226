import Model
import Scheduling
import Testing

private let url = "http://a.example/"

@Suite struct `Status rules` {
  /// Delays between polls in minutes, of a feed polled every ten minutes that always fails so.
  @Test(arguments: [
    (PollOutcome.refused(status: 404, retryAfter: nil, finalURL: url), [10, 15, 22, 33, 50, 75]),
    (.refused(status: 401, retryAfter: nil, finalURL: url), [10, 15, 22, 33, 50, 75]),
    (.refused(status: 500, retryAfter: nil, finalURL: url), [10, 20, 40, 80, 160, 320]),
    (.failed(.timeout, message: Message(verbatim: "slow")), [10, 20, 40, 60, 60, 60]),
    (.failed(.slow, message: Message(verbatim: "slow")), [10, 20, 40, 80, 160, 320]),
    (.failed(.transfer, message: Message(verbatim: "cut")), [10, 20, 40, 80, 160, 320]),
    (.failed(.content, message: Message(verbatim: "no feed")), [10, 15, 22, 33, 50, 75]),
    (.refused(status: 429, retryAfter: nil, finalURL: url), [60, 120, 240, 480, 960, 1440]),
    (.refused(status: 503, retryAfter: nil, finalURL: url), [60, 120, 240, 480, 960, 1440]),
    (.refused(status: 503, retryAfter: .seconds(1800), finalURL: url), [30, 30, 30, 30, 30, 30]),
    (.refused(status: 429, retryAfter: .seconds(1), finalURL: url), [10, 10, 10, 10, 10, 10]),
    (.refused(status: 429, retryAfter: .hours(9999), finalURL: url), [1440, 1440, 1440, 1440]),
  ])
  func `back off as the table says`(_ outcome: PollOutcome, _ minutes: [Int]) {
    var world = World([feed(url, every: .every(.seconds(600)))])
    world.answer = { _, _ in outcome }

    world.run(for: .hours(24 * 8))

    let times = world.seconds(url).prefix(minutes.count + 1)
    let gaps = zip(times.dropFirst(), times).map { Int(($0 - $1) / 60 / 1.05) }
    for (gap, wanted) in zip(gaps, minutes) {
      // Up to 5 % of jitter is added, never taken.
      #expect(gap <= wanted && Double(gap) >= Double(wanted) / 1.06 - 1)
    }
  }

  @Test func `doubling ends at a day`() {
    var world = World([feed(url)])
    world.answer = { _, _ in .refused(status: 500, retryAfter: nil, finalURL: url) }

    world.run(for: .hours(24 * 60))

    let gaps = zip(world.seconds(url).dropFirst(), world.seconds(url)).map { $0 - $1 }
    #expect(gaps.max()! <= 24 * 3600 * 1.06)
    #expect(gaps.suffix(10).min()! >= 24 * 3600)
  }

  @Test func `Retry-After holds the whole host, and nobody else`() {
    let feeds = [
      "http://a.example/1", "http://a.example/2", "http://a.example:8080/3", "http://b.example/",
    ]
    var world = World(feeds.map { feed($0, every: .every(.seconds(60))) })
    world.run(for: .seconds(55))
    world.polls = []
    world.answer = { poll, _ in
      poll.feed.url == feeds[0]
        ? .refused(status: 429, retryAfter: .seconds(1000), finalURL: feeds[0]) : unchangedFeed
    }

    world.run(for: .seconds(900))

    #expect(world.polls.filter { $0.feed == feeds[0] }.count == 1)
    #expect(world.polls.filter { $0.feed == feeds[1] }.count <= 1)
    #expect(world.polls.filter { $0.feed == feeds[2] }.count == 15)
    #expect(world.polls.filter { $0.feed == feeds[3] }.count == 15)
    #expect(world.memory(feeds[0]).nextReason.hasPrefix("429, host asks to wait until 12:"))
    #expect(world.plan.holds.map(\.host) == ["a.example"])
  }

  private let siblings = (1...3).map { "http://a.example/\($0)" }

  @Test func `429 without Retry-After holds the whole host for an hour, then twice as long`() {
    var world = World(siblings.map { feed($0, every: .every(.seconds(60))) })
    world.answer = { poll, _ in
      .refused(status: 429, retryAfter: nil, finalURL: poll.feed.url)
    }

    world.run(for: .hours(7) + .seconds(60))

    // Two stand at the host at once, after which it is left alone until 13:00, 15:00 and 19:00.
    let hours = world.polls.map { Double(($0.wall - noon).milliseconds) / 3_600_000 }
    #expect(hours.map { $0.rounded() }.count { $0 == 0 } <= 3)
    #expect(Set(hours.map { $0.rounded() }) == [0, 1, 3, 7])
    #expect(world.plan.holds.map(\.host) == ["a.example"])
    #expect(world.plan.holds[0].reason.contains("429, host is left alone until"))
  }

  @Test func `a page that always says 429 does not silence its neighbours`() {
    var world = World(siblings.map { feed($0, every: .every(.seconds(600))) })
    let bad = siblings[0]
    world.answer = { poll, _ in
      poll.feed.url == bad
        ? .refused(status: 429, retryAfter: nil, finalURL: bad) : unchangedFeed
    }

    world.run(for: .hours(48))

    #expect(world.polls.count { $0.feed == bad } <= 8)
    // 288 would be all; each 429 costs an hour.
    #expect(world.polls.count { $0.feed == siblings[1] } > 230)
  }

  @Test func `503 without Retry-After says nothing of the neighbours`() {
    var world = World(siblings.map { feed($0, every: .every(.seconds(60))) })
    let bad = siblings[0]
    world.answer = { poll, _ in
      poll.feed.url == bad
        ? .refused(status: 503, retryAfter: nil, finalURL: bad) : unchangedFeed
    }

    world.run(for: .seconds(3000))

    #expect(world.polls.count { $0.feed == bad } == 1)
    #expect(world.polls.count { $0.feed == siblings[1] } >= 49)
    #expect(world.plan.holds.isEmpty)
  }

  @Test func `a demand asks a host that we leave alone by ourselves`() {
    let holds = [
      HostHold(
        host: "a.example", until: noon + .hours(3),
        reason: "429, host is left alone until 15:00 UTC"),
      HostHold(
        host: "b.example", until: noon + .hours(3),
        reason: "429, host asks to wait until 15:00 UTC"),
    ]
    var world = World(siblings.map { feed($0) } + [feed("http://b.example/")], holds: holds)
    world.answer = { poll, _ in
      .refused(status: 429, retryAfter: nil, finalURL: poll.feed.url)
    }

    let held = world.plan.demandAll(force: false, at: world.now)
    world.run(for: .seconds(60))

    #expect(held.map(\.feed.url) == ["http://b.example/"])
    #expect(Set(world.polls.map(\.feed)) == Set(siblings))
    #expect(world.plan.demanded == 0)
  }

  @Test func `a hold survives a restart, within a day`() {
    let hold = HostHold(host: "a.example", until: noon + .hours(1), reason: "429")
    let absurd = HostHold(host: "b.example", until: noon + .hours(9999), reason: "429")
    var world = World([feed(url), feed("http://b.example/")], holds: [hold, absurd])

    world.run(for: .hours(25))

    #expect(world.polls.first { $0.feed == url }?.wall == noon + .hours(1))
    #expect(world.polls.first { $0.feed != url }?.wall == noon + .hours(24))
  }

  @Test(arguments: [
    (Duration.seconds(1), "HTTP 429"), (.hours(3), "429, host asks to wait until 15:00 UTC"),
  ])
  func `Retry-After is the reason while it is what the feed waits for`(
    wait: Duration, reason: String
  ) {
    var world = World([feed(url, every: .every(.seconds(600)))])
    world.answer = { _, _ in .refused(status: 429, retryAfter: wait, finalURL: url) }

    world.run(for: .seconds(5))

    #expect(world.memory(url).nextReason == reason)
  }

  @Test func `410 stops the feed, and says so once`() {
    var world = World([feed(url)])
    world.answer = { _, _ in .refused(status: 410, retryAfter: nil, finalURL: url) }

    world.run(for: .hours(24 * 30))

    #expect(world.polls.count == 1)
    #expect(world.events == [.gone(FeedID(url: url))])
    #expect(world.memory(url).isGone)
    #expect(world.plan.nextDeadline == nil)
  }

  @Test func `a feed that is gone stays so after a restart`() {
    var memory = FeedMemory(feed: FeedID(url: url))
    memory.isGone = true
    var world = World([feed(url)], memories: [memory])

    world.run(for: .hours(48))

    #expect(world.polls.isEmpty)
  }

  @Test func `a feed that is gone is asked again when it is switched off and on`() {
    var world = World([feed(url)])
    world.answer = { _, _ in .refused(status: 410, retryAfter: nil, finalURL: url) }
    world.run(for: .hours(24))
    world.answer = { _, _ in unchangedFeed }
    var off = feed(url)
    off.isEnabled = false

    for feeds in [[off], [feed(url)]] {
      world.plan.update(
        settings: FetchSettings(hostDelay: .zero), feeds: feeds, memories: [:], holds: [],
        at: world.now)
      world.run(for: .seconds(10))
    }

    #expect(world.polls.count == 2)
    #expect(
      world.events == [
        .gone(FeedID(url: url)),
        .recovered(FeedID(url: url), since: noon + .milliseconds(100)),
      ])
    #expect(!world.memory(url).isGone)
  }

  @Test func `a failing feed is told once after 24 h, and its recovery too`() {
    var world = World([feed(url, every: .every(.seconds(600)))])
    world.answer = { _, _ in .refused(status: 404, retryAfter: nil, finalURL: url) }
    world.run(for: .hours(72))
    world.answer = { _, _ in unchangedFeed }

    world.run(for: .hours(24))

    let since = noon + .milliseconds(100)
    #expect(
      world.events == [
        .failing(FeedID(url: url), since: since, error: "HTTP 404"),
        .recovered(FeedID(url: url), since: since),
      ])
    #expect(world.memory(url).failures == 0)
  }

  @Test func `a failure that doubles is told at 24 h too`() {
    var world = World([feed(url, every: .every(.seconds(600)))])
    world.answer = { _, _ in .failed(.tls, message: Message(verbatim: "expired")) }
    var told: Timestamp?
    for _ in 0..<30 where told == nil {
      world.run(for: .hours(1))
      if !world.events.isEmpty { told = world.now.wall }
    }

    #expect(told! - noon <= .hours(25))
  }

  @Test func `success after a short failure is no news`() {
    var world = World([feed(url, every: .every(.seconds(600)))])
    world.answer = { _, now in
      now.wall < noon + .hours(1)
        ? .failed(.tls, message: Message(verbatim: "expired")) : unchangedFeed
    }

    world.run(for: .hours(48))

    #expect(world.events.isEmpty)
  }

  @Test func `a 304 that nobody asked for is a failure`() {
    var world = World([feed(url)])
    world.answer = { _, _ in .notModified(answer()) }

    world.run(for: .seconds(60))

    #expect(world.memory(url).failures == 1)
    #expect(world.memory(url).lastSuccess == nil)
  }

  @Test func `a 304 keeps the old validators`() {
    var world = World([feed(url)])
    world.answer = { _, _ in document(new: 1) }
    world.run(for: .seconds(60))
    let before = world.memory(url).validators
    world.answer = { _, _ in .notModified(PollAnswer(finalURL: url)) }

    world.run(for: .hours(6))

    #expect(before != nil)
    #expect(world.memory(url).validators == before)
    #expect(world.memory(url).failures == 0)
  }

  @Test func `validators and hash of a document that was not whole are not kept`() {
    var world = World([feed(url)])
    world.answer = { _, _ in document(new: 1) }
    world.run(for: .seconds(60))
    world.answer = { _, _ in document(new: 1, isWhole: false) }

    world.run(for: .hours(6))

    #expect(world.memory(url).validators == nil)
    #expect(world.memory(url).bodyHash == nil)
  }

  @Test func `after eight days of 304 one body is asked for`() {
    var world = World([feed(url, every: .every(.hours(6)))])
    var unconditional: [Timestamp] = []
    world.answer = { poll, now in
      if poll.validators == nil {
        unconditional.append(now.wall)
        return document(new: 0)
      }
      return .notModified(answer())
    }

    world.run(for: .hours(24 * 20))

    #expect(unconditional.count == 3)
    #expect(unconditional[1] - unconditional[0] >= .hours(8 * 24))
    #expect(unconditional[1] - unconditional[0] <= .hours(8 * 24 + 6))
  }

  @Test func `a failure keeps what is known`() {
    var world = World([feed(url)])
    world.answer = { _, _ in document(new: 1) }
    world.run(for: .seconds(60))
    let before = world.memory(url)
    world.answer = { _, _ in .refused(status: 500, retryAfter: nil, finalURL: url) }

    world.run(for: .hours(6))

    let after = world.memory(url)
    #expect(after.validators == before.validators && after.bodyHash == before.bodyHash)
    #expect(after.windowSize == before.windowSize && after.lastSuccess == before.lastSuccess)
  }

  @Test func `a poll that was dropped teaches nothing and is made again soon`() {
    var world = World([feed(url, every: .every(.hours(1)))])
    world.answer = { _, _ in .dropped }

    world.run(for: .seconds(12))

    #expect(world.polls.count == 3)
    #expect(world.memory(url).lastPoll == nil)
  }
}
