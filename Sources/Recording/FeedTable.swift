internal import Model

/// What the ledger has at hand of each feed, by address: 24 bytes, where a dictionary with the addresses
/// themselves takes some hundred and fifty.
///
/// An address is known by 64 bits of a hash that is this process's own, so that nobody can write two
/// that meet.
struct FeedTable {
  struct Feed {
    fileprivate var address: UInt64 = 0
    /// A hash of what its row remembers, but for what passes (`FoldedMemory.withSettled`).
    var settled: UInt64 = 0
    /// Its `feed.id`; 0 when it has no row any more.
    var number: UInt32 = 0
    /// The last row of the journal that counts for it (`QuietJournal`); 0: none.
    var row: UInt32 = 0
  }

  private var feeds: [Feed]
  private(set) var count = 0
  private let seed = UInt64.random(in: .min ... .max)

  /// `count`: of feeds that it has room for without growing.
  init(count: Int) {
    var size = 16
    while size * 3 < count * 4 { size *= 2 }
    feeds = Array(repeating: Feed(), count: size)
  }

  subscript(place: Int) -> Feed {
    get { feeds[place] }
    set {
      let address = feeds[place].address
      feeds[place] = newValue
      feeds[place].address = address
    }
  }

  /// Where a feed stands that is in the ledger.
  func place(of feed: FeedID) -> Int? {
    let place = place(of: hash(of: feed))
    return feeds[place].number == 0 ? nil : place
  }

  /// Makes room for a feed, unless it is there.
  mutating func insert(_ feed: FeedID) -> Int {
    let address = hash(of: feed)
    var place = place(of: address)
    guard feeds[place].address == 0 else { return place }
    if (count + 1) * 4 > feeds.count * 3 {
      grow()
      place = self.place(of: address)
    }
    feeds[place].address = address
    count += 1
    return place
  }

  private func hash(of feed: FeedID) -> UInt64 {
    var hash = StableHash(seed)
    hash.combine(feed.url)
    return hash.value
  }

  /// Where the address stands, or would.
  private func place(of address: UInt64) -> Int {
    let mask = feeds.count - 1
    var place = Int(truncatingIfNeeded: address) & mask
    while feeds[place].address != 0, feeds[place].address != address { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let before = feeds
    feeds = Array(repeating: Feed(), count: before.count * 2)
    for feed in before where feed.address != 0 { feeds[place(of: feed.address)] = feed }
  }
}
