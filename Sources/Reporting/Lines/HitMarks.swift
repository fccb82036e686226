internal import Model

/// Where hits stand in a text that people read, as byte ranges, ascending and apart.
struct HitMarks {
  var ranges: [Range<Int>] = []

  /// The hits in the title, by their scalar offsets, as far as the text there is the hit's own.
  init(of hits: [ReportedHit], inTitle title: String) {
    var found: [Range<Int>] = []
    for hit in hits where hit.hit.field == .title {
      if let range = Self.range(of: hit.hit, in: title) { found.append(range) }
    }
    ranges = Self.merged(found)
  }

  /// The place of a hit's text in its excerpt: the one nearest to the middle.
  init(of text: String, inExcerpt excerpt: String) {
    let (text, excerpt) = (Array(text.utf8), Array(excerpt.utf8))
    guard !text.isEmpty, text.count <= min(excerpt.count, 1024), excerpt.count <= 4096 else {
      return
    }
    var best: Int?
    let middle = (excerpt.count - text.count) / 2
    for at in 0...(excerpt.count - text.count)
    where excerpt[at] == text[0] && excerpt[at..<at + text.count].elementsEqual(text) {
      if let known = best, abs(known - middle) <= abs(at - middle) { continue }
      best = at
    }
    if let best { ranges = [best..<best + text.count] }
  }

  private static func range(of hit: Hit, in title: String) -> Range<Int>? {
    let scalars = title.unicodeScalars
    guard hit.start >= 0, hit.end > hit.start,
      let start = scalars.index(
        scalars.startIndex, offsetBy: hit.start, limitedBy: scalars.endIndex),
      let end = scalars.index(start, offsetBy: hit.end - hit.start, limitedBy: scalars.endIndex)
    else { return nil }
    let lower = title.utf8.distance(from: title.startIndex, to: start)
    return lower..<title.utf8.distance(from: title.startIndex, to: end)
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
