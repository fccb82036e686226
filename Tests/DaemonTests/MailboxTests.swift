import Testing

@testable import Daemon

/// Whom a mailbox's owner is told of.
@Suite struct `A mailbox` {
  @Test func `tells its owner once of all that it has`() {
    let box = Mailbox<Int>(busy: 2)

    let told = (1...3).map { box.put($0) }

    #expect(told == [true, false, false])
    #expect(box.takeAll() == [1, 2, 3])
    #expect(box.takeAll() == [])
    #expect(box.put(4))
  }

  @Test(arguments: [
    // The last three are told of at once: no thread is sure to put another soon.
    (3, [true, true, true]),
    (4, [false, true, true, true]),
    (9, [false, false, false, true, false, false, true, true, true]),
  ])
  func `tells of some together that were announced`(count: Int, expected: [Bool]) {
    let box = Mailbox<Int>(busy: 2)
    for _ in 0..<count { box.announce() }

    let told = (0..<count).map { item in
      let isTold = box.putAnnounced(item)
      if isTold { _ = box.takeAll() }
      return isTold
    }

    #expect(told == expected)
  }

  @Test func `tells at once of what was not announced, and of what waits with it`() {
    let box = Mailbox<Int>(busy: 2)
    for _ in 0..<9 { box.announce() }

    let told = [box.putAnnounced(1), box.put(2), box.putAnnounced(3)]

    #expect(told == [false, true, false])
    #expect(box.takeAll() == [1, 2, 3])
  }
}
