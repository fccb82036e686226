import Model
import Recording
import TestSupport
import Testing

@Suite struct `What is remembered of a feed` {
  @Test func `comes back whole from the ledger`() throws {
    let folder = TemporaryFolder()
    let memory = FeedMemory.full(of: FeedID(url: "https://a.example/feed"))
    let path = folder.file("guetteur.db")

    do {
      let ledger = try SQLiteLedger(path: path, waitingForLock: .zero)
      _ = try ledger.record([PollRecord(memory: memory)], at: Timestamp(seconds: 20))
    }

    let ledger = try SQLiteLedger(reading: path)
    #expect(try ledger.memories() == [memory.feed: memory.folded])
  }
}

extension FeedMemory {
  /// With something of everything.
  static func full(of feed: FeedID) -> FeedMemory {
    var memory = FeedMemory(feed: feed)
    memory.title = "Dépêches"
    memory.move = .init(
      to: "https://b.example/", firstSeen: Timestamp(seconds: 1), isConfirmed: true)
    memory.validators = Validators(
      url: "https://b.example/", etag: [0x22, 0xFF, 0x22], lastModified: [0x41])
    memory.bodyHash = .max
    memory.hints = FeedHints(interval: .seconds(60), skipHours: [0, 23], skipDays: [0, 6])
    memory.firstPoll = Timestamp(milliseconds: 2)
    memory.lastPoll = Timestamp(milliseconds: 3)
    memory.lastSuccess = Timestamp(milliseconds: 4)
    memory.lastBody = Timestamp(milliseconds: 5)
    memory.nextPoll = Timestamp(milliseconds: 6)
    memory.nextReason = "max-age until 14:05"
    memory.interval = .seconds(900)
    memory.failures = 3
    memory.failingSince = Timestamp(milliseconds: 7)
    memory.lastError = "HTTP status 500"
    memory.isGone = true
    memory.rhythm = (0..<24).map { Double($0) / 8 }
    memory.observedDays = 12.25
    memory.windowSize = 40
    memory.isTroubleTold = true
    memory.isSilenceTold = true
    memory.lastNews = Timestamp(milliseconds: 8)
    memory.gap = .init(from: Timestamp(milliseconds: 9), to: Timestamp(milliseconds: 10))
    return memory
  }
}
