import Fetching
import Matching
import Model
import Parsing
import Scheduling
import TestSupport
import Testing

@testable import Daemon
@testable import Recording

@Suite struct `A poll` {
  private let place = DeskPlace()
  private let desk: Desk
  private static let feed = FeedSettings(url: "https://gazette.test/feed", backfill: .all)
  private static let facts = ResponseFacts(status: 200, finalURL: "https://gazette.test/feed")

  init() throws {
    desk = Desk(
      ledger: try place.ledger(), alerts: place.settings, watchlists: ["otan"],
      now: { deskNoon }, say: { _ in })
  }

  /// What one poll of `feeds` makes of `reply`.
  private func run(
    _ reply: Result<FetchReply, FetchFailure>, for feeds: [FeedSettings] = [Self.feed],
    isFirst: Bool = true
  ) async throws -> [Poll.Result] {
    let poll = Poll(
      readers: feeds.map { Poll.Reader(feed: ListedSettings($0), isFirst: isFirst) },
      matcher: try Matcher([Watchlist(name: "otan", any: [Term("Otan")])]),
      limits: FeedLimits(), now: deskNoon)
    return await poll.results(of: reply, desk: desk)
  }

  private func body(_ text: String, _ facts: ResponseFacts = Self.facts)
    -> Result<FetchReply, FetchFailure>
  {
    .success(.body(Array(text.utf8), facts))
  }

  private static func alerts(of document: RecordedDocument) throws -> [Alert] {
    var alerts = RecordedAlerts()
    for draft in document.alerts {
      try alerts.add(draft, of: document, 1, deskNoon, feedName: "Gazette", feedURL: feed.url)
    }
    return alerts.values
  }

  @Test func `matches what is new`() async throws {
    let results = try await run(
      body(rss([Article("1", "L’Otan à Tokyo"), Article("2", "La météo")])))

    let document = try #require(results.first?.document)
    #expect(document.news.map(\.wasMatched) == [true, true])
    #expect(document.alerts.map(\.watchlist) == ["otan"])
    let alert = try #require(try Self.alerts(of: document).first)
    #expect(alert.title == "L’Otan à Tokyo")
    #expect(alert.hits.map(\.excerpt) == ["L’Otan à Tokyo"])
    let reading = try #require(results[0].outcome.reading)
    #expect(reading.entries == 2 && reading.new == 2 && reading.known == 0 && reading.alerts == 1)
    #expect(reading.title == "Gazette")
  }

  @Test(arguments: [(49, 1000), (51, 3)])
  func `keeps few hits of each alert once there are very many`(_ count: Int, _ kept: Int)
    async throws
  {
    let flood = String(repeating: "Otan ", count: 1000)

    let results = try await run(body(rss((0..<count).map { Article("\($0)", flood) })))

    #expect(results.first?.document?.mostHits == kept)
    #expect(results[0].outcome.reading?.alerts == count)
  }

