internal import Matching
internal import Model

/// What a piece's texts say of terms.
struct LintFindings: Sendable {
  /// Where texts come from, and how many there are.
  private(set) var texts: [LintPlace: LintCount] = [:]
  private(set) var sources: [Int64: Document.Source] = [:]
  /// Of each text in which something was found.
  var hits: [LintHits] = []

  /// - Parameter source: asked for once a feed.
  mutating func add(
    feed: Int64, _ language: String, isHeadline: Bool, source: () -> Document.Source?
  ) {
    texts[LintPlace(feed: feed, language: language), default: LintCount()]
      .add(LintCount(entries: 1, headlines: isHeadline ? 1 : 0))
    if sources[feed] == nil { sources[feed] = source() }
  }
}

/// The terms that hold for a text.
struct LintHits: Sendable {
  let text: Int64
  let language: String
  private(set) var terms: [(term: Int, letters: Letters)] = []

  /// How the first place begins where a term was found.
  enum Letters { case small, capital, other }

  init(_ text: Int64, _ language: String) {
    self.text = text
    self.language = language
  }

  mutating func add(_ term: Int, _ match: Match) {
    let first = match.hits.first?.text.unicodeScalars.first?.properties
    let letters: Letters =
      first?.isLowercase == true ? .small : first?.isUppercase == true ? .capital : .other
    terms.append((term, letters))
  }
}

struct LintHitCount: Sendable {
  var entries = 0
  /// Those where the first place begins with a small letter, and with a capital.
  var small = 0
  var capitals = 0
}

struct LintPlace: Hashable, Sendable {
  var feed: Int64
  var language: String
}

struct LintCount: Sendable {
  var entries = 0
  /// Those without summary and content.
  var headlines = 0

  mutating func add(_ other: LintCount) {
    entries += other.entries
    headlines += other.headlines
  }
}

/// The texts that a watchlist reads: those of its feeds and languages.
struct LintReading {
  var entries = 0
  var headlines = 0
  var languages: [String: Int] = [:]
}

struct LintTally {
  private(set) var entries = 0
  private var texts: [LintPlace: LintCount] = [:]
  private var sources: [Int64: Document.Source] = [:]
  /// By term.
  private(set) var hits: [Int]
  private(set) var languageHits: [[String: LintHitCount]]
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
    for (place, count) in found.texts {
      entries += count.entries
      texts[place, default: LintCount()].add(count)
    }
    sources.merge(found.sources) { $1 }
    for hits in found.hits { add(hits) }
  }

  private mutating func add(_ found: LintHits) {
    for (term, letters) in found.terms {
      hits[term] += 1
      languageHits[term][found.language, default: LintHitCount()].entries += 1
      switch letters {
      case .small: languageHits[term][found.language]?.small += 1
      case .capital: languageHits[term][found.language]?.capitals += 1
      case .other: break
      }
      let others = found.terms.map(\.term).filter {
        $0 != term && watchlistOfTerm[$0] == watchlistOfTerm[term]
      }
      companions[term] = companions[term]?.intersection(others) ?? Set(others)
    }
  }

  /// A term that has all hits of this one; of two with the same hits the second is the spare one.
  func cover(of term: Int) -> Int? {
    companions[term]?.sorted().first { hits[$0] > hits[term] || $0 < term }
  }

  func reading(of watchlist: Watchlist) -> LintReading {
    let languages = watchlist.languages.map(PastFinding.primarySubtag)
    var reading = LintReading()
    for (place, count) in texts {
      guard languages.isEmpty || languages.contains(place.language),
        watchlist.reads(sources[place.feed])
      else { continue }
      reading.entries += count.entries
      reading.headlines += count.headlines
      reading.languages[place.language, default: 0] += count.entries
    }
    return reading
  }
}

extension Watchlist {
  /// `feeds`.
  fileprivate func reads(_ source: Document.Source?) -> Bool {
    guard !feeds.isEmpty, let source else { return true }
    return feeds.contains { selector in
      switch selector {
      case .feed(let name): source.name == name || source.url == name
      case .tag(let tag): source.tags.contains(tag)
      }
    }
  }
}
