extension [UInt8] {
  /// Makes room for `more` bytes, at most `limit` in all.
  ///
  /// Up to a megabyte an array doubles by itself. Past it, it would hold a body twice, half of the
  /// time; room that nothing was written to costs no memory.
  mutating func makeRoom(for more: Int, within limit: Int) {
    let needed = Swift.min(count + more, limit)
    guard needed > capacity, needed > Self.smallRoom else { return }
    reserveCapacity(Swift.min(limit, 32 * needed))
  }

  static var smallRoom: Int { 1 << 20 }
}