  @Test(
    arguments: [
      (.refused(status: 404, retryAfter: nil, finalURL: feed.url), "HTTP status 404"),
      (
        .refused(status: 404, retryAfter: nil, finalURL: "https://b.test/x?key=1"),
        "HTTP status 404 at https://b.test/x?key=***"
      ),
      (.failed(.dns, message: Message(verbatim: "no such host")), "no such host"),
      (.dropped, nil),
    ] as [(PollOutcome, String?)])
  func `that failed is named in one line`(_ outcome: PollOutcome, _ words: String?) {
    let named = FeedSettings(url: Self.feed.url, name: "Gazette")

    #expect(
      outcome.failure(of: named)?.english == words.map { "Gazette \(named.url): \($0)" })
  }

  @Test func `does not match again what the ledger knows`() async throws {
    let text = rss([Article("1", "L’Otan à Tokyo")])
    let first = try await run(body(text))
    let record = PollRecord(
      memory: FeedMemory(feed: Self.feed.id), feedName: "Gazette", document: first[0].document)
    _ = try await desk.settle(record)

    let second = try await run(body(text), isFirst: false)

    #expect(second[0].document?.news.isEmpty == true)
    let reading = try #require(second[0].outcome.reading)
    #expect(reading.new == 0 && reading.known == 1 && reading.alerts == 0)
  }

  @Test func `only remembers what is older than the backfill of a first poll`() async throws {
    let feed = FeedSettings(url: Self.feed.url, backfill: .within(.seconds(3600)))
    // deskNoon is 14 November 2023, 22:13:20 UTC.
    let dates = ["Tue, 14 Nov 2023 22:00:00 GMT", "Tue, 14 Nov 2023 21:00:00 GMT", ""]
    let items = dates.enumerated().map { number, date in
      "<item><title>Otan</title><guid>\(number)</guid><pubDate>\(date)</pubDate></item>"
    }
    let text = "<rss version='2.0'><channel>\(items.joined())</channel></rss>"

    let first = try await run(body(text), for: [feed])
    let later = try await run(body(text), for: [feed], isFirst: false)

    #expect(first[0].document?.news.map(\.wasMatched) == [true, false, true])
    #expect(later[0].document?.news.map(\.wasMatched) == [true, true, true])
  }

  @Test func `serves every feed that its answer is for`() async throws {
    let other = FeedSettings(url: "https://gazette.test/other", backfill: .all)

    let results = try await run(body(rss("Otan")), for: [Self.feed, other])

    #expect(results.map(\.feed.settings.url) == [Self.feed.url, other.url])
    #expect(results.map { $0.document?.count } == [1, 1])
  }

  @Test func `keeps what is whole of a document that was cut`() async throws {
    var facts = Self.facts
    facts.isComplete = false
    let text = String(rss([Article("1", "Otan"), Article("2", "Otan")]).dropLast(60))

    let results = try await run(body(text, facts))

    let reading = try #require(results[0].outcome.reading)
    #expect(!reading.isWhole)
    #expect((results[0].document?.count ?? 0) >= 1)
  }

  @Test func `of an answer without a document has no entries`() async throws {
    let replies: [FetchReply] = [
      .notModified(Self.facts), .unchanged(Self.facts),
      .refused(ResponseFacts(status: 503, finalURL: Self.feed.url, retryAfter: .seconds(60))),
    ]
    let answer = PollAnswer(finalURL: Self.feed.url)

    var outcomes: [PollOutcome] = []
    for reply in replies {
      let results = try await run(.success(reply))
      #expect(results.map { $0.document == nil } == [true])
      outcomes += results.map(\.outcome)
    }

    #expect(
      outcomes == [
        .notModified(answer), .unchanged(answer),
        .refused(status: 503, retryAfter: .seconds(60), finalURL: Self.feed.url),
      ])
  }

  @Test(arguments: FailureKind.allCases)
  func `that fails says how, and one that was dropped says nothing`(kind: FailureKind) async throws
  {
    let results = try await run(.failure(FetchFailure(kind, .words("words"))))

    let expected: PollOutcome =
      kind == .cancelled ? .dropped : .failed(kind, message: Message(verbatim: "words"))
    #expect(results.map(\.outcome) == [expected])
  }

  @Test func `whose bytes are no feed fails by its content, with the damage of the transfer`()
    async throws
  {
    var facts = Self.facts
    facts.damage = .words("the connection broke")

    let results = try await run(body("no feed", facts))

    let message = try #require(results[0].outcome.contentFailure)
    #expect(message.contains("the connection broke"))
    #expect(results[0].document == nil)
  }
}

extension PollOutcome {
  fileprivate var reading: PollReading? {
    if case .read(let reading, _) = self { reading } else { nil }
  }

  fileprivate var contentFailure: String? {
    if case .failed(.content, let message) = self { message.english } else { nil }
  }
}
