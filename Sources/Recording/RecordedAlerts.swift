public import Model

/// Alerts as the ledger keeps them, ascending by number: bytes, of which views or values are made.
public struct RecordedAlerts: Sendable {
  struct Item: Sendable {
    var seq: Int64
    var time: Timestamp
    var watchlist: String
    /// In `bytes`.
    var body: Range<Int>
  }

  /// Beyond so many bytes the earlier ones are let go of, while a transaction goes on; who wants them
  /// reads the ledger.
  static let mostBytes = 4_000_000

  private(set) var items: [Item] = []
  private var writer = ByteWriter()

  public init() {}

  public var count: Int { items.count }
  public var isEmpty: Bool { items.isEmpty }
  /// Whether those that follow are better read once these are done with: thousand alerts come to a
  /// third of it, as a rule.
  var isMany: Bool { writer.bytes.count >= Self.mostBytes / 4 }
  /// The number of the first.
  public var first: Int64? { items.first?.seq }
  public var seqs: [Int64] { items.map(\.seq) }
  /// When the first of them was recorded.
  public var since: Timestamp? { items.first?.time }

  mutating func reserve(_ bytes: Int) {
    writer.bytes.reserveCapacity(min(bytes, Self.mostBytes))
  }

  /// Adds an alert that a poll has found, with what recording knows of it.
  mutating func add(
    _ draft: RecordedDocument.Draft, of document: RecordedDocument, _ seq: Int64,
    _ time: Timestamp, feedName: String, feedURL: String
  ) throws(LedgerError) {
    if writer.bytes.count >= Self.mostBytes {
      items.removeAll(keepingCapacity: true)
      writer.bytes.removeAll(keepingCapacity: true)
    }
    let start = writer.bytes.count
    try document.withBytes(of: draft) { head, rest in
      writer.append(head)
      writer.write(feedName)
      writer.write(feedURL)
      writer.append(rest)
    }
    items.append(
      Item(seq: seq, time: time, watchlist: draft.watchlist, body: start..<writer.bytes.count))
  }

  /// Adds one that the ledger has; false, and nothing, when its bytes are damaged.
  mutating func add(
    _ seq: Int64, _ time: Timestamp, _ watchlist: String, _ body: UnsafeRawBufferPointer
  ) -> Bool {
    let name = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let alert = try? AlertCoding.read(body, seq: seq, time: time, watchlist: name)
    guard let alert, alert.isWellFormed else { return false }
    let start = writer.bytes.count
    writer.append(body)
    items.append(Item(seq: seq, time: time, watchlist: watchlist, body: start..<start + body.count))
    return true
  }

  /// The bytes of the alert that was added last.
  func withLast(_ body: (UnsafeRawBufferPointer) throws(LedgerError) -> Void) throws(LedgerError) {
    guard let last = items.last else { return }
    try writer.bytes.withUnsafeBufferPointer { bytes throws(LedgerError) in
      try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[last.body])))
    }
  }

  /// Those above `seq`, of one watchlist when it is named, at most `limit`.
  public func after(_ seq: Int64, watchlist: String?, limit: Int) -> RecordedAlerts {
    var some = self
    some.items = []
    for item in items where item.seq > seq && (watchlist == nil || item.watchlist == watchlist) {
      some.items.append(item)
      if some.items.count == limit { break }
    }
    return some
  }

  /// Each of them in turn, valid while `body` runs.
  public func forEach<Failure>(
    _ body: (AlertBytes) throws(Failure) -> Void
  ) throws(Failure) {
    try writer.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
      for item in items {
        let raw = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[item.body]))
        var name = item.watchlist
        let result = name.withUTF8 { name in
          Result { () throws(Failure) in
            // What was added is whole.
            let alert = try? AlertCoding.read(raw, seq: item.seq, time: item.time, watchlist: name)
            if let alert { try body(alert) }
          }
        }
        try result.get()
      }
    }
  }

  /// All of them as values.
  public var values: [Alert] {
    var values: [Alert] = []
    values.reserveCapacity(count)
    forEach { values.append(Alert($0)) }
    return values
  }
}
