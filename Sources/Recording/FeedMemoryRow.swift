internal import Model

/// A feed's memory as a row of `feed`.
enum FeedMemoryRow {
  /// Binds parameters 2 to 27, and 32 to 34, of `Query.updateFeed` and `updateMemory`.
  static func bind(_ memory: FeedMemory, to row: Statement) {
    row.bind(2, memory.title)
    row.bind(3, memory.move?.to)
    row.bind(4, memory.move?.firstSeen.milliseconds)
    row.bind(5, memory.move.map { $0.isConfirmed ? 1 : 0 })
    row.bind(6, memory.validators?.url)
    row.bind(7, bytes: memory.validators?.etag)
    row.bind(8, bytes: memory.validators?.lastModified)
    row.bind(9, memory.bodyHash.map { Int64(bitPattern: $0) })
    row.bind(10, memory.hints.interval?.milliseconds)
    row.bind(11, bits(memory.hints.skipHours))
    row.bind(12, bits(memory.hints.skipDays))
    row.bind(13, memory.firstPoll?.milliseconds)
    row.bind(14, memory.lastPoll?.milliseconds)
    row.bind(15, memory.lastSuccess?.milliseconds)
    row.bind(16, memory.lastBody?.milliseconds)
    row.bind(17, memory.nextPoll?.milliseconds)
    row.bind(18, memory.nextReason)
    row.bind(19, memory.interval?.milliseconds)
    row.bind(20, Int64(memory.failures))
    row.bind(21, memory.failingSince?.milliseconds)
    row.bind(22, memory.lastError)
    row.bind(23, memory.isGone ? 1 : 0)
    row.bind(24, bytes: memory.rhythm.isEmpty ? nil : rhythmBytes(memory.rhythm))
    row.bind(25, memory.lastNews?.milliseconds)
    row.bind(26, memory.gap?.from.milliseconds)
    row.bind(27, memory.gap?.to.milliseconds)
    row.bind(32, Int64(bitPattern: memory.observedDays.bitPattern))
    row.bind(33, Int64(memory.windowSize))
    row.bind(34, (memory.isTroubleTold ? 1 : 0) | (memory.isSilenceTold ? 2 : 0))
  }

  /// Reads a row of `Query.allFeeds`.
  static func read(_ row: Statement) -> FeedMemory {
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
  private static func bits(_ numbers: Set<Int>) -> Int64 {
    numbers.reduce(0) { bits, number in (0..<63).contains(number) ? bits | 1 << number : bits }
  }

  private static func set(_ bits: Int64) -> Set<Int> {
    bits == 0 ? [] : Set((0..<63).filter { bits >> $0 & 1 == 1 })
  }

  private static func rhythmBytes(_ rhythm: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rhythm.count * 8)
    for weight in rhythm {
      withUnsafeBytes(of: weight.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
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
