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

  let identity: DocumentIdentity
  private(set) var news: [News] = []
  /// Without number, time and the name and address of the feed, which recording knows.
  public private(set) var alerts: [Alert] = []
  private var texts = ByteWriter()
  private var hits = 0

  /// After so many hits in one document, its other alerts keep three each.
  private static let manyHits = 50_000

  /// `bytes`: about how many its texts will take.
  public init(_ identity: DocumentIdentity, bytes: Int = 0) {
    self.identity = identity
    texts.bytes.reserveCapacity(bytes)
  }

  /// How many entries the document has, known ones included.
  public var count: Int { identity.keys.count }
  /// Of the texts.
  public var bytes: Int { texts.bytes.count }
  /// How many hits the next alert keeps.
  public var mostHits: Int { hits < Self.manyHits ? AlertCoding.hitLimit : 3 }

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
      entry, plain, language: language, source: source, wasMatched: wasMatched, into: &texts)
    if !findings.isEmpty {
      let title = oneLine(plain.title.bytes)
      for finding in findings {
        hits += finding.hits.count
        alerts.append(Alert(finding, of: entry, titled: title, language: language))
      }
    }
    news.append(
      News(
        index: index, wasMatched: wasMatched, text: start..<bytes, alerts: first..<alerts.count))
  }

  /// One entry's text as the archive keeps it.
  func withText<Result>(
    of news: News, _ body: (UnsafeRawBufferPointer) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    try texts.bytes.withUnsafeBufferPointer { all throws(LedgerError) in
      try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[news.text])))
    }
  }
}

extension Alert {
  /// What the ledger keeps of a finding, within its bounds.
  fileprivate init(
    _ finding: Finding, of entry: Entry, titled title: String, language: String?
  ) {
    self.init(
      seq: 0, time: Timestamp(milliseconds: 0), watchlist: finding.watchlist,
      terms: finding.terms, feedName: "", feedURL: "", id: AlertCoding.bounded(entry.id ?? ""),
      url: AlertCoding.bounded(entry.url ?? ""),
      title: AlertCoding.bounded(title),
      published: entry.published ?? entry.updated, language: language,
      authors: entry.authors, hits: AlertCoding.bounded(finding.hits))
  }
}

/// A title on one line, a space for each control character, so that offsets of hits hold.
private func oneLine(_ title: UnsafeBufferPointer<UInt8>) -> String {
  guard title.contains(where: { $0 < 0x20 }) else { return String(decoding: title, as: UTF8.self) }
  return String(decoding: title.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
}
