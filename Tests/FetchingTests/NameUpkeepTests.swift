import Testing

@testable import Fetching

struct `Names that were looked up` {
  @Test func `are gone through by one transfer in a while, and kept half a minute at most`() {
    var names = NameUpkeep()

    // Until one has looked, each does.
    #expect(names.timeout(at: 0) == 15 && names.timeout(at: 20_000) == 15)
    names.note(15, at: 20_000)
    #expect(names.timeout(at: 20_000) == -1 && names.timeout(at: 34_999) == -1)
    // One that does not look says nothing of them.
    names.note(-1, at: 34_000)
    #expect(names.timeout(at: 35_000) == 15)
    names.note(15, at: 36_000)
    #expect(names.timeout(at: 36_001) == -1)
  }
}
