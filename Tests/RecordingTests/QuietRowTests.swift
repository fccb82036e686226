import Model
import Testing

@testable import Recording

private struct Poll: Equatable {
  var feed: UInt32
  var passing: [UInt8]
}

private func read(_ bytes: [UInt8]) -> [Poll]? {
  var polls: [Poll] = []
  let isRead = bytes.withUnsafeBytes { raw in
    QuietRow.read(raw) { polls.append(Poll(feed: $0, passing: Array($1))) }
  }
  return isRead ? polls : nil
}

private func memory(_ change: (inout FeedMemory) -> Void) -> FoldedMemory {
  var memory = FeedMemory(feed: feed)
  change(&memory)
  return memory.folded
}

private func poll(_ feed: UInt32, _ memory: FoldedMemory) -> Poll {
  var passing = [UInt8](repeating: 0, count: memory.passingBytes)
  passing.withUnsafeMutableBytes { memory.writePassing(to: $0) }
  return Poll(feed: feed, passing: passing)
}

struct `A row of quiet polls` {
  private static let memories = [
    memory { _ in },
    memory {
      $0.lastPoll = noon
      $0.nextReason = "every 15m, as configured"
      $0.rhythm = (0..<24).map { Double($0) }
    },
    memory { $0.lastPoll = noon },
    memory {
      $0.lastError = "HTTP 500"
      $0.rhythm = (0..<24).map { Double($0) / 2 }
      $0.failures = 3
    },
  ]

  @Test func `is read as it was written, and so is the next one`() {
    var row = QuietRow()
    for _ in 1...2 {
      var isTaken: [Bool] = []
      for (number, memory) in Self.memories.enumerated() {
        isTaken.append(row.add(UInt32(number) * 1_000_000_000, memory))
      }
      #expect(isTaken == [true, true, true, true])

      let bytes = row.end()

      let expected = Self.memories.enumerated().map { poll(UInt32($0) * 1_000_000_000, $1) }
      #expect(read(bytes) == expected)
      #expect(row.isEmpty)
    }
  }

  @Test func `takes little for a poll that is like the one before it`() {
    var row = QuietRow()
    for number in 1...100 { _ = row.add(UInt32(number), Self.memories[1]) }

    #expect(row.end().count < 2_000)
  }

  @Test func `does not take a memory of which too much passes`() {
    var row = QuietRow()
    let large = memory { $0.lastError = String(repeating: "x", count: 500) }

    let isTaken = [
      row.add(1, Self.memories[1]), row.add(2, large), row.add(3, Self.memories[2]),
    ]

    #expect(isTaken == [true, false, true])
    #expect(read(row.end()) == [poll(1, Self.memories[1]), poll(3, Self.memories[2])])
  }

  @Test func `counts for nothing when it is damaged`() {
    var row = QuietRow()
    for memory in Self.memories { _ = row.add(7, memory) }
    let bytes = row.end()

    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(read(damaged) == nil)
      #expect(read(Array(bytes[..<place])) == nil)
    }
  }
}

struct `A table of feeds` {
  private func feed(_ number: Int) -> FeedID { FeedID(url: "https://presse.test/\(number)") }

  @Test func `finds each feed that has a number, and no other`() {
    var table = FeedTable(count: 0)
    for number in 1...5000 {
      let place = table.insert(feed(number))
      table[place].number = UInt32(number)
    }
    for number in 1...100 { table[table.insert(feed(number))].number = 0 }

    let found = (1...6000).map { number in table.place(of: feed(number)).map { table[$0].number } }

    #expect(found.prefix(100).allSatisfy { $0 == nil })
    #expect(found[100..<5000].elementsEqual((101...5000).map { UInt32($0) }))
    #expect(found.suffix(1000).allSatisfy { $0 == nil })
    #expect(table.count == 5000)
  }
}
