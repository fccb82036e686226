import Fetching
import Glibc
import History
import Matching
import Model
import Parsing
import Recording
import Scheduling
import Synchronization
import TestSupport
import Testing

@testable import Daemon

@Suite struct `A backtest` {
  @Test(arguments: 1...25) func `reports exactly what the watch reported`(seed: Int) async throws {
    let watch = try await Watch(seed: seed, rounds: 12)

    let report = try watch.backtest()

    #expect(report.alerts.map(Line.init).sorted() == watch.alerts.sorted())
    #expect(report.watchlists.reduce(0) { $0 + $1.alerts } == watch.alerts.count)
    #expect(report.coverage.losses.isEmpty)
  }

  @Test(arguments: 1...10) func `of a part of the time reports what the watch reported then`(
    seed: Int
  ) async throws {
    let watch = try await Watch(seed: 100 + seed, rounds: 12)
    let (since, until) = (watch.start + .seconds(4 * 3600), watch.start + .seconds(9 * 3600))

    let report = try watch.backtest(since: since, until: until)

    let then = watch.alerts.filter { $0.time >= since && $0.time < until }
    #expect(report.alerts.map(Line.init).sorted() == then.sorted())
  }

  @Test func `against the same watchlists gains and loses nothing`() async throws {
    let watch = try await Watch(seed: 7, rounds: 12)

    let report = try watch.backtest(against: watch.watchlists)

    #expect(report.watchlists.allSatisfy { $0.gained == 0 && $0.lost == 0 })
    #expect(report.watchlists.allSatisfy { $0.alerts == $0.formerAlerts })
  }

  @Test func `tells what an edited watchlist gains and loses`() async throws {
    var watch = try await Watch(seed: 8, rounds: 12)
    watch.watchlists = [Watchlist(name: "a", any: [Term("Otan")])]
    let former = [Watchlist(name: "a", any: [Term("Tokyo")])]

    let past = try #require(watch.backtest(against: former).watchlists.first)

    #expect(past.gained > 0 && past.lost > 0)
    #expect(past.alerts - past.gained == past.formerAlerts - past.lost)
    #expect(past.gainedSamples.allSatisfy { $0.terms == ["Otan"] })
    #expect(past.lostSamples.allSatisfy { $0.terms == ["Tokyo"] })
  }

  @Test func `that is interrupted says how far it came`() async throws {
    let watch = try await Watch(seed: 9, rounds: 3)
    let stop = StopRequest()
    stop.make()

    let report = try watch.backtest(stop: stop)

    #expect(report.coverage.stoppedAt == watch.start)
    #expect(report.coverage.entries == 0)
    #expect(report.coverage.caveats(since: nil).contains { $0.english.hasPrefix("interrupted at") })
  }
}

/// One alert, as both sides tell it.
struct Line: Hashable, Comparable {
  var time: Timestamp
  var watchlist: String
  var feed: String
  var id: String
  var url: String
  var title: String

  init(_ alert: Alert) {
    (time, watchlist, feed) = (alert.time, alert.watchlist, alert.feedURL)
    (id, url, title) = (alert.id, alert.url, alert.title)
  }

  init(_ alert: PastAlert) {
    (time, watchlist, feed) = (alert.time, alert.watchlist, alert.feedURL)
    (id, url, title) = (alert.id, alert.url, alert.title)
  }

  static func < (a: Line, b: Line) -> Bool {
    (a.time, a.watchlist, a.feed, a.id, a.title) < (b.time, b.watchlist, b.feed, b.id, b.title)
  }
}

/// A watch over invented feeds, through the daemon's own functions, and what it left.
struct Watch {
  let folder = TemporaryFolder()
  let start = Timestamp(seconds: 1_790_000_000)
  var watchlists: [Watchlist]
  private(set) var alerts: [Line] = []
  private let feeds: [FeedSettings]
  private var path: String { folder.file("guetteur.db") }

  /// Polls an hour apart; texts are packed now and then.
  init(seed: Int, rounds: Int) async throws {
    var dice = Dice(seed)
    watchlists = PressWorld.watchlists(&dice)
    feeds = ["a", "b", "c"].map { name in
      FeedSettings(
        url: "https://\(name).example/rss", name: name, tags: name == "a" ? ["paris"] : [],
        language: "fr", backfill: .within(.seconds(86_400)))
    }
    var worlds = feeds.enumerated().map { PressWorld(url: $1.url, seed: seed * 31 + $0) }
    let matcher = try Matcher(watchlists)
    let clock = Atomic(start.milliseconds)
    let desk = Desk(
      ledger: try SQLiteLedger(path: folder.file("guetteur.db"), waitingForLock: .seconds(10)),
      alerts: AlertSettings(directory: folder.file("alerts")), watchlists: [], isPatient: false,
      now: { Timestamp(milliseconds: clock.load(ordering: .relaxed)) }, say: { _ in })
    for round in 0..<rounds {
      let now = start + .seconds(Int64(round) * 3600)
      clock.store(now.milliseconds, ordering: .relaxed)
      for index in feeds.indices {
        let poll = Poll(
          readers: [Poll.Reader(feed: ListedSettings(feeds[index]), isFirst: round == 0)],
          matcher: matcher, limits: FeedLimits(), now: now)
        let facts = ResponseFacts(status: 200, finalURL: feeds[index].url)
        let reply = FetchReply.body(worlds[index].document(at: now), facts)
        for result in await poll.results(of: .success(reply), desk: desk) {
          _ = try await desk.settle(
            PollRecord(
              memory: FeedMemory(feed: result.feed.settings.id),
              feedName: result.feed.settings.name ?? "",
              document: result.document))
        }
      }
      // A day later what came so far is packed.
      if dice.roll(3) == 0 {
        clock.store((now + .seconds(2 * 86_400)).milliseconds, ordering: .relaxed)
        while try await desk.tidy(LedgerLimits(feeds: Set(feeds.map(\.id)))) {}
      }
    }
    let ledger = try SQLiteLedger(reading: path)
    alerts = try ledger.alerts(after: 0, watchlist: nil, limit: .max).map(Line.init)
  }

  func backtest(
    since: Timestamp? = nil, until: Timestamp? = nil, against former: [Watchlist]? = nil,
    stop: StopRequest = StopRequest()
  ) throws -> BacktestReport {
    try Backtest(
      side(watchlists), against: former.map { try side($0) }, listsAlerts: true,
      day: { Int($0.milliseconds / 86_400_000) }
    ).run(
      ArchiveScan(since: since, until: until, workers: 2, stop: stop),
      over: try ArchiveReader(path: path))
  }

  private func side(_ watchlists: [Watchlist]) throws -> Backtest.Side {
    Backtest.Side(
      matcher: try Matcher(watchlists), watchlists: watchlists.map(\.name), feeds: feeds)
  }
}
