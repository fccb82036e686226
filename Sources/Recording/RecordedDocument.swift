public import Model

/// A document that was read, as the ledger records it: who its entries are, and what came of those
/// that are new or have changed.
///
/// Made on the thread that read the document. Texts stand in it as the archive keeps them, one after
/// another, so that nothing else of the document has to be kept until it is recorded.
public struct RecordedDocument: Sendable {
  /// What came of one entry.
  struct News: Sendable {
    /// In the document.
    var index: Int
    /// False when it was only remembered (older than the feed's `backfill`).
    var wasMatched: Bool
    /// In `texts`.
    var text: Range<Int>
    /// In `alerts`.
    var alerts: Range<Int>
  }

  /// An alert without number, time and the name and address of the feed, which recording knows: its
  /// bytes, in two parts between which the latter two belong.
  public struct Draft: Sendable {
    public var watchlist: String
    public var published: Timestamp?
    /// In `drafts`.
    var head: Range<Int>
    var rest: Range<Int>
  }

  let identity: DocumentIdentity
  private(set) var news: [News] = []
  public private(set) var alerts: [Draft] = []
  private var drafts: StagedBytes
  private var texts: StagedBytes
  private var hits = 0

  /// After so many hits in one document, its other alerts keep three each.
  private static let manyHits = 50_000

  /// `bytes`: about how many its texts will take; `folder`: where texts and alerts of megabytes may
  /// stand until they are recorded.
  public init(_ identity: DocumentIdentity, bytes: Int = 0, spillingTo folder: String? = nil) {
    self.identity = identity
    texts = StagedBytes(count: bytes, spillingTo: folder)
    drafts = StagedBytes(spillingTo: folder)
  }

  /// How many entries the document has, known ones included.
  public var count: Int { identity.keys.count }
  /// Of the texts.
  public var bytes: Int { texts.count }
  /// How many hits the next alert keeps.
  public var mostHits: Int { hits < Self.manyHits ? AlertCoding.hitLimit : 3 }
  private var draftBytes: Int { drafts.count }

  /// About how many bytes its alerts take when they are recorded.
  func bytesOfAlerts(named feed: String, _ url: String) -> Int {
    draftBytes + alerts.count * (feed.utf8.count + url.utf8.count + 8)
  }

  /// What came of an entry, in the order of the document.
  ///
  /// - Parameters:
  ///   - index: its place among all entries of the document.
  ///   - plain: its plain texts, for alerts and for the archive.
  ///   - language: as it was matched.
  ///   - source: the feed that it came from.
  ///   - findings: one for each watchlist that it satisfies.
  ///   - wasMatched: false when it was only remembered.
  public mutating func add(
    _ index: Int, _ entry: Entry, _ plain: DocumentBytes, language: String? = nil,
    source: Document.Source? = nil, findings: [Finding] = [], wasMatched: Bool = true
  ) {
    precondition(index < count, "an identity of another document")
    let (start, first) = (bytes, alerts.count)
    ArchiveCoding.encode(
      entry, plain, language: language, source: source, wasMatched: wasMatched, into: &texts.writer)
    for finding in findings {
      add(finding, of: entry, titled: plain.title.bytes, language: language)
    }
    news.append(
      News(
        index: index, wasMatched: wasMatched, text: start..<bytes, alerts: first..<alerts.count))
    texts.endPiece()
  }

  private mutating func add(
    _ finding: Finding, of entry: Entry, titled title: UnsafeBufferPointer<UInt8>,
    language: String?
  ) {
    let start = draftBytes
    hits += finding.hits.count
    let before = start - drafts.writer.bytes.count
    let split =
      before
      + AlertCoding.encode(
        finding, of: entry, titled: title, language: language, into: &drafts.writer)
    alerts.append(
      Draft(
        watchlist: finding.watchlist, published: entry.published ?? entry.updated,
        head: start..<split, rest: split..<draftBytes))
    drafts.endPiece()
  }

  /// One entry's text as the archive keeps it.
  func withText<Result>(
    of news: News, _ body: (UnsafeRawBufferPointer) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result { try texts.withBytes(news.text, body) }

  /// The two parts of an alert's bytes.
  func withBytes(
    of draft: Draft, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) throws(LedgerError) {
    let split = draft.head.count
    try drafts.withBytes(draft.head.lowerBound..<draft.rest.upperBound) { bytes in
      body(
        UnsafeRawBufferPointer(rebasing: bytes[..<split]),
        UnsafeRawBufferPointer(rebasing: bytes[split...]))
    }
  }
}
