import Dispatch
import History
import Model
import Recording
import TestSupport
import Testing

@testable import Daemon

@Suite struct `What a reload says of the last days` {
  private let past = LastDays()

  @Test func `is what a changed watchlist would have gained and lost in seven days`() async throws {
    try past.record(daysAgo: 8, ["Otan", "Tokyo"])
    try past.record(daysAgo: 6, ["Otan", "Otan et Tokyo", "Tokyo", "Tokyo", "rien"])

    let lines = await past.told(
      [Watchlist(name: "a", any: [Term("Otan")])], [Watchlist(name: "a", any: [Term("Tokyo")])])

    #expect(
      lines == [
        "watchlist a: over the last 7 days it would have gained 2 and lost 1 of now 3 alerts "
          + "(guetteur backtest shows them)"
      ])
  }

  @Test func `is nothing of watchlists that are as they were`() async throws {
    try past.record(daysAgo: 8, ["Tokyo"])
    try past.record(daysAgo: 2, ["Otan", "Tokyo"])
    let same = Watchlist(name: "same", any: [Term("Otan")])

    let lines = await past.told(
      [same], [same, Watchlist(name: "new", any: [Term("Tokyo")])])

    #expect(lines.count == 1)
    #expect(
      lines.first?.hasPrefix("watchlist new: over the last 7 days it would have gained 1 and")
        == true)
  }

  @Test func `is nothing when no watchlist has changed`() {
    let watchlists = [Watchlist(name: "a", any: [Term("Otan")])]

    #expect(
      ReloadOutlook(past.configuration(watchlists), past.configuration(watchlists)) == nil)
  }

  @Test func `tells of a watchlist that names a changed one`() async throws {
    try past.record(daysAgo: 8, ["Tokyo"])
    try past.record(daysAgo: 2, ["Otan à Tokyo", "Otan à Paris"])
    let both = Watchlist(name: "both", any: [Term("Tokyo ET list:a")])

    let lines = await past.told(
      [Watchlist(name: "a", any: [Term("Paris")]), both],
      [Watchlist(name: "a", any: [Term("Otan")]), both])

    #expect(
      lines.map { $0.prefix(70) } == [
        "watchlist a: over the last 7 days it would have gained 1 and lost 0 of",
        "watchlist both: over the last 7 days it would have gained 1 and lost 0",
      ])
  }

  @Test func `says that the archive is younger`() async throws {
    try past.record(daysAgo: 2, ["Otan"])

    let lines = await past.told([], [Watchlist(name: "a", any: [Term("Otan")])])

    #expect(lines.count == 2)
    #expect(lines.last?.hasPrefix("the archive for this: the archive begins at ") == true)
  }

  @Test func `is nothing while the archive is empty`() async throws {
    try past.record(daysAgo: 20, [])

    #expect(await past.told([], [Watchlist(name: "a", any: [Term("Otan")])]) == [])
  }

  @Test func `says that it ran out of its time`() throws {
    try past.record(daysAgo: 8, ["Otan"])
    try past.record(daysAgo: 2, ["Otan"])
    let late = StopRequest()
    late.make()

    let outlook = try #require(
      ReloadOutlook(
        past.configuration([]), past.configuration([Watchlist(name: "a", any: [Term("Otan")])])))
    let report = try outlook.compare(since: past.now - .seconds(7 * 86_400), stop: late)

    let lines = ReloadOutlook.news(report, since: past.now - .seconds(7 * 86_400)).map(\.english)
    #expect(lines.last?.hasPrefix("the archive for this: interrupted at ") == true, "\(lines)")
  }

  @Test func `is nothing after the next reload has asked it to stop`() async throws {
    try past.record(daysAgo: 2, ["Otan"])
    let stop = StopRequest()
    stop.make()

    let lines = await past.told([], [Watchlist(name: "a", any: [Term("Otan")])], stop: stop)

    #expect(lines == [])
  }
}

/// A ledger with entries of some days ago.
private struct LastDays {
  let folder = TemporaryFolder()
  let now = Timestamp(seconds: 1_800_000_000)
  private var path: String { folder.file("guetteur.db") }
  private let feed = FeedSettings(url: "https://a.example/rss", name: "A")

  func configuration(_ watchlists: [Watchlist]) -> Configuration {
    Configuration(
      file: "config.json", files: [], feeds: [feed], watchlists: watchlists,
      alerts: AlertSettings(directory: ""), state: path)
  }

  func record(daysAgo days: Int64, _ titles: [String]) throws {
    let ledger = try SQLiteLedger(path: path, waitingForLock: .seconds(10))
    let entries = titles.enumerated().map { index, title in
      RecordedEntry(
        Entry(
          id: "\(days)-\(index)", title: Markup(title, .plain),
          fingerprint: UInt64(days) * 100 + UInt64(index)),
        document: Document(
          title: FieldText(title), source: Document.Source(name: "A", url: feed.url)),
        wasMatched: true)
    }
    _ = try ledger.record(
      [
        PollRecord(
          memory: FeedMemory(feed: feed.id), feedName: "A", entries: entries, isWhole: false)
      ], at: now - .seconds(days * 86_400))
  }

  /// What is said of a reload from some watchlists to others.
  func told(
    _ old: [Watchlist], _ new: [Watchlist], stop: StopRequest = StopRequest()
  ) async -> [String] {
    let lines = Locked<[String]>([])
    await withCheckedContinuation { continuation in
      guard let outlook = ReloadOutlook(configuration(old), configuration(new)) else {
        return continuation.resume()
      }
      outlook.tell(at: now, stop: stop, say: { line in lines.withLock { $0.append(line.message) } })
      {
        continuation.resume()
      }
    }
    return lines.withLock { $0 }
  }
}
