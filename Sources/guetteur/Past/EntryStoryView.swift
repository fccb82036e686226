import History
import Matching
import Model
import Recording
import Reporting

/// What `why` prints, line by line.
struct EntryStoryView {
  private static let excerptLength = 300
  /// Terms that did not hold and are shown of each watchlist, near misses first.
  private static let missLimit = 5
  private static let eventLimit = 5

  private(set) var lines: [String] = []
  private let story: EntryStory
  private let document: Document?
  private let configuration: Configuration
  private let showsAll: Bool

  init(_ story: EntryStory, configuration: Configuration, showsAll: Bool) {
    self.story = story
    self.configuration = configuration
    self.showsAll = showsAll
    document = story.texts.last.map { PastReading(feeds: configuration.feeds).document(of: $0) }
    if let other = story.foundAs { lines.append("\(story.asked): found as \(other)") }
    if story.isUnknown {
      tellUnknown()
    } else {
      tellSightings()
      tellText()
      tellReports()
    }
    for loss in story.losses {
      lines.append("a page of the archive is damaged: \(loss.entries) entries could not be read")
    }
  }

  // MARK: what was seen

  private mutating func tellSightings() {
    for entry in story.known {
      lines.append("feed \(name(of: entry.feedURL)) \(entry.feedURL)")
      lines.append("  first seen  \(AlertText.localTime(entry.firstSeen))")
      if let left = entry.leftAt { lines.append("  left it     \(AlertText.localTime(left))") }
      if !entry.wasMatched {
        lines.append("  not matched: older than the feed's backfill when that was first polled")
      }
      if !story.texts.contains(where: { $0.feed == entry.feed && $0.number == entry.number }) {
        lines.append("  " + absence(of: entry))
      }
    }
    for text in story.texts {
      if !story.known.contains(where: { $0.feed == text.feed && $0.number == text.number }) {
        lines.append(
          "feed \(text.document.source?.name ?? "?") \(text.document.source?.url ?? "")"
            + " (the ledger has forgotten the entry since)")
      }
      let what = text.isChange ? "changed" : text.wasMatched ? "seen" : "seen, not matched"
      lines.append(
        "  \(AlertText.localTime(text.time)) poll: \(what): \(Self.shape(of: text.document))")
    }
  }

  /// Why the text of an entry that the ledger knows is not there.
  private func absence(of entry: KnownEntry) -> String {
    if !story.losses.isEmpty { return "its text cannot be read" }
    guard let begin = story.archiveBegin, begin <= entry.firstSeen else {
      return "its text is not kept any more: " + beginLine
    }
    return "its text is missing from the archive, which begins at \(AlertText.localTime(begin))"
  }

  private mutating func tellText() {
    guard let text = story.texts.last, let document else { return }
    var facts: [String] = []
    if let time = text.entry.published ?? text.entry.updated {
      facts.append("published \(AlertText.localTime(time))")
    }
    facts.append("language \(document.language ?? "unknown")")
    lines.append("  " + facts.joined(separator: ", "))
    for field in Field.allCases where !document[field].text.isEmpty {
      lines.append("  \(field.rawValue): \(shown(document[field].text))")
    }
  }

  /// `headline only`, `teaser: title, summary (312 characters)`, `full text: …`
  private static func shape(of document: Document) -> String {
    let parts = Field.allCases.filter { !document[$0].text.isEmpty }.map { field in
      field == .title
        ? "title" : "\(field.rawValue) (\(document[field].text.unicodeScalars.count) characters)"
    }
    if parts.isEmpty { return "no text at all" }
    let length =
      document.summary.text.unicodeScalars.count + document.content.text.unicodeScalars.count
    let kind = length == 0 ? "headline only" : length < 1000 ? "teaser" : "full text"
    return "\(kind): " + parts.joined(separator: ", ")
  }

  private func shown(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ¶ ")
    if showsAll || line.count <= Self.excerptLength { return line }
    return line.prefix(Self.excerptLength) + "… (--verbose shows all)"
  }

  private mutating func tellReports() {
    for report in story.reports {
      lines.append(
        "reported by \(report.watchlist) as #\(report.seq) on \(AlertText.localTime(report.time))")
    }
  }

  // MARK: what watchlists make of it

  mutating func explain(by matcher: Matcher, _ names: [String], everyTerm: Bool) {
    guard let document else { return }
    let matches = matcher.matches(in: document)
    let explanations = Dictionary(
      grouping: matcher.explanations(of: document), by: \.watchlist)
    for name in names {
      let holds = matches.contains { $0.watchlist == name }
      lines.append("[\(name)] \(verdict(name, holds: holds))")
      tell(explanations[name] ?? [], everyTerm: everyTerm)
    }
  }

