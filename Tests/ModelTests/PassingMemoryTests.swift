import Model
import Testing

/// What polls without a document change of a memory, written apart from it.
struct `What passes of a memory` {
  private static let bare = FeedMemory(feed: FeedID(url: "https://presse.test/a"))
  /// Something of everything that stays as it is.
  private static let settled: FeedMemory = {
    var memory = bare
    memory.title = "L’Écho"
    memory.move = FeedMemory.Move(to: "https://presse.test/b", firstSeen: Timestamp(seconds: 1))
    memory.validators = Validators(url: "https://autre.test/", etag: [1], lastModified: [0, 255])
    memory.bodyHash = 7
    memory.hints = FeedHints(interval: .seconds(60), skipHours: [0, 23], skipDays: [6])
    memory.firstPoll = Timestamp(milliseconds: 1)
    memory.isGone = true
    memory.lastNews = Timestamp(milliseconds: 2)
    memory.windowSize = 60
    memory.isTroubleTold = true
    memory.isSilenceTold = true
    memory.gap = FeedMemory.Gap(from: Timestamp(seconds: 6), to: Timestamp(seconds: 7))
    return memory
  }()

  /// `memory` with something of everything that passes.
  private static func passing(_ memory: FeedMemory) -> FeedMemory {
    var memory = memory
    memory.lastPoll = Timestamp(milliseconds: 2)
    memory.lastSuccess = Timestamp(milliseconds: .min)
    memory.lastBody = Timestamp(milliseconds: 4)
    memory.nextPoll = Timestamp(milliseconds: .max)
    memory.nextReason = "every 15m, as configured"
    memory.interval = .nanoseconds(900_000_000_001)
    memory.failures = 12
    memory.failingSince = Timestamp(milliseconds: -5)
    memory.lastError = "HTTP 500"
    memory.rhythm = (0..<24).map { Double($0) / 4 }
    memory.observedDays = 1.0 / 3
    return memory
  }

  private static let cases: [(before: FeedMemory, after: FeedMemory)] = [
    (bare, bare), (bare, passing(bare)), (passing(bare), bare),
    (settled, settled), (settled, passing(settled)), (passing(settled), settled),
  ]

  private func passing(_ memory: FeedMemory) -> [UInt8] {
    let folded = memory.folded
    var bytes = [UInt8](repeating: 0xff, count: folded.passingBytes)
    bytes.withUnsafeMutableBytes { folded.writePassing(to: $0) }
    return bytes
  }

  private func settled(_ memory: FeedMemory) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    memory.folded.withSettled { pieces.append(Array($0)) }
    return pieces
  }

  private func memory(_ base: [UInt8], _ passing: [UInt8]) -> FoldedMemory? {
    base.withUnsafeBytes { base in
      passing.withUnsafeBytes { FoldedMemory(bytes: base, passing: $0) }
    }
  }

  @Test(arguments: cases)
  func `goes back into what it was written apart from`(before: FeedMemory, after: FeedMemory) {
    #expect(memory(before.folded.bytes, passing(after)) == after.folded)
  }

  @Test(arguments: cases)
  func `leaves the rest as it is`(before: FeedMemory, after: FeedMemory) {
    #expect(settled(before) == settled(after))
    #expect(passing(after).count % 8 == 0)
  }

  @Test(
    arguments: [
      { $0.title = "Le Cri" }, { $0.move = nil }, { $0.move?.isConfirmed = true },
      { $0.validators?.etag = [2] }, { $0.validators?.lastModified = nil }, { $0.bodyHash = 8 },
      { $0.hints = FeedHints() }, { $0.firstPoll = nil }, { $0.isGone = false },
      { $0.lastNews = nil }, { $0.windowSize = 61 }, { $0.isTroubleTold = false },
      { $0.isSilenceTold = false }, { $0.gap = nil },
    ] as [@Sendable (inout FeedMemory) -> Void])
  func `is not what is settled`(_ change: @Sendable (inout FeedMemory) -> Void) {
    var changed = Self.settled
    change(&changed)

    #expect(settled(changed) != settled(Self.settled))
    #expect(passing(changed) == passing(Self.settled))
  }

  @Test func `is not what the ledger counts itself`() {
    var counted = Self.settled
    (counted.entriesSeen, counted.alerts) = (7, 8)

    #expect(settled(counted) == settled(Self.settled))
    #expect(memory(counted.folded.bytes, passing(Self.bare)) == counted.folded)
  }

  @Test func `is refused when its lengths are not those of its bytes`() {
    let (base, new) = (Self.settled.folded.bytes, passing(Self.passing(Self.settled)))

    for shorter in new.indices { #expect(memory(base, Array(new[..<shorter])) == nil) }
    for shorter in base.indices { #expect(memory(Array(base[..<shorter]), new) == nil) }
    #expect(memory(base, new + [UInt8](repeating: 0, count: 8)) == nil)
  }

  @Test func `whose bytes are damaged does no harm`() {
    let (base, new) = (Self.settled.folded.bytes, passing(Self.passing(Self.settled)))
    for place in new.indices {
      var damaged = new
      damaged[place] ^= 0xff
      _ = memory(base, damaged)?.nextReason
    }
  }
}
