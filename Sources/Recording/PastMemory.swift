internal import Model

/// The rows of version 5, in which each part of a feed's memory had a column, for the migration that
/// folds them.
enum PastMemory {
  /// Cost: some 20 µs a feed.
  static func fold(_ connection: Connection) throws(LedgerError) {
    let rows = try connection.statement(
      sql: """
        SELECT url, title, move_to, move_seen, move_confirmed, validators_url, etag, last_modified,
          body_hash, hint_interval, skip_hours, skip_days, first_poll, last_poll, last_success,
          last_body, next_poll, next_reason, interval, failures, failing_since, last_error, is_gone,
          rhythm, last_news, gap_from, gap_to, entries_seen, alerts,
          observed_days, window_size, told, id, next_entry FROM past_feed
        """)
    let add = try connection.statement(
      sql: """
        INSERT INTO feed(id, url, last_poll, entries_seen, alerts, next_entry, memory)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """)
    while try rows.step() {
      let memory = read(rows)
      add.bind(1, rows.integer(32)).bind(2, memory.feed.url)
      add.bind(3, memory.lastPoll?.milliseconds)
      add.bind(4, memory.entriesSeen).bind(5, memory.alerts).bind(6, rows.integer(33))
      try add.bind(7, bytes: memory.folded.bytes).run()
    }
  }

  private static func read(_ row: Statement) -> FeedMemory {
    var memory = FeedMemory(feed: FeedID(url: row.text(0)))
    memory.title = row.text(1)
    if let to = row.optionalText(2) {
      memory.move = FeedMemory.Move(
        to: to, firstSeen: Timestamp(milliseconds: row.integer(3)), isConfirmed: row.integer(4) != 0
      )
    }
    if let url = row.optionalText(5) {
      memory.validators = Validators(
        url: url, etag: row.optionalBytes(6), lastModified: row.optionalBytes(7))
    }
    memory.bodyHash = row.optionalInteger(8).map { UInt64(bitPattern: $0) }
    memory.hints = FeedHints(
      interval: row.optionalInteger(9).map { .milliseconds($0) },
      skipHours: set(row.integer(10)), skipDays: set(row.integer(11)))
    memory.firstPoll = time(row, 12)
    memory.lastPoll = time(row, 13)
    memory.lastSuccess = time(row, 14)
    memory.lastBody = time(row, 15)
    memory.nextPoll = time(row, 16)
    memory.nextReason = row.text(17)
    memory.interval = row.optionalInteger(18).map { .milliseconds($0) }
    memory.failures = Int(row.integer(19))
    memory.failingSince = time(row, 20)
    memory.lastError = row.optionalText(21)
    memory.isGone = row.integer(22) != 0
    memory.rhythm = rhythm(row.bytes(23))
    memory.lastNews = time(row, 24)
    if let from = time(row, 25), let to = time(row, 26) {
      memory.gap = FeedMemory.Gap(from: from, to: to)
    }
    memory.entriesSeen = row.integer(27)
    memory.alerts = row.integer(28)
    memory.observedDays = Double(bitPattern: UInt64(bitPattern: row.integer(29)))
    memory.windowSize = Int(row.integer(30))
    memory.isTroubleTold = row.integer(31) & 1 != 0
    memory.isSilenceTold = row.integer(31) & 2 != 0
    return memory
  }

  private static func time(_ row: Statement, _ column: Int32) -> Timestamp? {
    row.optionalInteger(column).map { Timestamp(milliseconds: $0) }
  }

  /// Hours and days of the week as bits.
  private static func set(_ bits: Int64) -> Set<Int> {
    bits == 0 ? [] : Set((0..<63).filter { bits >> $0 & 1 == 1 })
  }

  private static func rhythm(_ bytes: [UInt8]) -> [Double] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / 8).map { index in
        let bits = raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
  }
}
