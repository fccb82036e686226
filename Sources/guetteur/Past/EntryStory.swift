import Model
import Recording

/// What ledger and archive know of one entry.
struct EntryStory {
  /// As it was asked for.
  let asked: String
  /// Oldest first.
  private(set) var texts: [ArchivedEntry]
  private(set) var losses: [ArchiveLoss]
  private(set) var known: [KnownEntry]
  /// Alerts by the numbers of feed and entry, for entries that `known` has forgotten too.
  private(set) var reports: [KnownEntry.Report]
  /// The address under which it was found, when that is another spelling.
  private(set) var foundAs: String?
  let coverage: [CoverageEvent]
  let memories: [FeedID: FoldedMemory]
  /// When the archive begins.
  let archiveBegin: Timestamp?
  /// What the archive once had and has no more, between what it has.
  let gaps: [ArchiveLoss]

  var isUnknown: Bool { texts.isEmpty && known.isEmpty && reports.isEmpty }

  /// Looks a page's address, or an id, up; then other spellings of the address.
  init(
    at text: String, _ ledger: SQLiteLedger, _ reader: ArchiveReader
  ) throws(LedgerError) {
    try self.init(asked: text, ledger, reader)
    for spelling in [text] + EntryStory.spellings(of: text) {
      try look(at: spelling, ledger, reader)
      guard isUnknown else {
        if spelling != text { foundAs = spelling }
        break
      }
    }
  }

  /// The entry of an alert.
  init(
    of alert: Alert, _ entry: (feed: Int64, number: Int64), _ ledger: SQLiteLedger,
    _ reader: ArchiveReader
  ) throws(LedgerError) {
    try self.init(asked: alert.url.isEmpty ? alert.id : alert.url, ledger, reader)
    try look(at: asked, ledger, reader)
    texts.removeAll { $0.feed != entry.feed || $0.number != entry.number }
    known.removeAll { $0.feed != entry.feed || $0.number != entry.number }
    reports = try ledger.reports(of: entry.feed, entry.number)
  }

  private init(
    asked: String, _ ledger: SQLiteLedger, _ reader: ArchiveReader
  ) throws(LedgerError) {
    self.asked = asked
    (texts, losses, known, reports) = ([], [], [], [])
    var events: [CoverageEvent] = []
    while true {
      let page = try ledger.coverage(after: events.last?.seq ?? 0, limit: 1000)
      if page.isEmpty { break }
      events += page
    }
    coverage = events
    memories = try ledger.memories()
    let contents = try reader.contents()
    archiveBegin = contents.oldest
    gaps = contents.losses
  }

  private mutating func look(
    at text: String, _ ledger: SQLiteLedger, _ reader: ArchiveReader
  ) throws(LedgerError) {
    let found = try reader.entries(at: text)
    (texts, losses) = (found.entries, found.losses)
    known = try ledger.entries(knownBy: text)
    var seen = Set(known.map { [$0.feed, $0.number] })
    reports = known.flatMap(\.reports)
    for text in texts where seen.insert([text.feed, text.number]).inserted {
      // An entry with an id is not known by its link.
      let entries = try text.entry.id.map { (id) throws(LedgerError) in
        try ledger.entries(knownBy: id)
      }
      known += (entries ?? []).filter { $0.feed == text.feed && $0.number == text.number }
      reports += try ledger.reports(of: text.feed, text.number)
    }
  }

  /// Without fragment, without query, with and without a slash at the end, with and without `www.`.
  private static func spellings(of address: String) -> [String] {
    guard address.contains("://") else { return [] }
    var all: [String] = []
    func add(_ text: String) {
      for one in [text, text.hasSuffix("/") ? String(text.dropLast()) : text + "/"]
      where one != address && !all.contains(one) { all.append(one) }
    }
    let bare = String(address.prefix { $0 != "#" })
    let path = String(bare.prefix { $0 != "?" })
    for text in [bare, path] {
      add(text)
      let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4 else { continue }
      let host =
        parts[2].hasPrefix("www.") ? String(parts[2].dropFirst(4)) : "www." + parts[2]
      add("\(parts[0])//\(host)/\(parts[3])")
    }
    return all
  }
}
