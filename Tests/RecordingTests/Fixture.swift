import Model
import TestSupport

@testable import Recording

let feed = FeedID(url: "https://example.org/rss")
let noon = Timestamp(seconds: 1_800_000_000)

/// One item of a test document; equal texts have equal fingerprints.
func item(
  id: String? = nil, link: String? = nil, title: String = "", date: Int64? = nil, text: String = ""
) -> Entry {
  var hash = StableHash(99)
  hash.combine(title)
  hash.combine(text)
  return Entry(
    id: id, url: link, title: Markup(title, .plain), summary: Markup(text, .plain),
    published: date.map { Timestamp(seconds: $0) }, fingerprint: hash.value)
}

func recorded(_ entry: Entry, for watchlists: [String] = []) -> RecordedEntry {
  let title = FieldText(entry.title.source)
  let findings = watchlists.map { name in
    Finding(
      watchlist: name, terms: ["Otan"],
      hits: [
        ReportedHit(
          hit: Hit(term: "Otan", field: .title, text: "Otan", start: 2, end: 6),
          excerpt: entry.title.source)
      ])
  }
  return RecordedEntry(
    entry, document: Document(title: title, summary: FieldText(entry.summary.source)),
    findings: findings, wasMatched: true)
}

/// A poll that matches whatever is new or changed, as the daemon does, for `watchlists`.
@discardableResult
func poll(
  _ ledger: SQLiteLedger, _ entries: [Entry], of feed: FeedID = feed, for watchlists: [String],
  at now: Timestamp = noon, isWhole: Bool = true
) throws -> RecordOutcome {
  let standings = try ledger.known(of: feed, among: entries)
  let records = zip(entries, standings).map { entry, standing in
    switch standing {
    case .new: recorded(entry, for: watchlists)
    case .known: RecordedEntry(entry)
    case .changed(let reported):
      recorded(entry, for: watchlists.filter { !reported.contains($0) })
    }
  }
  let record = PollRecord(
    memory: FeedMemory(feed: feed), feedName: "Example", entries: records, isWhole: isWhole)
  return try ledger.record([record], at: now)
}

extension SQLiteLedger {
  func known(of feed: FeedID, among entries: [Entry]) throws(LedgerError) -> [EntryStanding] {
    try known(of: feed, among: DocumentIdentity(entries))
  }
}

extension SQLiteLedger {
  /// The entries of all feeds' last documents.
  var present: [PresentEntry] {
    get throws {
      let rows = try connection.statement(.documents)
      var entries: [PresentEntry] = []
      while try rows.step() {
        entries += rows.withBytes(2) { PresentEntries(reading: $0) }?.entries ?? []
      }
      return entries
    }
  }
}

func newLedger(in folder: TemporaryFolder) throws -> SQLiteLedger {
  try SQLiteLedger(path: folder.file("guetteur.db"), waitingForLock: .seconds(10))
}
