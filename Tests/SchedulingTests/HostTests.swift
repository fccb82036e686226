import Model
import Testing

@testable import Scheduling

private let settings = FetchSettings(concurrency: 2, hostDelay: .zero)
private let start = Moment(uptime: .seconds(1000), wall: noon)

private func plan(
  _ urls: [String], _ settings: FetchSettings = settings, holds: [HostHold] = []
) -> PollPlan {
  var plan = PollPlan(settings: settings)
  plan.update(
    settings: settings, feeds: urls.map { feed($0, every: .every(.seconds(60))) }, memories: [:],
    holds: holds, at: start)
  return plan
}

private func id(_ url: String) -> FeedID { FeedID(url: url) }

private func later(_ time: Duration) -> Moment {
  Moment(uptime: start.uptime + time, wall: start.wall + time)
}

extension PollPlan {
  fileprivate mutating func due(at now: Moment = start) -> [String] {
    takeDue(at: now).map(\.feed.url)
  }
}

@Suite struct `Polls that wait for their hosts` {
  private let urls = (0..<600).map { "http://h\($0).example/" }

  @Test func `do not count for the concurrency`() {
    var plan = plan(Array(urls.prefix(10)))
    #expect(plan.due() == Array(urls[0..<2]))

    for url in urls[0..<2] { plan.waits(id(url), for: .answer) }

    #expect(plan.nextDeadline != nil)
    #expect(plan.due() == Array(urls[2..<4]))
    #expect(plan.summary(at: start).inFlight == 4)
  }

  @Test func `count again when something comes`() {
    var plan = plan(Array(urls.prefix(10)))
    _ = plan.due()
    for url in urls[0..<2] { plan.waits(id(url), for: .answer) }
    _ = plan.due()
    for url in urls[0..<4] { plan.waits(id(url), for: nil) }

    _ = plan.finished(id(urls[0]), unchangedFeed, at: start)
    _ = plan.finished(id(urls[1]), unchangedFeed, at: start)

    #expect(plan.due() == [])
    _ = plan.finished(id(urls[2]), unchangedFeed, at: start)
    #expect(plan.due() == [urls[4]])
  }

  @Test func `leave no trace when they end`() {
    var plan = plan(Array(urls.prefix(10)))
    for url in plan.due() {
      plan.waits(id(url), for: .answer)
      plan.waits(id(url), for: .lookUp)
      _ = plan.finished(id(url), unchangedFeed, at: start)
    }

    #expect(plan.due() == Array(urls[2..<4]))
    #expect(plan.due() == [])
  }

  @Test func `are at most 256 more than the concurrency`() {
    var plan = plan(urls)
    var started = 0
    while case let due = plan.due(), !due.isEmpty {
      started += due.count
      for url in due { plan.waits(id(url), for: .answer) }
    }

    #expect(started == 258)
    #expect(plan.nextDeadline == nil)
  }

  @Test(arguments: [(HostWait.answer, 28), (.lookUp, 10)])
  func `stay within the descriptors`(_ wait: HostWait, _ expected: Int) {
    var plan = plan(urls)
    plan.descriptors = 30
    var started = 0
    while case let due = plan.due(), !due.isEmpty {
      started += due.count
      for url in due { plan.waits(id(url), for: wait) }
    }

    #expect(started == expected)
  }

  @Test func `are one at a time when there is no descriptor to spare`() {
    var plan = plan(urls)
    plan.descriptors = -7

    #expect(plan.due() == [urls[0]])
    #expect(plan.due() == [])
  }
}

@Suite struct `Redirects between hosts` {
  private let a = "http://a.example/1"
  private let b = "http://b.example/1"
  private let c = "http://c.example/1"

  @Test func `go on at once when the host is free`() {
    var plan = plan([a])
    _ = plan.due()

    plan.led(id(a), to: "https://other.example/x", at: start)

    _ = plan.due()
    #expect(plan.takeOnward() == [.ask(id(a))])
    #expect(plan.takeOnward() == [])
    #expect(plan.summary(at: start).inFlight == 1)
  }

  @Test func `wait for a place at the host that they lead to, and give up theirs`() {
    let more = "http://a.example/2"
    var plan = plan([a, more, b], FetchSettings(perHost: 1, hostDelay: .zero))
    #expect(plan.due() == [a, b])

    plan.led(id(a), to: "http://b.example/x", at: start)

    #expect(plan.due() == [more])
    #expect(plan.takeOnward() == [])
    _ = plan.finished(id(b), unchangedFeed, at: start)
    _ = plan.due()
    #expect(plan.takeOnward() == [.ask(id(a))])
  }

  @Test func `keep the delay between starts`() {
    var plan = plan([a, b], FetchSettings(perHost: 4, hostDelay: .seconds(1)))
    _ = plan.due()

    plan.led(id(a), to: "http://b.example/x", at: start)
    _ = plan.due()
    #expect(plan.takeOnward() == [])
    #expect(plan.nextDeadline == start.uptime + .seconds(1))

    _ = plan.due(at: later(.seconds(1)))
    #expect(plan.takeOnward() == [.ask(id(a))])
  }

