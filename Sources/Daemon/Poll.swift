internal import Fetching
internal import Matching
internal import Model
internal import Parsing
internal import PlainText
internal import Recording
internal import Scheduling

/// One poll, from the answer to what matching made of it: parse → match.
///
/// Everything but the look into the ledger is a pure function of bytes.
struct Poll: Sendable {
  /// A feed that the answer serves, and what of its past counts.
  struct Reader: Sendable {
    var feed: ListedSettings
    /// Whether it was never asked before.
    var isFirst: Bool
  }

  /// What came of it for one feed.
  struct Result: Sendable {
    var feed: ListedSettings
    var outcome: PollOutcome
    /// nil when no document was read.
    var document: RecordedDocument?
    /// Of the body on the wire.
    var bytes = 0
    /// Terms that ran out of their limits.
    var troubles: [TermTrouble] = []
    /// What the ledger could not say; the poll then counts for nothing.
    var ledgerError: LedgerError?
    /// Of a large document, until it is recorded.
    var turn: LargeDocumentQueue.Turn?
  }

  /// Feeds whose addresses are the same after their moves share one fetch.
  var readers: [Reader]
  var matcher: Matcher
  var limits: FeedLimits
  var now: Timestamp

  /// What an answer without a document means; nil when there is one to be read.
  func results(withoutDocument reply: Swift.Result<FetchReply, FetchFailure>) -> [Result]? {
    switch reply {
    case .success(.notModified(let facts)): results(.notModified(PollAnswer(facts)))
    case .success(.unchanged(let facts)): results(.unchanged(PollAnswer(facts)))
    case .success(.refused(let facts)):
      results(
        .refused(status: facts.status, retryAfter: facts.retryAfter, finalURL: facts.finalURL))
    case .failure(let error):
      results(error.kind == .cancelled ? .dropped : .failed(error.kind, message: Message(error)))
    case .success(.body): nil
    }
  }

  /// What an answer means: its body is decoded, parsed and matched.
  @concurrent func results(
    of reply: @autoclosure @Sendable () -> Swift.Result<FetchReply, FetchFailure>, desk: Desk
  ) async -> [Result] {
    do throws(NoDocument) {
      var (parsed, facts) = try document(of: reply)
      var identity = DocumentIdentity(parsed.entries)
      var results: [Result] = []
      for (place, reader) in readers.enumerated() {
        var entries = parsed.entries
        // The last reader's are no one else's, and need not be copied.
        if place == readers.count - 1 { parsed.entries = [] }
        results.append(
          await read(&entries, of: parsed, &identity, facts, for: reader, desk: desk))
      }
      LargeDocument.makeRoom(results.reduce(0) { $0 + ($1.document?.bytes ?? 0) })
      return results
    } catch {
      return error.results
    }
  }

  private struct NoDocument: Error { var results: [Result] }

  /// When it returns, nothing holds the body any more.
  private func document(
    of reply: () -> Swift.Result<FetchReply, FetchFailure>
  ) throws(NoDocument) -> (ParsedFeed, ResponseFacts) {
    var reply = reply()
    if let results = results(withoutDocument: reply) { throw NoDocument(results: results) }
    guard case .success(.body(var bytes, let facts)) = reply else { throw NoDocument(results: []) }
    reply = .success(.refused(facts))
    LargeDocument.makeRoom(bytes.count)
    let parsed: ParsedFeed
    do throws(FeedError) {
      parsed = try FeedParser.parse(
        taking: &bytes, contentType: facts.contentType, base: facts.finalURL, limits: limits)
    } catch {
      throw NoDocument(
        results: results(.failed(.content, message: Message(error).with(facts.damage))))
    }
    if let damage = facts.damage, parsed.entries.isEmpty {
      throw NoDocument(results: results(.failed(.truncated, message: Message(damage))))
    }
    return (parsed, facts)
  }

