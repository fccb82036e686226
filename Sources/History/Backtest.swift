public import Matching
public import Model
public import Recording

/// What watchlists would have reported of the archive: each entry × watchlist once, by the engine
/// and the rules of the watch itself.
public struct Backtest: Sendable {
  /// One set of watchlists, and how it reads the feeds.
  public struct Side: Sendable {
    public var matcher: Matcher
    public var watchlists: [String]
    public var reading: PastReading

    public init(matcher: Matcher, watchlists: [String], feeds: [FeedSettings]) {
      self.matcher = matcher
      self.watchlists = watchlists
      reading = PastReading(feeds: feeds)
    }
  }

  private let side: Side
  private let former: Side?
  private let sampleCount: Int
  private let listsAlerts: Bool
  private let day: @Sendable (Timestamp) -> Int

  /// - Parameters:
  ///   - former: what `side` is compared with.
  ///   - sampleCount: how many alerts of each watchlist are shown, the last ones.
  ///   - listsAlerts: whether `BacktestReport.alerts` has every alert.
  ///   - day: the number of the day of a time, where the reader lives.
  public init(
    _ side: Side, against former: Side? = nil, sampleCount: Int = 3, listsAlerts: Bool = false,
    day: @escaping @Sendable (Timestamp) -> Int
  ) {
    self.side = side
    self.former = former
    self.sampleCount = sampleCount
    self.listsAlerts = listsAlerts
    self.day = day
  }

  /// Reads the archive as `scan` says, its order aside: oldest first.
  public func run(
    _ scan: ArchiveScan, over reader: ArchiveReader
  ) throws(LedgerError) -> BacktestReport {
    var scan = scan
    scan.order = .oldestFirst
    var tally = BacktestTally(
      watchlists: side.watchlists, former: former?.watchlists, sampleCount: sampleCount,
      listsAlerts: listsAlerts, day: day)
    let coverage = try scan.run(
      over: reader, read: { findings(in: $0, using: $1) },
      take: { found throws(LedgerError) in
        for finding in found.findings {
          if finding.isChange, !tally.knows(finding) {
            try addEarlierTexts(of: finding, to: &tally, from: reader)
          }
          tally.add(finding)
        }
        tally.troubles.formUnion(found.troubles)
        return true
      })
    var report = tally.report(coverage)
    try addSamples(to: &report, from: reader)
    return report
  }

  // MARK: A piece

  private struct Found: Sendable {
    var findings: [PastFinding] = []
    var troubles: Set<TermTrouble> = []
  }

  private func findings(
    in entries: ArraySlice<ArchivedEntry>, using scratch: MatchScratch
  ) -> Found {
    var found = Found()
    for entry in entries where entry.wasMatched {
      if let finding = finding(of: entry, using: scratch, &found.troubles) {
        found.findings.append(finding)
      }
    }
    return found
  }

  /// nil when no watchlist of either side holds.
  private func finding(
    of entry: ArchivedEntry, using scratch: MatchScratch, _ troubles: inout Set<TermTrouble>
  ) -> PastFinding? {
    let document = side.reading.document(of: entry)
    let names = side.matcher.matches(in: document, using: scratch).map(\.watchlist)
    troubles.formUnion(scratch.troubles)
    var formerNames: [String] = []
    if let former {
      formerNames = former.matcher.matches(in: former.reading.document(of: entry), using: scratch)
        .map(\.watchlist)
    }
    if names.isEmpty && formerNames.isEmpty { return nil }
    return PastFinding(entry, document, watchlists: names, former: formerNames)
  }

  /// A changed entry is not reported again by a watchlist that reported it with an earlier text,
  /// which may lie before the time that is read.
  private func addEarlierTexts(
    of finding: PastFinding, to tally: inout BacktestTally, from reader: ArchiveReader
  ) throws(LedgerError) {
    var earlier = try reader.earlierTexts(of: finding.entry)
    // A number that was given again is another entry's.
    if let birth = earlier.lastIndex(where: { !$0.isChange }) {
      let time = earlier[birth].time
      earlier.removeAll { $0.time < time }
    }
    let scratch = MatchScratch()
    var ignored: Set<TermTrouble> = []
    for entry in earlier where entry.wasMatched {
      if let found = self.finding(of: entry, using: scratch, &ignored) { tally.remember(found) }
    }
  }

  // MARK: Samples

  private func addSamples(
    to report: inout BacktestReport, from reader: ArchiveReader
  ) throws(LedgerError) {
    let ids = Set(report.watchlists.flatMap { $0.last + $0.lastGained + $0.lastLost })
    let read = try reader.entries(numbered: ids.sorted()).entries
    let entries = Dictionary(read.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let scratch = MatchScratch()
    func samples(_ ids: [Int64], of name: String, by side: Side) -> [PastSample] {
      ids.compactMap { id in
        guard let entry = entries[id] else { return nil }
        let document = side.reading.document(of: entry)
        let match = side.matcher.matches(in: document, using: scratch)
          .first { $0.watchlist == name }
        return PastSample(
          entry: entry, document: document, terms: match?.terms ?? [], hits: match?.hits ?? [])
      }
    }
    for index in report.watchlists.indices {
      let past = report.watchlists[index]
      report.watchlists[index].samples = samples(past.last, of: past.name, by: side)
      report.watchlists[index].gainedSamples = samples(past.lastGained, of: past.name, by: side)
      if let former {
        report.watchlists[index].lostSamples = samples(past.lastLost, of: past.name, by: former)
      }
    }
  }
}

/// An entry for which some watchlist holds.
struct PastFinding: Sendable {
  /// Without its texts.
  var entry: ArchivedEntry
  var feedName: String
  var feedURL: String
  var title: String
  var language: String
  var watchlists: [String]
  var former: [String]

  var isChange: Bool { entry.isChange }

  init(
    _ entry: ArchivedEntry, _ document: Document, watchlists: [String], former: [String]
  ) {
    self.entry = entry
    self.entry.document = Document()
    feedName = document.source?.name ?? ""
    feedURL = document.source?.url ?? ""
    title = document.title.text
    language = document.language.map(Self.primarySubtag) ?? ""
    self.watchlists = watchlists
    self.former = former
  }

  /// `fr` of `fr-CA`, in lower case.
  static func primarySubtag(_ tag: String) -> String {
    String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
