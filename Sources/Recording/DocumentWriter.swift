internal import Model

/// Writes one document's entries and alerts, inside the transaction of its batch.
struct DocumentWriter {
  let ledger: SQLiteLedger
  let record: PollRecord
  var resolution: DocumentResolution
  var feed: SQLiteLedger.KnownFeed
  let now: Timestamp

  private var connection: Connection { ledger.connection }

  mutating func write(
    _ entries: [RecordedEntry], poll: inout RecordOutcome.Poll, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    var wasMatched = Array(repeating: false, count: resolution.slots.count)
    for (place, entry) in zip(resolution.slotOfEntry, entries) where entry.wasMatched {
      wasMatched[place] = true
    }
    var numbers: [Int64] = []
    numbers.reserveCapacity(resolution.slots.count)
    for (place, slot) in resolution.slots.enumerated() {
      numbers.append(try write(slot, wasMatched: wasMatched[place], poll: &poll))
    }
    try markThoseThatLeft(numbers)
    for (index, entry) in entries.enumerated() {
      let place = resolution.slotOfEntry[index]
      let slot = resolution.slots[place]
      if ledger.keepsArchive, let document = entry.document, slot.isNew || slot.hasChanged,
        !resolution.isRepeat[index]
      {
        try ledger.archive(
          entry, document, of: feed.number, numbers[place], at: now, isChange: slot.hasChanged)
      }
      for finding in entry.findings {
        try add(finding, of: entry, number: numbers[place], poll: &poll, outcome: &outcome)
      }
    }
  }

  private mutating func write(
    _ slot: DocumentResolution.Slot, wasMatched: Bool, poll: inout RecordOutcome.Poll
  ) throws(LedgerError) -> Int64 {
    guard let number = slot.number else {
      let number = feed.nextEntry
      feed.nextEntry += 1
      poll.newEntries += 1
      try connection.statement(.addEntry)
        .bind(1, feed.number).bind(2, number).bind(3, Int64(bitPattern: slot.fingerprint))
        .bind(4, now.milliseconds).bind(5, wasMatched ? 1 : 0)
        .bind(6, bytes: Self.bytes(of: slot.keys)).run()
      try add(slot.keys, to: number)
      return number
    }
    if slot.hasChanged {
      poll.changedEntries += 1
      let keys = try replaceKeys(of: number, with: slot.keys)
      try connection.statement(.changeEntry)
        .bind(1, feed.number).bind(2, number).bind(3, Int64(bitPattern: slot.fingerprint))
        .bind(4, wasMatched ? 1 : 0).bind(5, bytes: Self.bytes(of: keys)).run()
      return number
    }
    if slot.hasLeft {
      try connection.statement(.entryReturned).bind(1, feed.number).bind(2, number).run()
    }
    if slot.hasRenewedID { try remember(slot.keys, of: number) }
    return number
  }

  /// A document that broke off does not say what has left.
  private mutating func markThoseThatLeft(_ numbers: [Int64]) throws(LedgerError) {
    let now = Set(numbers)
    let left = feed.present.numbers.filter { !now.contains($0) }
    guard record.isWhole else {
      feed.present = PresentEntries(numbers + left)
      return
    }
    for number in left {
      try connection.statement(.entryLeft)
        .bind(1, feed.number).bind(2, number).bind(3, self.now.milliseconds).run()
    }
    feed.present = PresentEntries(numbers)
  }

  private func add(
    _ finding: Finding, of entry: RecordedEntry, number: Int64, poll: inout RecordOutcome.Poll,
    outcome: inout RecordOutcome
  ) throws(LedgerError) {
    let watchlist = try ledger.number(ofWatchlist: finding.watchlist)
    try connection.statement(.addReported)
      .bind(1, feed.number).bind(2, number).bind(3, watchlist).run()
    guard connection.changes == 1 else { return }
    outcome.lastSeq += 1
    outcome.watchlists.insert(finding.watchlist)
    poll.alerts += 1
    let body = AlertCoding.encode(
      finding, of: entry.entry, title: oneLine(entry), language: entry.document?.language,
      feedName: record.feedName, feedURL: record.memory.feed.url)
    try connection.statement(.addAlert)
      .bind(1, outcome.lastSeq).bind(2, now.milliseconds).bind(3, watchlist)
      .bind(4, feed.number).bind(5, number).bind(6, bytes: body).run()
  }

  /// The title on one line, a space for each control character, so that offsets of hits hold.
  private func oneLine(_ entry: RecordedEntry) -> String {
    let title = entry.document?.title.text ?? entry.entry.title.source
    guard title.utf8.contains(where: { $0 < 0x20 }) else { return title }
    return String(decoding: title.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  // MARK: Keys

  private func add(_ keys: [UInt64], to number: Int64) throws(LedgerError) {
    for key in keys {
      try connection.statement(.addKey)
        .bind(1, feed.number).bind(2, Int64(bitPattern: key)).bind(3, number).run()
    }
  }

  private func keys(of number: Int64) throws(LedgerError) -> [UInt64] {
    let row = try connection.statement(.entryKeys).bind(1, feed.number).bind(2, number)
    guard try row.step() else { return [] }
    defer { row.reset() }
    return Self.keys(of: row.bytes(0))
  }

  /// The new keys and then the old ones, as many as an entry may have.
  private func replaceKeys(
    of number: Int64, with keys: [UInt64]
  ) throws(LedgerError) -> [UInt64] {
    let old = try self.keys(of: number)
    let all = keys + old.filter { !keys.contains($0) }
    let kept = Array(all.prefix(DocumentResolution.keyLimit))
    for key in all.dropFirst(kept.count) {
      try connection.statement(.dropKey)
        .bind(1, feed.number).bind(2, Int64(bitPattern: key)).bind(3, number).run()
    }
    try add(kept.filter { !old.contains($0) }, to: number)
    return kept
  }

  /// A feed that has changed its ids once is known by the new ones too; one that renews them at
  /// every poll does not cost rows for ever.
  private func remember(_ keys: [UInt64], of number: Int64) throws(LedgerError) {
    let old = try self.keys(of: number)
    let new = keys.filter { !old.contains($0) }
    guard !new.isEmpty, old.count + new.count <= DocumentResolution.keyLimit - 2 else { return }
    try connection.statement(.setEntryKeys)
      .bind(1, feed.number).bind(2, number).bind(3, bytes: Self.bytes(of: old + new)).run()
    try add(new, to: number)
  }

  static func bytes(of keys: [UInt64]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(keys.count * 8)
    for key in keys { withUnsafeBytes(of: key.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  static func keys(of bytes: [UInt8]) -> [UInt64] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / 8).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
      }
    }
  }
}
