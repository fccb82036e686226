/// What somebody may have meant.
enum Spelling {
  /// The nearest of the first 600 `words` to `word`, when it is near enough to be meant.
  static func nearest(to word: String, in words: some Sequence<String>) -> String? {
    guard word.utf8.count <= 200 else { return nil }
    let wanted = plain(word)
    var best: (word: String, distance: Int)?
    for candidate in words.prefix(600) where candidate.utf8.count <= 200 {
      if abs(candidate.utf8.count - word.utf8.count) > word.utf8.count / 2 + 2 { continue }
      let other = plain(candidate)
      if abs(other.count - wanted.count) > min(wanted.count, other.count) / 3 + 1 { continue }
      let distance = other == wanted ? 0 : distance(wanted, other)
      let bound = max(1, min(wanted.count, other.count) / 3)
      if distance <= bound, distance < wanted.count, distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// The fewest insertions, deletions, replacements and swaps of neighbours that lead from `a` to
  /// `b` (optimal string alignment). Cost: the product of their lengths.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var least = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      before = above
      above = row
    }
    return above[b.count]
  }

  /// In lower case, without `_`, `-` and spaces: `minEvery` and `min-every` are `min_every`.
  private static func plain(_ word: String) -> [Unicode.Scalar] {
    word.lowercased().unicodeScalars.filter { !["_", "-", " "].contains($0) }
  }
}
