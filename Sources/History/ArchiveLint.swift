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
      let language = matching.language(of: text) ?? ""
      found.languages[language, default: 0] += 1
      if text.document.summary.bytes.isEmpty && text.document.content.bytes.isEmpty {
        found.headlines += 1
      }
      guard let matches = matching.found(in: text)?.matches else { continue }
      found.hits.append((matches.compactMap { places[$0.watchlist] }, language))
    }
    return found
  }

  private func warnings(of tally: LintTally) -> [TermWarning] {
    guard tally.entries > 0 else { return [] }
    var warnings: [TermWarning] = []
    for (place, (watchlist, term)) in terms.enumerated() {
      for message in messages(of: place, watchlist, term, tally) {
        warnings.append(
          TermWarning(watchlist: watchlist.name, term: term, message: "«\(term.text)» " + message))
      }
    }
    return warnings
  }

  private func messages(
    of place: Int, _ watchlist: Watchlist, _ term: Term, _ tally: LintTally
  ) -> [String] {
    let hits = tally.hits[place]
    if hits == 0 {
      var message = "never hit in \(tally.entries) entries of the archive"
      if term.text.contains("NEAR"), 2 * tally.headlines > tally.entries {
        message +=
          watchlist.fields.contains(.title)
          ? "; most of them are headlines only, where NEAR has little to find"
          : "; most of them are headlines only, where NEAR cannot hold in summary or content"
      }
      return [message]
    }
    var messages: [String] = []
    if hits >= Self.fewestHits, let other = tally.cover(of: place) {
      messages.append(
        "adds nothing: each of its \(hits) hits is one of «\(terms[other].term.text)» too")
    }
    for (language, count) in tally.languageHits[place].sorted(by: { $0.key < $1.key }) {
      let all = tally.languages[language] ?? 0
      guard !language.isEmpty, all >= Self.fewestEntries, count * Self.commonShare >= all else {
        continue
      }
      messages.append(
        "is a common word in '\(language)': it holds for \(100 * count / all) % of \(all) entries")
    }
    return messages
  }
}

/// What a piece's texts say.
private struct LintFindings: Sendable {
  var headlines = 0
  /// How many texts, by language as it is told.
  var languages: [String: Int] = [:]
  /// The terms that hold for a text, and its language.
  var hits: [(terms: [Int], language: String)] = []
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

  mutating func add(_ found: LintFindings) {
    headlines += found.headlines
    for (language, count) in found.languages {
      entries += count
      languages[PastFinding.primarySubtag(language), default: 0] += count
    }
    for (terms, language) in found.hits { add(terms, PastFinding.primarySubtag(language)) }
  }

  private mutating func add(_ terms: [Int], _ language: String) {
    for term in terms {
      hits[term] += 1
      languageHits[term][language, default: 0] += 1
      let others = terms.filter { $0 != term && watchlistOfTerm[$0] == watchlistOfTerm[term] }
      companions[term] = companions[term]?.intersection(others) ?? Set(others)
    }
  }

  /// A term that has all hits of this one; of two with the same hits the second is the spare one.
  func cover(of term: Int) -> Int? {
    companions[term]?.sorted().first { hits[$0] > hits[term] || $0 < term }
  }
}
