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

  private(set) var lines: [StoryLine] = []
  private let story: EntryStory
  private let document: Document?
  private let configuration: Configuration
  private let showsAll: Bool

  init(_ story: EntryStory, configuration: Configuration, showsAll: Bool) {
    self.story = story
    self.configuration = configuration
    self.showsAll = showsAll
    document = story.texts.last.map { PastReading(feeds: configuration.feeds).document(of: $0) }
    if let other = story.foundAs { lines.append(.foundAs(story.asked, other)) }
    if story.isUnknown {
      tellUnknown()
    } else {
      tellSightings()
      tellText()
      tellReports()
    }
    for loss in story.losses {
      lines.append(.damagedPage(entries: Int(loss.entries)))
    }
  }

  // MARK: what was seen

  private mutating func tellSightings() {
    for entry in story.known {
      lines.append(.feed(name: name(of: entry.feedURL), url: entry.feedURL))
      lines.append(.firstSeen(entry.firstSeen))
      if let left = entry.leftAt { lines.append(.left(left)) }
      if !entry.wasMatched { lines.append(.tooOld) }
      if !story.texts.contains(where: { $0.feed == entry.feed && $0.number == entry.number }) {
        lines.append(absence(of: entry))
      }
    }
    for text in story.texts {
      if !story.known.contains(where: { $0.feed == text.feed && $0.number == text.number }) {
        let source = text.document.source
        lines.append(.forgottenFeed(name: source?.name ?? "?", url: source?.url ?? ""))
      }
      let kind: StoryLine.PollKind =
        text.isChange ? .changed : text.wasMatched ? .seen : .seenNotMatched
      lines.append(.poll(text.time, kind, Self.shape(of: text.document)))
    }
  }

  /// Why the text of an entry that the ledger knows is not there.
  private func absence(of entry: KnownEntry) -> StoryLine {
    if !story.losses.isEmpty { return .textDamaged }
    guard let begin = story.archiveBegin, begin <= entry.firstSeen else {
      return .textGone(archiveBegin: story.archiveBegin)
    }
    return .textMissing(archiveBegin: begin)
  }

  private mutating func tellText() {
    guard let text = story.texts.last, let document else { return }
    lines.append(
      .facts(
        published: text.entry.published ?? text.entry.updated, language: document.language))
    for field in Field.allCases where !document[field].text.isEmpty {
      lines.append(shown(field, document[field].text))
    }
  }

  private static func shape(of document: Document) -> StoryLine.Shape {
    let fields = Field.allCases.filter { !document[$0].text.isEmpty }.map { field in
      (field: field, length: document[field].text.unicodeScalars.count)
    }
    let length = fields.reduce(0) { $0 + ($1.field == .title ? 0 : $1.length) }
    if fields.isEmpty { return StoryLine.Shape(kind: .none, fields: []) }
    return StoryLine.Shape(
      kind: length == 0 ? .headline : length < 1000 ? .teaser : .full, fields: fields)
  }

  private func shown(_ field: Field, _ text: String) -> StoryLine {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ¶ ")
    if showsAll || line.count <= Self.excerptLength { return .field(field, line) }
    return .cutField(field, String(line.prefix(Self.excerptLength)))
  }

  private mutating func tellReports() {
    for report in story.reports {
      lines.append(.reported(report.watchlist, seq: report.seq, report.time))
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
      lines.append(.verdict(name, verdict(name, holds: holds)))
      tell(explanations[name] ?? [], everyTerm: everyTerm)
    }
  }

  private func verdict(_ name: String, holds: Bool) -> StoryLine.Verdict {
    let report = story.reports.first { $0.watchlist == name }
    return switch (holds, report) {
    case (true, .some): .holds
    case (false, .none): .fails
    case (false, .some): .heldThen
    case (true, .none): story.texts.allSatisfy { !$0.wasMatched } ? .remembered : .holdsNow
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
      lines.append(
        .term(holds: explanation.holds, explanation.term, explanation.reason))
      lines += explanation.nearMisses.map { .nearMiss($0) }
    }
    let rest = missed.count - shown.count
    if rest > 0 { lines.append(.otherTerms(rest)) }
  }

  // MARK: what was never seen

  private mutating func tellUnknown() {
    lines.append(.neverSeen(story.asked))
    lines.append(.archiveBegin(story.archiveBegin))
    lines += story.gaps.map { .archiveLoss($0) }
    let host = Self.site(of: story.asked)
    let feeds = configuration.feeds.filter { host != nil && Self.site(of: $0.url) == host }
    if feeds.isEmpty { lines.append(.noFeed(of: host)) }
    for feed in feeds { tellHealth(of: feed) }
    let gaps = story.coverage.filter { event in feeds.contains { $0.url == event.feedURL } }
    lines += gaps.suffix(Self.eventLimit).map { .coverage($0) }
    if !feeds.isEmpty && gaps.isEmpty { lines.append(.noGap) }
  }

  private mutating func tellHealth(of feed: FeedSettings) {
    let name = name(of: feed.url)
    guard let memory = story.memories[feed.id], let success = memory.lastSuccess else {
      lines.append(.neverRead(name, url: feed.url))
      return
    }
    lines.append(.health(name, memory, success: success))
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
