import Foundation
import Model
import TestSupport

@testable import Recording

/// A ledger with an archive, as a daemon would have left it in a folder: invented press of past days.
struct PastLedger {
  static let feed = "https://press.example/rss"
  static let dayLength: Int64 = 86_400

  let path: String
  let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
  private var number = 0
  private var feeds: Set<FeedID> = []

  init(in folder: TemporaryFolder) {
    path = folder.file("guetteur.db")
  }

  struct Item {
    var title: String
    var summary = ""
    var content = ""
    var language = "fr"
    var wasMatched = true
  }

  /// One poll, some time ago; pages are `https://press.example/1`, `/2`… in the order of recording.
  mutating func poll(_ ago: Duration, _ items: [Item], feed: String = Self.feed) throws {
    let ledger = try SQLiteLedger(path: path, waitingForLock: .seconds(10))
    feeds.insert(FeedID(url: feed))
    let entries = items.map { item in
      number += 1
      let url = "https://press.example/\(number)"
      return RecordedEntry(
        Entry(
          id: url, url: url, title: Markup(item.title, .plain), language: item.language,
          fingerprint: UInt64(number)),
        document: Document(
          title: FieldText(item.title), summary: FieldText(item.summary),
          content: FieldText(item.content), language: item.language,
          source: Document.Source(name: "Press", url: feed)),
        wasMatched: item.wasMatched)
    }
    _ = try ledger.record(
      [
        PollRecord(
          memory: FeedMemory(feed: FeedID(url: feed)), feedName: "Press", entries: entries,
          isWhole: false)
      ], at: now - ago)
  }

  /// Packs what is a day old, and prunes.
  func tidy(maxBytes: Int64? = nil, keep: Duration = .seconds(dayLength * 180)) throws {
    let ledger = try SQLiteLedger(path: path, waitingForLock: .seconds(10))
    let limits = LedgerLimits(
      archive: ArchiveSettings(keep: keep, maxBytes: maxBytes),
      memory: .seconds(Self.dayLength * 400), feeds: feeds)
    while try ledger.tidy(limits, at: now) {}
  }

  /// Takes a page out of the archive, counted from the oldest.
  func removePage(_ index: Int) throws {
    try execute(
      """
      DELETE FROM archive_page WHERE first =
        (SELECT first FROM archive_page ORDER BY first LIMIT 1 OFFSET \(index))
      """)
  }

  /// Runs SQL on it, as somebody might who should not.
  func execute(_ sql: String) throws {
    let connection = try Connection(path, .write)
    try connection.execute(sql)
  }

  /// Turns a byte round in the packed texts of a page, in the file itself.
  func damage(page index: Int) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let packed = try packed(page: index)
    // A slice may be cut by the end of a block of the database.
    for start in stride(from: packed.count / 2, to: packed.count - 64, by: 64) {
      guard let place = bytes.range(of: packed[start..<start + 64]) else { continue }
      bytes[place.lowerBound] ^= 0xFF
      return try bytes.write(to: URL(fileURLWithPath: path))
    }
    throw NeverHappened(description: "page \(index) is in the file")
  }

  private func packed(page index: Int) throws -> Data {
    let connection = try Connection(path, .read)
    var body = Data()
    try withExtendedLifetime(connection) {
      let rows = try connection.statement(
        sql: "SELECT body FROM archive_page ORDER BY first LIMIT 1 OFFSET \(index)")
      while try rows.step() { body = Data(rows.bytes(0)) }
    }
    return body
  }

  /// Words that mean nothing, the same at each run: `bytes` of them.
  static func prose(_ bytes: Int, seed: Int) -> String {
    var dice = UInt64(truncatingIfNeeded: seed &* 2 &+ 1) &* 0x9E37_79B9_7F4A_7C15
    var text = ""
    while text.utf8.count < bytes {
      for _ in 0..<3 {
        dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += syllables[Int(dice >> 33) % syllables.count]
      }
      text += " "
    }
    return text
  }

  private static let syllables = [
    "ba", "co", "di", "fé", "gra", "jou", "lan", "mé", "no", "pla", "qui", "ro", "sti", "tou", "vo",
    "chan", "bleu", "tri", "fon", "gué", "ment", "sion", "eur", "age",
  ]
}