  private func verdict(_ name: String, holds: Bool) -> String {
    let report = story.reports.first { $0.watchlist == name }
    switch (holds, report) {
    case (true, .some): return "holds"
    case (false, .none): return "does not hold"
    case (false, .some):
      return
        "does not hold now, and did when it was reported: the watchlist or the text has changed"
    case (true, .none):
      if story.texts.allSatisfy({ !$0.wasMatched }) {
        return "holds, and was not reported: the entry was only remembered (backfill)"
      }
      return "holds, and was not reported: the watchlist has changed since the entry was seen"
    }
  }

  private mutating func tell(_ explanations: [TermExplanation], everyTerm: Bool) {
    let missed = explanations.filter { !$0.holds }
    let near = missed.filter { !$0.nearMisses.isEmpty }
    let shown =
      everyTerm
      ? missed
      : Array(
        (near + missed.filter { $0.nearMisses.isEmpty })
          .prefix(max(Self.missLimit, near.count)))
    for explanation in explanations.filter(\.holds) + shown {
      lines.append("  \(explanation.holds ? "✓" : "✗") \(explanation.term): \(explanation.reason)")
      for miss in explanation.nearMisses { lines.append("      near miss: \(miss)") }
    }
    let rest = missed.count - shown.count
    if rest > 0 { lines.append("  ✗ \(rest) other terms: --watchlist NAME shows them") }
  }

  // MARK: what was never seen

  private mutating func tellUnknown() {
    lines.append("\(story.asked): never seen in any feed")
    lines.append("  \(beginLine)")
    for gap in story.gaps { lines.append("  " + ArchiveCoverage.line(gap)) }
    let host = Self.site(of: story.asked)
    let feeds = configuration.feeds.filter { host != nil && Self.site(of: $0.url) == host }
    if feeds.isEmpty {
      lines.append(
        host.map { "  no configured feed is of \($0)" } ?? "  this is neither an address nor an id")
    }
    for feed in feeds { tellHealth(of: feed) }
    let gaps = story.coverage.filter { event in feeds.contains { $0.url == event.feedURL } }
    for event in gaps.suffix(Self.eventLimit) { lines.append("  " + Self.line(of: event)) }
    if !feeds.isEmpty && gaps.isEmpty {
      lines.append("  coverage has no gap: the feeds were read, and it was not in them")
    }
  }

  private mutating func tellHealth(of feed: FeedSettings) {
    let name = name(of: feed.url)
    guard let memory = story.memories[feed.id], let success = memory.lastSuccess else {
      lines.append("  \(name): never read yet: \(feed.url)")
      return
    }
    var line = "  \(name): last read \(AlertText.localTime(success))"
    if let first = memory.firstPoll { line += ", since \(AlertText.localTime(first))" }
    if let error = memory.lastError, memory.failures > 0 { line += "; failing: \(error)" }
    if memory.isGone { line += "; gone" }
    lines.append(line)
  }

  private var beginLine: String {
    story.archiveBegin.map { "the archive begins at \(AlertText.localTime($0))" }
      ?? "the archive is empty"
  }

  private static func line(of event: CoverageEvent) -> String {
    switch event.kind {
    case .gap(let from, let to):
      "\(event.feedName): entries may have been lost between \(AlertText.localTime(from)) and "
        + AlertText.localTime(to)
    case .failing(let since, let error):
      "\(event.feedName): failing since \(AlertText.localTime(since)): \(error)"
    case .recovered(let since):
      "\(event.feedName): answered again at \(AlertText.localTime(event.time)), after failing "
        + "since \(AlertText.localTime(since))"
    case .silent(let since):
      "\(event.feedName): nothing new since \(AlertText.localTime(since)), against its habit"
    case .gone: "\(event.feedName): gone since \(AlertText.localTime(event.time))"
    }
  }

  private func name(of url: String) -> String {
    if let name = configuration.feeds.first(where: { $0.url == url })?.name { return name }
    let title = story.memories[FeedID(url: url)]?.title ?? ""
    return title.isEmpty ? url : title
  }

  /// The last two labels of a host, which a press title's pages and feeds mostly share; for an
  /// address, or a host of numbers, the whole.
  private static func site(of address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].hasSuffix(":"), !parts[2].isEmpty else { return nil }
    let host = parts[2].lowercased()
    let labels = host.split(separator: ".")
    guard labels.count > 2, labels.last?.first?.isNumber != true else { return host }
    let count = labels[labels.count - 2].count <= 3 && labels.last?.count == 2 ? 3 : 2
    return labels.suffix(count).joined(separator: ".")
  }
}
