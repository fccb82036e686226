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

  @Test func `tells each part as it was set`() {
    let memory = Self.full

    #expect(memory.title == "L’Écho de la Côte")
    #expect(
      memory.move
        == FeedMemory.Move(
          to: "https://presse.test/b", firstSeen: Timestamp(milliseconds: -1), isConfirmed: true))
    #expect(
      memory.validators
        == Validators(
          url: "https://autre.test/", etag: Array("W/\"é\"".utf8), lastModified: [0, 255]))
    #expect(memory.bodyHash == .max)
    #expect(
      memory.hints
        == FeedHints(
          interval: .nanoseconds(1_000_000_001), isUpdatePeriod: true, skipHours: [0, 7, 23],
          skipDays: [0, 6]))
    let times = [
      memory.firstPoll, memory.lastPoll, memory.lastSuccess, memory.lastBody, memory.nextPoll,
    ]
    #expect(times == (1...5).map { Timestamp(milliseconds: $0) })
    #expect(memory.nextReason == "429, host asks to wait until 15:00")
    #expect(memory.interval == .seconds(900))
    #expect(memory.failures == 1_000_000)
    #expect(memory.failingSince == Timestamp(milliseconds: .max))
    #expect(memory.lastError == "")
    let rhythm = (0..<24).map { Double($0) / 4 }
    #expect(memory.rhythm == rhythm)
    #expect(memory.lastNews == Timestamp(milliseconds: .min))
    #expect(memory.observedDays == 1.0 / 3 && memory.windowSize == 60)
    #expect(memory.isGone && memory.isTroubleTold && memory.isSilenceTold)
    #expect(
      memory.gap
        == FeedMemory.Gap(from: Timestamp(milliseconds: 6), to: Timestamp(milliseconds: 7)))
    #expect(memory.entriesSeen == .max && memory.alerts == 12)
  }

  @Test func `is that of a feed that was never asked when all is taken from it again`() {
    var memory = Self.full

    memory.title = ""
    memory.move = nil
    memory.validators = nil
    memory.bodyHash = nil
    memory.hints = FeedHints()
    memory.firstPoll = nil
    memory.lastPoll = nil
    memory.lastSuccess = nil
    memory.lastBody = nil
    memory.nextPoll = nil
    memory.nextReason = ""
    memory.interval = nil
    memory.failures = 0
    memory.failingSince = nil
    memory.lastError = nil
    memory.isGone = false
    memory.rhythm = []
    memory.lastNews = nil
    memory.observedDays = 0
    memory.windowSize = 0
    memory.isTroubleTold = false
    memory.isSilenceTold = false
    memory.gap = nil
    memory.entriesSeen = 0
    memory.alerts = 0

    #expect(memory == Self.bare)
    #expect(memory.title == "" && memory.move == nil && memory.validators == nil)
  }

  @Test func `keeps what follows a text that becomes longer or shorter`() {
    var memory = Self.full

    memory.title = "Le Littoral, quotidien de la mer et de la côte"
    memory.validators?.etag = nil
    memory.lastError = "404"

    #expect(memory.title == "Le Littoral, quotidien de la mer et de la côte")
    #expect(memory.validators == Validators(url: "https://autre.test/", lastModified: [0, 255]))
    #expect(memory.lastError == "404" && memory.move?.to == "https://presse.test/b")
    #expect(memory.rhythm == Self.full.rhythm)
  }

  @Test func `lets its rhythm fade and counts an hour up`() {
    var memory = Self.full.folded

    memory.scaleRhythm(by: 0.5)
    memory.add(1, to: 8)
    memory.add(1, to: 24)

    var faded = (0..<24).map { Double($0) / 8 }
    faded[8] += 1
    #expect(memory.rhythm == faded)
    #expect(memory.weight(8) == 2 && memory.weight(24) == 0 && memory.sumOfRhythm == 35.5)
  }

  @Test func `of the feed's own address does not keep it twice`() {
    #expect(Self.own.validators == Validators(url: Self.own.feed.url, etag: []))
    #expect(Self.own.folded.bytes.count == Self.bare.folded.bytes.count)
  }

  @Test(arguments: [bare, full, own])
  func `is known again by its bytes`(_ memory: FeedMemory) throws {
    let bytes = memory.folded.bytes

    let again = try #require(bytes.withUnsafeBytes { FoldedMemory(bytes: $0) })

    #expect(again == memory.folded)
  }

  @Test func `is not made of bytes that are none`() {
    let bytes = Self.full.folded.bytes
    let longer = bytes + [0]
    var ofAnotherForm = bytes
    ofAnotherForm[0] = 2

    for damaged in [longer, ofAnotherForm] + bytes.indices.map({ Array(bytes[..<$0]) }) {
      #expect(damaged.withUnsafeBytes { FoldedMemory(bytes: $0) } == nil)
    }
  }

  @Test func `whose lengths are damaged is read and changed, if at all, without harm`() {
    let bytes = Self.full.folded.bytes
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0xff
      guard let folded = damaged.withUnsafeBytes({ FoldedMemory(bytes: $0) }) else { continue }
      var memory = FeedMemory(feed: Self.full.feed, folded)
      _ = (memory.title, memory.validators, memory.move, memory.rhythm, memory.folded.weight(23))
      memory.lastError = "a longer text than the one that stood there before it"
      memory.folded.scaleRhythm(by: 2)
    }
  }
}
