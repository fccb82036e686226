internal import Model

/// The last poll of each feed in the journal, as it is read: from the last row to the first.
struct QuietPolls {
  /// Where a poll's part of `bytes` is, and the place of its row.
  struct Poll {
    var row: Int
    var start: Int
    var count: Int
  }

  /// Oldest first, after `end`.
  private(set) var rows: [QuietJournal.Row] = []
  private var places: KeyTable
  private var polls: [Poll] = []
  private var bytes: [UInt8] = []

  private let feeds: Int
  /// Of a poll, in bytes: times, 24 weights and a reason.
  private static let usualSize = 200

  init(feeds: Int) {
    self.feeds = feeds
    places = KeyTable(minimumCapacity: feeds)
  }

  mutating func add(_ id: Int64, _ raw: UnsafeRawBufferPointer) {
    if bytes.isEmpty { bytes.reserveCapacity(feeds * Self.usualSize) }
    var count = 0
    let row = rows.count
    _ = QuietRow.read(raw) { feed, passing in
      count += 1
      let poll = Poll(row: row, start: bytes.count, count: passing.count)
      if let place = places[UInt64(feed)] {
        // Of two in one row the second is younger.
        guard polls[place].row == row else { return }
        polls[place] = poll
      } else {
        places.insert(UInt64(feed), polls.count)
        polls.append(poll)
      }
      bytes.append(addingCapacity: passing.count) { span in
        span.withUnsafeMutableBufferPointer { room, used in
          UnsafeMutableRawBufferPointer(room).copyMemory(from: passing)
          used = passing.count
        }
      }
    }
    rows.append(QuietJournal.Row(id: id, polls: count))
  }

  mutating func end() {
    rows.reverse()
    for place in polls.indices { polls[place].row = rows.count - 1 - polls[place].row }
  }

  func last(of number: Int64, after marker: Int64) -> Poll? {
    guard number > 0, let place = places[UInt64(number)] else { return nil }
    let poll = polls[place]
    return rows[poll.row].id > marker ? poll : nil
  }

  func memory(_ raw: UnsafeRawBufferPointer, with poll: Poll) -> FoldedMemory? {
    bytes.withUnsafeBytes {
      FoldedMemory(
        bytes: raw,
        passing: UnsafeRawBufferPointer(rebasing: $0[poll.start..<poll.start + poll.count]))
    }
  }
}
