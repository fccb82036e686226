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

    /// Those that hold for an entry.
    func watchlists(for entry: ArchivedEntry, using scratch: MatchScratch) -> [String] {
      matcher.matches(in: reading.document(of: entry), using: scratch).map(\.watchlist)
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
      over: reader, reading: { findings() },
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

  /// What one thread makes of a piece's texts.
  private func findings() -> (ArraySlice<ArchivedText>) -> Found {
    let matching = TextMatching(side.matcher, side.reading)
    let former = former.map { TextMatching($0.matcher, $0.reading) }
    return { texts in
      var found = Found()
      for text in texts where text.wasMatched {
        let now = matching.found(in: text)
        let before = former?.found(in: text)
        guard let entry = now?.entry ?? before?.entry else { continue }
        found.findings.append(
          PastFinding(
            entry, now?.document ?? side.reading.document(of: entry),
            watchlists: now?.matches.map(\.watchlist) ?? [],
            former: before?.matches.map(\.watchlist) ?? []))
      }
      found.troubles = matching.takeTroubles()
      return found
    }
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
    for entry in earlier where entry.wasMatched {
      tally.remember(
        PastFinding(
          entry, side.reading.document(of: entry),
          watchlists: side.watchlists(for: entry, using: scratch),
          former: former?.watchlists(for: entry, using: scratch) ?? []))
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
