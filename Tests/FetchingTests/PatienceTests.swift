import Testing

@testable import Fetching

@Suite struct `The patience with a transfer` {
  /// Looks at one a millisecond, `body` bytes more each time, a new turn after each `turn`; after how
  /// many it ends.
  private func looks(turn: Int, body: Int) -> Int? {
    var patience = Patience()
    return (1...2000).first { look in
      patience.isAtAnEnd(
        turn: UInt64(look / turn), body: look * body, time: { Int64(look) })
    }
  }

  @Test func `ends after 200 ms of our time that bring nothing`() {
    #expect(looks(turn: 5000, body: 0) == 217)
    #expect(looks(turn: 5000, body: 1) == 217)
  }

  @Test(arguments: [(5000, 10_000), (100, 0), (1, 0)])
  func `does not end while others get their turn, or much of a body comes`(turn: Int, body: Int) {
    #expect(looks(turn: turn, body: body) == nil)
  }

  @Test(arguments: [(0, 1001), (1, nil)])
  func `with a socket ends after a second that brings nothing`(bytes: Int, expected: Int?) {
    var sockets = BarrenSockets()

    let end = (1...2000).first { _ in
      sockets.note(700, 1000, bringing: bytes)
      return sockets.areTooBarren(700)
    }

    #expect(end == expected)
    #expect(!sockets.areTooBarren(7) && !sockets.areTooBarren(7000))
    sockets.forget(700)
    #expect(!sockets.areTooBarren(700))
  }
}
