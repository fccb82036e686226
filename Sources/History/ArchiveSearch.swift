public import Matching
public import Model
public import Recording

/// A term of the query language, looked for in the archive.
///
/// An entry that had several texts counts once, by its newest text that the term holds for.
public struct ArchiveSearch: Sendable {
  private static let name = "search"

  private let matcher: Matcher
  private let reading: PastReading

  /// - Parameters:
  ///   - feeds: those to search in: names, addresses, tags; empty: all.
  ///   - languages: primary subtags; empty: all.
  ///   - watchlists: those that the term may name.
  /// - Throws: what is wrong with the term.
  public init(
    _ term: String, in feeds: [FeedSelector] = [], languages: [String] = [],
    configured: [FeedSettings], watchlists: [Watchlist] = []
  ) throws(TermFaults) {
    matcher = try Matcher(
      [Watchlist(name: Self.name, any: [Term(term)], feeds: feeds, languages: languages)],
      referringTo: watchlists)
    reading = PastReading(feeds: configured)
  }

  /// What was found.
  public struct Result: Sendable {
    public var coverage: ArchiveCoverage
    /// Newest first.
    public var found: [PastSample] = []
    public var counts = SearchCounts()
    public var troubles: Set<TermTrouble> = []
  }

  /// The newest entries that hold, at most `limit`.
  public func newest(
    _ limit: Int, _ scan: ArchiveScan, over reader: ArchiveReader
  ) throws(LedgerError) -> Result {
    var known: Set<EntryKey> = []
    var found: [PastSample] = []
    let result = try run(scan, over: reader) { samples in
      for sample in samples where found.count < limit {
        if known.insert(EntryKey(sample.entry)).inserted { found.append(sample) }
      }
      return found.count < limit
    } make: { sample in
      sample
    }
    return Result(coverage: result.coverage, found: found, troubles: result.troubles)
  }

  /// How many entries hold, by day, feed and language.
  /// - Parameter day: the number of the day of a time.
  public func counts(
    _ scan: ArchiveScan, over reader: ArchiveReader, day: @escaping @Sendable (Timestamp) -> Int
  ) throws(LedgerError) -> Result {
    var known: Set<EntryKey> = []
    var counts = SearchCounts()
    let result = try run(scan, over: reader) { findings in
      for finding in findings where known.insert(EntryKey(finding.entry)).inserted {
        counts.add(finding, day: day(finding.entry.time))
      }
      return true
    } make: { sample in
      PastFinding(sample.entry, sample.document, watchlists: [], former: [])
    }
    return Result(coverage: result.coverage, counts: counts, troubles: result.troubles)
  }

  private func run<Kept: Sendable>(
    _ scan: ArchiveScan, over reader: ArchiveReader, take: ([Kept]) -> Bool,
    make: @escaping @Sendable (PastSample) -> Kept
  ) throws(LedgerError) -> (coverage: ArchiveCoverage, troubles: Set<TermTrouble>) {
    var scan = scan
    scan.order = .newestFirst
    var troubles: Set<TermTrouble> = []
    let coverage = try scan.run(
      over: reader,
      reading: {
        let matching = TextMatching(matcher, reading)
        return { texts in
          let kept = texts.reversed().compactMap { text -> Kept? in
            guard let found = matching.found(in: text), let match = found.matches.first else {
              return nil
            }
            return make(
              PastSample(
                entry: found.entry, document: found.document, terms: match.terms,
                hits: match.hits))
          }
          return (kept, matching.takeTroubles())
        }
      },
      take: { found throws(LedgerError) in
        troubles.formUnion(found.1)
        return take(found.0)
      })
    return (coverage, troubles)
  }
}

/// How many entries a search found.
public struct SearchCounts: Hashable, Sendable {
  public var all = 0
  public var days: [Int: Int] = [:]
  /// By the feed's name, else its address.
  public var feeds: [String: Int] = [:]
  /// By primary subtag; "" where it is unknown.
  public var languages: [String: Int] = [:]

  mutating func add(_ finding: PastFinding, day: Int) {
    all += 1
    days[day, default: 0] += 1
    feeds[finding.feedName.isEmpty ? finding.feedURL : finding.feedName, default: 0] += 1
    languages[finding.language, default: 0] += 1
  }
}

/// One entry, whatever its text.
struct EntryKey: Hashable {
  var feed: Int64
  var number: Int64

  init(_ entry: ArchivedEntry) {
    feed = entry.feed
    number = entry.number
  }
}
