/// A binary heap of things that become possible at an uptime, the earliest first.
///
/// Entries are never removed from the middle: `turn` tells its owner which ones have lapsed.
struct Deadlines: Sendable {
  struct Entry: Sendable {
    var at: Duration
    /// Breaks ties: the lower goes first.
    var rank: UInt64
    var index: Int
    var turn: UInt32

    static func < (a: Entry, b: Entry) -> Bool { a.at != b.at ? a.at < b.at : a.rank < b.rank }
  }

  private var entries: [Entry] = []

  var first: Entry? { entries.first }
  var count: Int { entries.count }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child] < entries[parent] else { break }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  @discardableResult
  mutating func pop() -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      let child = 2 * parent + 1
      if child < entries.count, entries[child] < entries[least] { least = child }
      if child + 1 < entries.count, entries[child + 1] < entries[least] { least = child + 1 }
      if least == parent { return first }
      entries.swapAt(parent, least)
      parent = least
    }
  }

  /// Drops the entries that have lapsed, once they outnumber the others.
  mutating func compact(keeping isAlive: (Entry) -> Bool, live: Int) {
    guard entries.count > 64 + 3 * live else { return }
    let alive = entries.filter(isAlive)
    entries = []
    for entry in alive { push(entry) }
  }
}
