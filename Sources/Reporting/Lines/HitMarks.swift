internal import Model

/// Where hits stand in a text that people read, as byte ranges, ascending and apart.
struct HitMarks {
  var ranges: [Range<Int>] = []

  /// The hits in the title, by their scalar offsets, as far as the text there is the hit's own.
  init(of hits: [some LineHit], inTitle title: some LineText) {
    var found: [Range<Int>] = []
    title.withBytes { title in
      for hit in hits where hit.field == .title {
        if let range = Self.range(hit.start, hit.end, in: title) { found.append(range) }
      }
    }
    ranges = Self.merged(found)
  }

  /// The place of a hit's text in its excerpt: the one nearest to the middle.
  init(of text: some LineText, inExcerpt excerpt: some LineText) {
    ranges = text.withBytes { text in
      excerpt.withBytes { excerpt in Self.nearest(text, in: excerpt).map { [$0] } ?? [] }
    }
  }

  private static func nearest(
    _ text: UnsafeBufferPointer<UInt8>, in excerpt: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    guard !text.isEmpty, text.count <= min(excerpt.count, 1024), excerpt.count <= 4096 else {
      return nil
    }
    var best: Int?
    let middle = (excerpt.count - text.count) / 2
    for at in 0...(excerpt.count - text.count)
    where excerpt[at] == text[0] && excerpt[at..<at + text.count].elementsEqual(text) {
      if let known = best, abs(known - middle) <= abs(at - middle) { continue }
      best = at
    }
    return best.map { $0..<$0 + text.count }
  }

  /// The bytes of the scalars from `start` to `end`; nil when there are not so many.
  private static func range(
    _ start: Int, _ end: Int, in title: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    guard start >= 0, end > start else { return nil }
    var (scalar, lower): (Int, Int?) = (0, nil)
    for (place, byte) in title.enumerated() where byte & 0xC0 != 0x80 {
      if scalar == start { lower = place }
      if scalar == end, let lower { return lower..<place }
      scalar += 1
    }
    guard scalar == end, let lower else { return nil }
    return lower..<title.count
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
