public import Matching
public import Model
public import Recording

/// What the archive says of terms: which never hit, which add nothing, which hit common words.
public struct ArchiveLint: Sendable {
  /// Fewer hits say too little.
  private static let fewestHits = 3
  /// A term that holds for so many entries of a language is a common word there: one of 20.
  private static let commonShare = 20
  private static let fewestEntries = 200

  /// Each term of each watchlist, alone.
  private let terms: [(watchlist: Watchlist, term: Term)]
  private let matcher: Matcher
  private let reading: PastReading
  private let places: [String: Int]
  private let watchlistOfTerm: [String]

  /// Terms of `any` and `weights`; costs what compiling them costs.
  public init(_ configuration: Configuration) throws(TermFaults) {
    var terms: [(watchlist: Watchlist, term: Term)] = []
    var alone: [Watchlist] = []
    for watchlist in configuration.watchlists {
      var seen: Set<String> = []
      for term in watchlist.any + watchlist.weights.map(\.term)
      where seen.insert(term.text).inserted {
        alone.append(
          Watchlist(
            name: String(alone.count), any: [term], fields: watchlist.fields,
            feeds: watchlist.feeds, languages: watchlist.languages))
        terms.append((watchlist, term))
      }
    }
    self.terms = terms
    matcher = try Matcher(alone)
    reading = PastReading(feeds: configuration.feeds)
    places = Dictionary(uniqueKeysWithValues: alone.enumerated().map { ($1.name, $0) })
    watchlistOfTerm = terms.map(\.watchlist.name)
  }

  /// - Returns: the warnings, in configured order, and what was covered.
  public func warnings(
    _ scan: ArchiveScan, over reader: ArchiveReader
  ) throws(LedgerError) -> (warnings: [TermWarning], coverage: ArchiveCoverage) {
    var tally = LintTally(watchlistOfTerm: watchlistOfTerm)
    let coverage = try scan.run(
      over: reader,
      read: { entries, scratch in
        entries.map { entry in
          let document = reading.document(of: entry)
          return LintFinding(
            terms: matcher.matches(in: document, using: scratch).compactMap {
              places[$0.watchlist]
            }, language: document.language.map(PastFinding.primarySubtag) ?? "",
            isHeadline: document.summary.text.isEmpty && document.content.text.isEmpty)
        }
      },
      take: { found throws(LedgerError) in
        for finding in found { tally.add(finding) }
        return true
      })
    return (warnings(of: tally), coverage)
  }

  private func warnings(of tally: LintTally) -> [TermWarning] {
    guard tally.entries > 0 else { return [] }
    var warnings: [TermWarning] = []
    for (place, (watchlist, term)) in terms.enumerated() {
      for doubt in doubts(of: place, watchlist, term, tally) {
        warnings.append(TermWarning(watchlist: watchlist.name, term: term, doubt))
      }
    }
    return warnings
  }

  private func doubts(
    of place: Int, _ watchlist: Watchlist, _ term: Term, _ tally: LintTally
  ) -> [ArchiveDoubt] {
    let hits = tally.hits[place]
    if hits == 0 {
      var cause: ArchiveDoubt.Cause?
      if term.text.contains("NEAR"), 2 * tally.headlines > tally.entries {
        cause = watchlist.fields.contains(.title) ? .headlines : .headlinesWithoutTitle
      }
      return [.neverHit(term.text, entries: tally.entries, cause)]
    }
    var doubts: [ArchiveDoubt] = []
    if hits >= Self.fewestHits, let other = tally.cover(of: place) {
      doubts.append(.addsNothing(term.text, hits: hits, other: terms[other].term.text))
    }
    for (language, count) in tally.languageHits[place].sorted(by: { $0.key < $1.key }) {
      let all = tally.languages[language] ?? 0
      guard !language.isEmpty, all >= Self.fewestEntries, count * Self.commonShare >= all else {
        continue
      }
      doubts.append(
        .commonWord(term.text, language: language, percent: 100 * count / all, entries: all))
    }
    return doubts
  }
}

/// The terms that hold for one entry.
private struct LintFinding: Sendable {
  var terms: [Int]
  var language: String
  var isHeadline: Bool
}

private struct LintTally {
  var entries = 0
  var headlines = 0
  var languages: [String: Int] = [:]
  /// By term.
  var hits: [Int]
  var languageHits: [[String: Int]]
  /// Terms of the same watchlist that held each time that this one did; nil before its first hit.
  private var companions: [Set<Int>?]
  private let watchlistOfTerm: [String]

  init(watchlistOfTerm: [String]) {
    self.watchlistOfTerm = watchlistOfTerm
    hits = Array(repeating: 0, count: watchlistOfTerm.count)
    languageHits = Array(repeating: [:], count: watchlistOfTerm.count)
    companions = Array(repeating: nil, count: watchlistOfTerm.count)
  }

  mutating func add(_ finding: LintFinding) {
    entries += 1
    if finding.isHeadline { headlines += 1 }
    languages[finding.language, default: 0] += 1
    for term in finding.terms {
      hits[term] += 1
      languageHits[term][finding.language, default: 0] += 1
      let others = finding.terms.filter {
        $0 != term && watchlistOfTerm[$0] == watchlistOfTerm[term]
      }
      companions[term] = companions[term]?.intersection(others) ?? Set(others)
    }
  }

  /// A term that has all hits of this one; of two with the same hits the second is the spare one.
  func cover(of term: Int) -> Int? {
    companions[term]?.sorted().first { hits[$0] > hits[term] || $0 < term }
  }
}
