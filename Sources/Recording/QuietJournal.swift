internal import Model

/// The journal of polls that brought nothing (the table `quiet`), as the process that writes it knows
/// it: its rows, and which of them counts for each feed. The polls themselves are on disk alone.
struct QuietJournal {
  struct Row {
    var id: Int64
    var polls: Int
    /// Of these the polls that are the last of their feed, and not in its row of `feed`.
    var live = 0
  }

  /// Polls that count no more are taken out when there are so many of them, down to half of them.
  private static let mostDead = 1024
  /// Polls of each feed beyond which the oldest are written to the rows of their feeds.
  private static let mostPolls = 4

  private var feeds: FeedTable
  private var pending = QuietRow()
  /// Feeds for which the pending polls count.
  private var pendingLive = 0
  /// Oldest first, from `first` on.
  private var rows: [Row]
  private var first = 0
  /// Rows that were before `rows[0]`. Row n of all is rows[n - 1 - taken].
  private var taken: UInt32 = 0
  private var polls: Int
  private(set) var live = 0
  /// Of the last row. It is never taken out, so that no id is given twice.
  private(set) var lastID: Int64

  /// `rows`: those on disk, oldest first, none of them live yet. `feeds`: how many there are, roughly.
  init(rows: [Row], feeds count: Int) {
    self.rows = rows
    feeds = FeedTable(count: count)
    polls = rows.reduce(0) { $0 + $1.polls }
    lastID = rows.last?.id ?? 0
  }

  /// The row that the pending polls will be, as feeds refer to it.
  private var next: UInt32 { taken + UInt32(rows.count) + 1 }

  // MARK: Feeds

  /// A feed as it stands in the ledger. `row`: the one that counts for it, of those it began with.
  mutating func add(
    _ feed: FeedID, _ number: Int64, settled: UInt64, marker: Int64 = 0, row: Int? = nil
  ) {
    lastID = max(lastID, marker)
    guard let number = UInt32(exactly: number) else { return }
    let place = feeds.insert(feed)
    feeds[place].number = number
    feeds[place].settled = settled
    feeds[place].row = 0
    guard let row else { return }
    feeds[place].row = UInt32(row + 1)
    rows[row].live += 1
    live += 1
  }

  /// Its row of `feed` is gone.
  mutating func drop(_ feed: FeedID) {
    guard let place = feeds.place(of: feed) else { return }
    settle(place)
    feeds[place].number = 0
  }

  /// A poll that changed nothing but what passes, for the next row; false for any other.
  mutating func note(_ record: PollRecord) -> Bool {
    guard let place = feeds.place(of: record.feed) else { return false }
    let feed = feeds[place]
    guard feed.settled == Self.settled(record.memory), pending.add(feed.number, record.memory)
    else { return false }
    if feed.row != next {
      settle(place)
      feeds[place].row = next
      pendingLive += 1
    }
    return true
  }

  func isPending(_ feed: FeedID) -> Bool {
    guard !pending.isEmpty, let place = feeds.place(of: feed) else { return false }
    return feeds[place].row == next
  }

  /// The row of `feed` is written: no poll that the journal holds counts for it any more.
  mutating func settle(_ feed: FeedID, as settled: UInt64? = nil) {
    guard let place = feeds.place(of: feed) else { return }
    if let settled { feeds[place].settled = settled }
    settle(place)
  }

  private mutating func settle(_ place: Int) {
    let row = feeds[place].row
    feeds[place].row = 0
    guard let index = index(of: row) else { return }
    rows[index].live -= 1
    live -= 1
  }

  /// The row that counts for a feed.
  func row(of feed: FeedID) -> Row? {
    feeds.place(of: feed).flatMap { index(of: feeds[$0].row) }.map { rows[$0] }
  }

  private func index(of row: UInt32) -> Int? {
    let index = Int(row) - 1 - Int(taken)
    return index >= first && index < rows.count ? index : nil
  }

  /// What is the same as long as nothing changes but what passes.
  static func settled(_ memory: FoldedMemory) -> UInt64 {
    var hash = StableHash(5)
    memory.withSettled { hash.combine($0) }
    return hash.value
  }

  // MARK: Rows

  /// Ends the pending row: its id and its bytes, to be written. nil when there are no such polls.
  mutating func end() -> (id: Int64, bytes: [UInt8])? {
    guard !pending.isEmpty else { return nil }
    lastID += 1
    rows.append(Row(id: lastID, polls: pending.polls, live: pendingLive))
    polls += pending.polls
    live += pendingLive
    pendingLive = 0
    return (lastID, pending.end())
  }

  /// The oldest row, when it is time for it to go.
  func due(hasBegun: Bool) -> Row? {
    guard rows.count - first > 1 else { return nil }
    let row = rows[first]
    let isMuch = polls > Self.mostPolls * feeds.count + 2 * Self.mostDead
    if row.live > 0 { return isMuch ? row : nil }
    return polls - live > (hasBegun ? Self.mostDead / 2 : Self.mostDead) ? row : nil
  }

  /// The oldest row is gone.
  mutating func dropFirst() {
    polls -= rows[first].polls
    live -= rows[first].live
    first += 1
    guard first > rows.count / 2 else { return }
    rows.removeFirst(first)
    taken += UInt32(first)
    first = 0
  }

  mutating func releaseMemory() { pending.releaseMemory() }
}
