/// How often each word stands in the terms: two counters a word, of which the smaller is nearer the
/// truth, so that a rare word seldom counts for as much as a common one.
struct WordFrequency {
  private var counters = [UInt16](repeating: 0, count: 2 << 17)

  private static func slots(_ key: UInt64) -> (Int, Int) {
    (Int(key >> 47), 1 << 17 | Int(key >> 17 & (1 << 17 - 1)))
  }

  mutating func add(_ key: UInt64) {
    let (a, b) = Self.slots(key)
    if counters[a] < .max { counters[a] += 1 }
    if counters[b] < .max { counters[b] += 1 }
  }

  subscript(key: UInt64) -> Int {
    let (a, b) = Self.slots(key)
    return Int(min(counters[a], counters[b]))
  }
}