  /// The document as one feed sees it: its new and changed entries are matched. Takes the entries out
  /// one by one, since to copy one is to count each of its fields.
  private func read(
    _ entries: inout [Entry], of parsed: ParsedFeed, _ identity: inout DocumentIdentity,
    _ facts: ResponseFacts, for reader: Reader, desk: Desk
  ) async -> Result {
    let standings: [EntryStanding]
    do throws(LedgerError) {
      standings =
        if reader.isFirst {
          identity.standingsOfFirst()
        } else {
          try await desk.known(of: reader.feed.settings.id, among: identity)
        }
    } catch {
      return Result(feed: reader.feed, outcome: .dropped, ledgerError: error)
    }
    let title = PlainText.oneLine(PlainText.field(parsed.title).text, limit: 200)
    var reading = PollReading(
      entries: entries.count, new: 0, known: 0,
      isWhole: parsed.isWhole && facts.isComplete, hints: parsed.hints, title: title)
    let feed = reader.feed.settings
    let source = Document.Source(name: feed.name ?? title, url: feed.url, tags: feed.tags)
    let plain = PlainText.Scratch()
    let scratch = MatchScratch()
    var troubles: [TermTrouble] = []
    var recorded = RecordedDocument(
      identity,
      bytes: entries.indices.reduce(0) { $0 + (standings[$1] == .known ? 0 : entries[$1].room) },
      spillingTo: desk.folder)
    var room = LargeDocument.Growth()
    // An array's own copies what it swaps.
    entries.withUnsafeMutableBufferPointer { $0.reverse() }
    for index in entries.indices {
      guard let entry = entries.popLast() else { break }
      room.note(recorded.bytes)
      let reported: Set<String>
      var wasMatched = true
      switch standings[index] {
      case .known:
        reading.known += 1
        continue
      case .new:
        reading.new += 1
        if let time = entry.published ?? entry.updated { reading.times.append(time) }
        reported = []
        wasMatched = !isTooOld(entry, for: reader)
      case .changed(let alreadyReported):
        reading.known += 1
        reported = alreadyReported
      }
      // The configured language of the feed, else the entry's own, else the feed's.
      let language = feed.language ?? entry.language ?? parsed.language
      plain.withTexts(of: entry) { entry, texts in
        var findings: [Finding] = []
        if wasMatched {
          let (authors, tags) = (entry.authors, entry.tags)
          findings = self.findings(
            in: texts, but: reported, language: language, mostHits: recorded.mostHits,
            using: scratch
          ) {
            Document(language: language, authors: authors, tags: tags, source: source)
          }
          troubles += scratch.troubles
        }
        recorded.add(
          index, entry, texts, language: language, source: source, findings: findings,
          wasMatched: wasMatched)
      }
    }
    reading.alerts = recorded.alerts.count
    return Result(
      feed: reader.feed, outcome: .read(reading, PollAnswer(facts)), document: recorded,
      bytes: facts.wireBytes, troubles: troubles)
  }

  /// `document`: what else than its texts is known.
  private func findings(
    in texts: DocumentBytes, but reported: Set<String>, language: String?,
    mostHits: Int, using scratch: MatchScratch, document: () -> Document
  ) -> [Finding] {
    matcher.matches(in: texts, language: language, using: scratch, document: document)
      .filter { !reported.contains($0.watchlist) }
      .map { match in
        Finding(
          watchlist: match.watchlist, terms: match.terms,
          hits: Excerpt.reported(match.hits.prefix(mostHits), in: texts))
      }
  }

  /// On a feed's first poll what was published before its `backfill` is only remembered.
  private func isTooOld(_ entry: Entry, for reader: Reader) -> Bool {
    guard reader.isFirst, case .within(let time) = reader.feed.settings.backfill,
      let published = entry.published ?? entry.updated
    else { return false }
    return published < now - time
  }

  /// The same for every feed.
  func results(_ outcome: PollOutcome) -> [Result] {
    readers.map { Result(feed: $0.feed, outcome: outcome) }
  }
}

extension Entry {
  /// About how many bytes its texts take when they are plain.
  fileprivate var room: Int {
    let texts = title.text.count + summary.text.count + content.text.count
    return texts - texts / 8 + 300
  }
}

extension PollAnswer {
  init(_ facts: ResponseFacts) {
    self.init(
      finalURL: facts.finalURL, permanentURL: facts.permanentURL, freshness: facts.freshness,
      validators: facts.validators, bodyHash: facts.bodyHash)
  }
}

extension Message {
  /// With what the body suffered, in brackets.
  fileprivate func with(_ damage: FetchProblem?) -> Message {
    guard let damage else { return self }
    return Message(
      english: "\(english) (\(damage.english))", french: "\(french) (\(damage.french))")
  }
}
