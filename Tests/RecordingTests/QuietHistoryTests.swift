import Model
import TestSupport
import Testing

@testable import Recording

/// SplitMix64, so that a history can be told again.
private struct Chance {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 31) >> 1) % bound
  }
}

/// What a ledger should remember, kept beside it.
private struct History {
  var chance: Chance
  var memories: [FeedID: FeedMemory] = [:]
  var minute: Int64 = 0

  /// A poll of one of thirty feeds, the first of which is asked most.
  private mutating func poll() -> PollRecord {
    minute += 1
    let number = min(chance.below(30), min(chance.below(30), chance.below(30)))
    let feed = FeedID(url: "https://example.org/\(number)")
    var memory = memories[feed] ?? FeedMemory(feed: feed)
    memory.lastPoll = noon + .seconds(minute)
    memory.nextReason = minute % 3 == 0 ? "every 15m, as configured" : ""
    memory.failures = chance.below(3)
    memory.lastError = memory.failures > 0 ? "HTTP 500" : nil
    memory.rhythm = (0..<24).map { Double(chance.below($0 + 1)) }
    let kind = chance.below(100)
    if kind < 4 { memory.validators = Validators(url: feed.url, etag: Array("\(minute)".utf8)) }
    memories[feed] = memory
    return kind % 12 == 0
      ? PollRecord(memory: memory, entries: [RecordedEntry(item(id: "a"))])
      : PollRecord(memory: memory)
  }

  mutating func batch() -> [PollRecord] { (0...chance.below(60)).map { _ in poll() } }
}

extension SQLiteLedger {
  fileprivate func remembered() throws -> [FeedID: FeedMemory] {
    Dictionary(
      uniqueKeysWithValues: try memories().map { feed, memory in
        var memory = memory
        memory.count(entriesSeen: 0, alerts: 0)
        return (feed, FeedMemory(feed: feed, memory))
      })
  }
}

struct `A history of polls` {
  /// Polls of any kind, steps that fail, housekeeping, and a process that ends at any moment.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `is remembered whatever comes between`(seed: UInt64) throws {
    let folder = TemporaryFolder()
    var history = History(chance: Chance(state: seed))
    var ledger: SQLiteLedger? = try newLedger(in: folder)
    let path = try #require(ledger?.path)
    var failures = 0

    for _ in 0..<400 {
      let before = history
      var left = history.chance.below(9) == 0 ? history.chance.below(60) : -1
      ledger?.connection.fault = {
        left -= 1
        return left == 0 ? 13 : 0
      }
      do {
        _ = try ledger?.record(history.batch(), at: noon)
      } catch {
        failures += 1
        (history.memories, history.minute) = (before.memories, before.minute)
      }
      ledger?.connection.fault = nil
      switch history.chance.below(20) {
      case 0:
        ledger = nil
        ledger = try newLedger(in: folder)
      case 1:
        let limits = LedgerLimits(feeds: Set(history.memories.keys))
        while try ledger?.tidy(limits, at: noon + .seconds(200 * 86_400)) == true {}
      case 2:
        #expect(try SQLiteLedger(reading: path).remembered() == history.memories)
      case 3:
        let live = ledger?.journal?.live
        #expect(try ledger?.remembered() == history.memories)
        #expect(live == nil || ledger?.journal?.live == live)
      default: break
      }
    }

    #expect(failures > 5)
    #expect(try SQLiteLedger(reading: path).remembered() == history.memories)
    #expect(try ledger?.connection.integer("SELECT count(*) FROM quiet") ?? 999 < 200)
  }
}
