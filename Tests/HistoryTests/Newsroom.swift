import History
import Matching
import Model
import Recording
import TestSupport

/// A ledger with entries that a test names, a minute apart.
struct Newsroom {
  static let noon = Timestamp(seconds: 1_800_000_000)

  let folder = TemporaryFolder()
  let feeds = [
    FeedSettings(url: "https://a.example/rss", name: "A", tags: ["paris"], language: "fr"),
    FeedSettings(url: "https://b.example/rss", name: "B", language: "en"),
  ]
  private var ledger: SQLiteLedger
  private var polls = 0

  init() throws {
    ledger = try SQLiteLedger(path: folder.file("guetteur.db"), waitingForLock: .seconds(10))
  }

  var reader: ArchiveReader { get throws { try ArchiveReader(path: ledger.path) } }

  /// One poll that brings entries of these titles (and contents); `id` for the same entry again.
  mutating func poll(_ feed: Int, _ texts: [(title: String, content: String)], id: String? = nil)
    throws
  {
    let settings = feeds[feed]
    let entries = texts.enumerated().map { index, text in
      RecordedEntry(
        Entry(
          id: id ?? "\(polls)-\(index)", url: "https://x.example/\(id ?? "\(polls)-\(index)")",
          title: Markup(text.title, .plain), fingerprint: UInt64(polls * 1000 + index + 1)),
        document: Document(
          title: FieldText(text.title), content: FieldText(text.content),
          language: settings.language,
          source: Document.Source(
            name: settings.name ?? "", url: settings.url, tags: settings.tags)),
        wasMatched: true)
    }
    _ = try ledger.record(
      [
        PollRecord(
          memory: FeedMemory(feed: settings.id), feedName: settings.name ?? "", entries: entries,
          isWhole: false)
      ], at: Self.noon + .seconds(Int64(polls * 60)))
    polls += 1
  }
}
