internal import Model

/// Writes one document's entries and alerts, inside the transaction of its batch.
struct DocumentWriter {
  let ledger: SQLiteLedger
  /// A record's copy counts each field of its memory.
  private let (url, name): (String, String)
  private let isWhole: Bool
  let resolution: DocumentResolution
  var feed: SQLiteLedger.KnownFeed
  let now: Timestamp

  private var connection: Connection { ledger.connection }

  init(
    _ record: PollRecord, _ resolution: DocumentResolution, of feed: SQLiteLedger.KnownFeed,
    in ledger: SQLiteLedger, at now: Timestamp
  ) {
    self.ledger = ledger
    (url, name) = (record.feed.url, record.feedName)
    isWhole = record.isWhole
    self.resolution = resolution
    self.feed = feed
    self.now = now
  }

  mutating func write(
    _ document: RecordedDocument, poll: inout RecordOutcome.Poll, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    // In the order of the document's slots.
    var entries: [PresentEntry] = []
    entries.reserveCapacity(resolution.slots.count)
    for slot in resolution.slots { entries.append(try entry(for: slot, poll: &poll)) }
    for news in document.news {
      let place = resolution.slotOfEntry[news.index]
      try write(
        news, of: document, to: &entries[place], resolution.slots[place], poll: &poll,
        outcome: &outcome)
    }
    entries += try leave(but: entries)
    let present = PresentEntries(entries)
    if present.bytes != feed.present.bytes {
      try connection.statement(.setDocument).bind(1, feed.number).bind(2, bytes: present.bytes)
        .run()
    }
    feed.present = present
  }

  /// What came of one entry that is new, or another than before.
  private func write(
    _ news: RecordedDocument.News, of document: RecordedDocument, to entry: inout PresentEntry,
    _ slot: DocumentResolution.Slot, poll: inout RecordOutcome.Poll, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    if news.wasMatched { entry.wasMatched = true }
    if ledger.keepsArchive, slot.isNew || slot.hasChanged, !resolution.isRepeat[news.index] {
      try document.withText(of: news) { text throws(LedgerError) in
        try ledger.archive(
          text, of: feed.number, entry.number, at: now, isChange: slot.hasChanged)
      }
    }
    for draft in document.alerts[news.alerts] {
      try add(draft, of: document, to: &entry, poll: &poll, outcome: &outcome)
    }
  }

  /// The entry of a slot as it is to be remembered.
  private mutating func entry(
    for slot: DocumentResolution.Slot, poll: inout RecordOutcome.Poll
  ) throws(LedgerError) -> PresentEntry {
    guard let number = slot.number else {
      poll.newEntries += 1
      defer { feed.nextEntry += 1 }
      return PresentEntry(
        number: feed.nextEntry, fingerprint: slot.fingerprint, firstSeen: now.milliseconds,
        wasMatched: false, keys: slot.keys)
    }
    var known = feed.present.entry(number)
    if known == nil { known = try returned(number) }
    guard var entry = known else {
      throw .damaged(
        path: ledger.path, detail: .unreadableEntry(number, feed: url))
    }
    if slot.hasChanged {
      poll.changedEntries += 1
      entry.fingerprint = slot.fingerprint
      // The new keys and then the old ones, as many as an entry may have.
      var keys = slot.keys
      for key in entry.keys where !slot.keys.contains(key) { keys.append(key) }
      entry.keys = keys
    } else if slot.hasRenewedID {
      remember(slot.keys, of: &entry)
    }
    return entry
  }

  /// A feed that has changed its ids once is known by the new ones too; one that renews them at
  /// every poll does not cost keys for ever.
  private func remember(_ keys: EntryKeys, of entry: inout PresentEntry) {
    let new = keys.filter { !entry.keys.contains($0) }
    guard entry.keys.count + new.count <= EntryKeys.most - 2 else { return }
    for key in new { entry.keys.append(key) }
  }

  // MARK: Entries that left

  /// Those that the document does not list any more leave; a document that broke off does not say
  /// so, and what it does not list stays.
  private func leave(but entries: [PresentEntry]) throws(LedgerError) -> [PresentEntry] {
    let listed = Set(entries.map(\.number))
    let others = feed.present.entries.filter { !listed.contains($0.number) }
    guard isWhole else { return others }
    for entry in others {
      try connection.statement(.addEntry)
        .bind(1, feed.number).bind(2, entry.number)
        .bind(3, Int64(bitPattern: entry.fingerprint)).bind(4, entry.firstSeen)
        .bind(5, now.milliseconds).bind(6, entry.wasMatched ? 1 : 0)
        .bind(7, bytes: Self.bytes(of: entry.keys)).run()
      for key in entry.keys {
        try connection.statement(.addKey)
          .bind(1, feed.number).bind(2, Int64(bitPattern: key)).bind(3, entry.number).run()
      }
      for watchlist in entry.reported {
        try connection.statement(.addReported)
          .bind(1, feed.number).bind(2, entry.number).bind(3, watchlist).run()
      }
    }
    return []
  }

  /// An entry that had left, taken back.
  private func returned(_ number: Int64) throws(LedgerError) -> PresentEntry? {
    let row = try connection.statement(.pastEntry).bind(1, feed.number).bind(2, number)
    guard try row.step() else { return nil }
    var entry = PresentEntry(
      number: number, fingerprint: UInt64(bitPattern: row.integer(0)), firstSeen: row.integer(1),
      wasMatched: row.integer(2) != 0, keys: EntryKeys(Self.keys(of: row.bytes(3))))
    row.reset()
    let rows = try connection.statement(.pastReports).bind(1, feed.number).bind(2, number)
    while try rows.step() { entry.reported.append(rows.integer(0)) }
    try ledger.forget(feed.number, number, entry.keys)
    return entry
  }

  // MARK: Alerts

  private func add(
    _ draft: RecordedDocument.Draft, of document: RecordedDocument, to entry: inout PresentEntry,
    poll: inout RecordOutcome.Poll, outcome: inout RecordOutcome
  ) throws(LedgerError) {
    let seq = outcome.lastSeq + 1
    let watchlist = try ledger.number(ofWatchlist: draft.watchlist, at: seq)
    if entry.reported.contains(watchlist) { return }
    entry.reported.append(watchlist)
    outcome.lastSeq = seq
    outcome.watchlists.insert(draft.watchlist)
    poll.alerts += 1
    try outcome.alerts.add(
      draft, of: document, seq, now, feedName: name, feedURL: url)
    try outcome.alerts.withLast { body throws(LedgerError) in
      try connection.statement(.addAlert)
        .bind(1, seq).bind(2, now.milliseconds).bind(3, watchlist).bind(4, feed.number)
        .bind(5, entry.number).run(blob: 6, body)
    }
  }

  // MARK: Keys

  static func bytes(of keys: EntryKeys) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(keys.count * 8)
    for key in keys { writer.write(word: key) }
    return writer.bytes
  }

  static func keys(of bytes: [UInt8]) -> [UInt64] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / 8).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
      }
    }
  }
}
