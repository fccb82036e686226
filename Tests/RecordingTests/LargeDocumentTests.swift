import Model
import TestSupport
import Testing

@testable import Recording

/// Texts and alerts of a document of megabytes, which stand in a file until they are recorded.
@Suite struct `A large document` {
  let folder = TemporaryFolder()

  /// 6 MB of texts and about as much of alerts.
  private static var entries: [RecordedEntry] {
    (0..<3000).map { number in
      recorded(
        item(
          id: "\(number)", title: "L’Otan \(number) " + String(repeating: "mot ", count: 50),
          text: String(repeating: "é\(number) ", count: 300)),
        for: ["otan", "cyber"])
    }
  }

  private func ledger(_ name: String, spillingTo place: String?) throws -> SQLiteLedger {
    let ledger = try SQLiteLedger(path: folder.file(name), waitingForLock: .seconds(10))
    let record = PollRecord(
      memory: FeedMemory(feed: feed), feedName: "Example",
      document: RecordedDocument(Self.entries, spillingTo: place))
    let outcome = try ledger.record([record], at: noon)
    #expect(outcome.lastSeq == 6000)
    return ledger
  }

  private func texts(of name: String) throws -> [String] {
    let reader = try ArchiveReader(path: folder.file(name))
    var texts: [String] = []
    for place in try reader.contents().places {
      texts += try reader.piece(at: place).read().entries.map(\.document.summary.text)
    }
    return texts
  }

  @Test(arguments: ["", "/nowhere"])
  func `is recorded as one that stands in memory`(_ place: String) throws {
    let plain = try ledger("plain.db", spillingTo: nil)

    let spilled = try ledger("spilled.db", spillingTo: folder.path + place)

    #expect(
      try spilled.alerts(after: 0, watchlist: nil, limit: 300)
        == plain.alerts(after: 0, watchlist: nil, limit: 300))
    #expect(
      try spilled.alerts(after: 5700, watchlist: nil, limit: 300)
        == plain.alerts(after: 5700, watchlist: nil, limit: 300))
    #expect(try texts(of: "spilled.db") == texts(of: "plain.db"))
    #expect(try texts(of: "plain.db").count == 3000)
  }

  @Test func `has its alerts read a megabyte at a time, all of them`() throws {
    let ledger = try ledger("guetteur.db", spillingTo: folder.path)

    let first = try ledger.recordedAlerts(after: 0, watchlist: nil, limit: 100_000)
    let second = try ledger.recordedAlerts(
      after: first.seqs.last ?? 0, watchlist: nil, limit: 100_000)

    #expect(first.count < 6000)
    #expect(first.seqs.first == 1)
    #expect(second.seqs.first == (first.seqs.last ?? 0) + 1)
  }
}
