import Model
import Testing

struct `A folded memory` {
  private static let bare = FeedMemory(feed: FeedID(url: "https://presse.test/a"))
  private static let full: FeedMemory = {
    var memory = bare
    memory.title = "L’Écho de la Côte"
    memory.move = FeedMemory.Move(
      to: "https://presse.test/b", firstSeen: Timestamp(milliseconds: -1), isConfirmed: true)
    memory.validators = Validators(
      url: "https://autre.test/", etag: Array("W/\"é\"".utf8), lastModified: [0, 255])
    memory.bodyHash = .max
    memory.hints = FeedHints(
      interval: .nanoseconds(1_000_000_001), isUpdatePeriod: true, skipHours: [0, 7, 23],
      skipDays: [0, 6])
    memory.firstPoll = Timestamp(milliseconds: 1)
    memory.lastPoll = Timestamp(milliseconds: 2)
    memory.lastSuccess = Timestamp(milliseconds: 3)
    memory.lastBody = Timestamp(milliseconds: 4)
    memory.nextPoll = Timestamp(milliseconds: 5)
    memory.nextReason = "429, host asks to wait until 15:00"
    memory.interval = .seconds(900)
    memory.failures = 1_000_000
    memory.failingSince = Timestamp(milliseconds: .max)
    memory.lastError = ""
    memory.isGone = true
    memory.rhythm = (0..<24).map { Double($0) / 4 }
    memory.lastNews = Timestamp(milliseconds: .min)
    memory.observedDays = 1.0 / 3
    memory.windowSize = 60
    memory.isTroubleTold = true
    memory.isSilenceTold = true
    memory.gap = FeedMemory.Gap(
      from: Timestamp(milliseconds: 6), to: Timestamp(milliseconds: 7))
    memory.entriesSeen = .max
    memory.alerts = 12
    return memory
  }()
  private static let own: FeedMemory = {
    var memory = bare
    memory.validators = Validators(url: memory.feed.url, etag: [])
    return memory
  }()

  @Test(arguments: [bare, full, own])
  func `unfolds to what it was`(_ memory: FeedMemory) {
    let folded = FoldedMemory(memory)

    #expect(folded.unfolded(for: memory.feed) == memory)
  }

  @Test func `takes the place of the one before it`() {
    var folded = FoldedMemory(Self.full)

    folded.fold(Self.own)

    #expect(folded.unfolded(for: Self.own.feed) == Self.own)
  }

  @Test(arguments: [bare, full, own])
  func `is known again by its bytes`(_ memory: FeedMemory) throws {
    let folded = FoldedMemory(memory)

    let again = try #require(folded.bytes.withUnsafeBytes { FoldedMemory(bytes: $0) })

    #expect(again == folded)
  }

  @Test func `is not made of bytes that are none`() {
    let bytes = FoldedMemory(Self.full).bytes
    let longer = bytes + [0]
    var ofAnotherForm = bytes
    ofAnotherForm[0] = 2

    for damaged in [longer, ofAnotherForm] + bytes.indices.map({ Array(bytes[..<$0]) }) {
      #expect(damaged.withUnsafeBytes { FoldedMemory(bytes: $0) } == nil)
    }
  }

  @Test func `whose lengths are damaged is unfolded, if at all, without harm`() {
    let bytes = FoldedMemory(Self.full).bytes
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0xff
      let folded = damaged.withUnsafeBytes { FoldedMemory(bytes: $0) }
      _ = folded?.unfolded(for: Self.full.feed)
      _ = folded?.title
    }
  }

  @Test func `tells trouble and a move without being unfolded`() {
    let (trouble, peace) = (FoldedMemory(Self.full), FoldedMemory(Self.bare))

    #expect(trouble.isGone && trouble.isFailing && trouble.hasMove)
    #expect(!peace.isGone && !peace.isFailing && !peace.hasMove)
  }
}
