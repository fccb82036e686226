public import Model
public import Recording

/// One entry of a document that is to be recorded, known ones (without `document`) included.
public struct RecordedEntry {
  public var entry: Entry
  public var document: Document?
  public var findings: [Finding]
  public var wasMatched: Bool

  public init(
    _ entry: Entry, document: Document? = nil, findings: [Finding] = [], wasMatched: Bool = false
  ) {
    self.entry = entry
    self.document = document
    self.findings = findings
    self.wasMatched = wasMatched
  }
}

extension RecordedDocument {
  public init(_ entries: [RecordedEntry], spillingTo folder: String? = nil) {
    self.init(DocumentIdentity(entries.map(\.entry)), spillingTo: folder)
    for (index, recorded) in entries.enumerated() {
      guard let document = recorded.document else { continue }
      document.withBytes { texts in
        add(
          index, recorded.entry, texts, language: document.language, source: document.source,
          findings: recorded.findings, wasMatched: recorded.wasMatched)
      }
    }
  }
}

extension PollRecord {
  public init(
    memory: FeedMemory, feedName: String = "", entries: [RecordedEntry], isWhole: Bool = true,
    coverage: [CoverageEvent] = []
  ) {
    self.init(
      memory: memory, feedName: feedName, document: RecordedDocument(entries), isWhole: isWhole,
      coverage: coverage)
  }
}
