public import Matching
public import Model
public import Recording

/// What the archive says of terms: which never hit, which add nothing, which hit common words.
public struct ArchiveLint: Sendable {
  /// Fewer hits say too little.
  private static let fewestHits = 3
  /// A word that stands in so many entries of a language is a common one there: in one of 20. A name
  /// that is in the news does too, and is not: where there are capitals, most hits must have none;
  /// where there are none, one of 5 entries must hold it.
  private static let commonShare = 20
  private static let commonShareWithoutCase = 5
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
    matcher = try Matcher(alone, referringTo: configuration.watchlists)
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
      reading: {
        let matching = TextMatching(matcher, reading)
        return { texts in findings(in: texts, matching) }
      },
      take: { found throws(LedgerError) in
        tally.add(found)
        return true
      })
    return (warnings(of: tally), coverage)
  }

  private func findings(
    in texts: ArraySlice<ArchivedText>, _ matching: TextMatching
  ) -> LintFindings {
    var found = LintFindings()
    for text in texts {
      let language = PastFinding.primarySubtag(matching.language(of: text) ?? "")
      let isHeadline =
        text.document.summary.bytes.isEmpty && text.document.content.bytes.isEmpty
      found.add(feed: text.feed, language, isHeadline: isHeadline) {
        text.entry().flatMap { reading.document(of: $0).source }
      }
      for match in matching.found(in: text)?.matches ?? [] {
        guard let place = places[match.watchlist] else { continue }
        if found.hits.last?.text != text.id { found.hits.append(LintHits(text.id, language)) }
        found.hits[found.hits.count - 1].add(place, match)
      }
    }
    return found
  }

  private func warnings(of tally: LintTally) -> [TermWarning] {
    guard tally.entries > 0 else { return [] }
    var warnings: [TermWarning] = []
    var readings: [String: LintReading] = [:]
    for (place, (watchlist, term)) in terms.enumerated() {
      let reading = readings[watchlist.name] ?? tally.reading(of: watchlist)
      readings[watchlist.name] = reading
      for doubt in doubts(of: place, watchlist, term, tally, reading) {
        warnings.append(TermWarning(watchlist: watchlist.name, term: term, .past, doubt))
      }
    }
    return warnings
  }

  private func doubts(
    of place: Int, _ watchlist: Watchlist, _ term: Term, _ tally: LintTally, _ reading: LintReading
  ) -> [ArchiveDoubt] {
    let hits = tally.hits[place]
    if hits == 0 {
      if reading.entries == 0 { return [.nothingToRead(term.text)] }
      var cause: ArchiveDoubt.Cause?
      if term.text.contains("NEAR"), 2 * reading.headlines > reading.entries {
        cause = watchlist.fields.contains(.title) ? .headlines : .headlinesWithoutTitle
      }
      return [.neverHit(term.text, entries: reading.entries, cause)]
    }
    var doubts: [ArchiveDoubt] = []
    if hits >= Self.fewestHits, let other = tally.cover(of: place) {
      doubts.append(.addsNothing(term.text, hits: hits, other: terms[other].term.text))
    }
    for (language, count) in tally.languageHits[place].sorted(by: { $0.key < $1.key }) {
      let all = reading.languages[language] ?? 0
      guard !language.isEmpty, all >= Self.fewestEntries, isCommon(count, of: all) else { continue }
      doubts.append(
        .commonWord(
          term.text, language: language, percent: 100 * count.entries / all, entries: all))
    }
    return doubts
  }

  private func isCommon(_ count: LintHitCount, of all: Int) -> Bool {
    count.entries * Self.commonShareWithoutCase >= all && count.capitals == 0
      || count.entries * Self.commonShare >= all && 2 * count.small > count.entries
  }
}