  @Test func `at one host go on at once, and the next poll there waits`() {
    let more = "http://a.example/2"
    var plan = plan([a, more], FetchSettings(perHost: 4, hostDelay: .seconds(1)))
    _ = plan.due()

    plan.led(id(a), to: "https://a.example/x", at: later(.milliseconds(900)))

    #expect(plan.takeOnward() == [.ask(id(a))])
    #expect(plan.due(at: later(.seconds(1))) == [])
    #expect(plan.due(at: later(.milliseconds(1900))) == [more])
  }

  @Test func `in both directions do not wait for each other`() {
    var plan = plan([a, b], FetchSettings(perHost: 1, hostDelay: .zero))
    _ = plan.due()

    plan.led(id(a), to: b, at: start)
    plan.led(id(b), to: a, at: start)

    _ = plan.due()
    #expect(Set(plan.takeOnward()) == [.ask(id(a)), .ask(id(b))])
    for url in [a, b] { _ = plan.finished(id(url), unchangedFeed, at: start) }
    #expect(plan.summary(at: start).inFlight == 0)
  }

  @Test func `to a host that asked to be left alone are not followed`() {
    let hold = HostHold(
      host: "other.example", until: noon + .hours(3),
      reason: "429, host asks to wait until 15:00 UTC")
    var plan = plan([a], holds: [hold])
    _ = plan.due()

    plan.led(id(a), to: "http://other.example/x", at: start)

    #expect(plan.takeOnward() == [.held(id(a), hold)])
    #expect(plan.finished(id(a), .held(hold), at: start) == [])
    #expect(plan.nextDeadline == start.uptime + .hours(3))
    #expect(plan.memory(of: id(a))?.nextReason == hold.reason)
    #expect(plan.memory(of: id(a))?.failures == 0)
    #expect(plan.listing(of: id(a))?.wasRead == false)
  }

  @Test func `are dropped when that host asks to be left alone meanwhile`() throws {
    var plan = plan([a, b, c], FetchSettings(perHost: 1, hostDelay: .zero))
    _ = plan.due()
    plan.led(id(a), to: "http://b.example/x", at: start)

    let events = plan.finished(
      id(b), .refused(status: 429, retryAfter: .hours(1), finalURL: b), at: start)

    let hold = try #require(plan.holds.first)
    #expect(events == [.held(hold)])
    #expect(plan.takeOnward() == [.held(id(a), hold)])
    _ = plan.finished(id(a), .held(hold), at: start)
    #expect(plan.summary(at: start).inFlight == 1)
  }

  @Test func `hold a host for all that they lead there`() throws {
    var plan = plan([a, b])
    _ = plan.due()
    plan.led(id(a), to: "http://other.example/x", at: start)
    _ = plan.due()
    _ = plan.takeOnward()
    _ = plan.finished(
      id(a), .refused(status: 503, retryAfter: .hours(1), finalURL: "http://other.example/x"),
      at: start)

    plan.led(id(b), to: "http://other.example/y", at: start)

    let hold = try #require(plan.holds.first)
    #expect(hold.host == "other.example")
    #expect(plan.takeOnward() == [.held(id(b), hold)])
  }

  @Test func `are followed all the same when that is demanded`() {
    let hold = HostHold(host: "other.example", until: noon + .hours(3), reason: "429")
    var plan = plan([a], holds: [hold])
    _ = plan.demandAll(force: true, at: start)
    _ = plan.due()

    plan.led(id(a), to: "http://other.example/x", at: start)

    _ = plan.due()
    #expect(plan.takeOnward() == [.ask(id(a))])
  }

  @Test func `to ever new hosts take no more and more memory`() {
    var plan = plan([a, b], FetchSettings(perHost: 1, hostDelay: .seconds(1)))
    _ = plan.due()
    for number in 0..<10_000 {
      let now = later(.seconds(2 * number))
      plan.led(id(a), to: "http://h\(number).example/x", at: now)
      _ = plan.due(at: now)
      #expect(plan.takeOnward() == [.ask(id(a))])
    }

    #expect(plan.hosts.count < 1100)
  }

  @Test func `of a feed that is taken out end all the same`() {
    var plan = plan([a, b], FetchSettings(perHost: 1, hostDelay: .zero))
    _ = plan.due()
    plan.led(id(a), to: b, at: start)

    plan.update(settings: settings, feeds: [feed(b)], memories: [:], holds: [], at: start)
    _ = plan.finished(id(b), unchangedFeed, at: start)
    _ = plan.due()

    #expect(plan.takeOnward() == [.ask(id(a))])
    #expect(plan.finished(id(a), unchangedFeed, at: start) == [])
    #expect(plan.summary(at: start).inFlight == 0)
  }
}
