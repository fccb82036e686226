import Model
import Scheduling
import Testing

private let url = "http://a.example/"

@Suite struct `Hints` {
  @Test(
    arguments: [
      (document(new: 1, freshness: 7200), Duration.hours(2), "max-age until 14:00 UTC"),
      (document(new: 1, freshness: 99_999_999), .hours(24), "max-age until 2023-11-15 12:00 UTC"),
      (
        document(new: 1, hints: FeedHints(interval: .hours(5))), .hours(5), "ttl until 17:00 UTC"
      ),
      (
        document(new: 1, hints: FeedHints(interval: .hours(5), isUpdatePeriod: true)), .hours(5),
        "sy:updatePeriod until 17:00 UTC"
      ),
      (
        document(new: 1, hints: FeedHints(skipHours: Set(12..<18))), .hours(6),
        "skipHours until 18:00 UTC"
      ),
      (
        document(new: 1, hints: FeedHints(skipDays: [2])), .hours(12),
        "skipDays until 2023-11-15 00:00 UTC"
      ),
      (document(new: 1, hints: FeedHints(skipDays: [2, 3])), .hours(24), nil),
    ] as [(PollOutcome, Duration, String?)])
  func `are floors for auto, within a day`(
    _ outcome: PollOutcome, _ floor: Duration, _ reason: String?
  ) {
    var world = World([feed(url)])
    world.answer = { _, _ in outcome }

    world.run(for: .seconds(1))

    let wait = world.memory(url).nextPoll! - noon
    #expect(wait >= floor && wait <= floor + .hours(1))
    if let reason { #expect(world.memory(url).nextReason == reason) }
  }

  @Test(arguments: [FeedHints(skipHours: Set(0..<24)), FeedHints(skipDays: Set(0..<7))])
  func `that leave no time at all are not believed`(_ hints: FeedHints) {
    var world = World([feed(url)])
    world.answer = { _, _ in document(new: 1, hints: hints) }

    world.run(for: .hours(24))

    #expect(world.polls.count > 5)
  }

  @Test func `do not move an explicit interval, which says that less is asked for`() {
    var world = World([feed(url, every: .every(.seconds(600)))])
    world.answer = { _, _ in document(new: 1, freshness: 7200) }

    world.run(for: .hours(2))

    #expect(world.polls.count == 13 || world.polls.count == 12)
    #expect(world.memory(url).nextReason == "every 10m, as configured; the feed asks for 2h")
  }
}
