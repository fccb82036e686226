import Foundation

/// Exact terms and regular expressions (SEMANTICS §7.3, §7.6): searched in the text as written, in
/// NFC, without ignored characters.
extension Reference {
  /// The composed characters of a text, with the scalars that they come from.
  struct Composed {
    var scalars: [Unicode.Scalar] = []
    var places: [Span] = []

    init(_ source: [Unicode.Scalar]) {
      var at = 0
      while at < source.count {
        let start = at
        at += 1
        if isIgnored(source[start]) { continue }
        var unit = [source[start]]
        var end = at
        while at < source.count, isMark(source[at]) || isIgnored(source[at]) {
          if !isIgnored(source[at]) {
            unit.append(source[at])
            end = at + 1
          }
          at += 1
        }
        at = end
        for scalar in string(unit).precomposedStringWithCanonicalMapping.unicodeScalars {
          scalars.append(levelled(scalar))
          places.append(Span(start: start, end: end))
        }
      }
    }

    /// Apostrophes, hyphens and spaces each equal each other; line feeds stay.
    private func levelled(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
      if apostrophes.contains(String(scalar)) { return "'" }
      if hyphens.contains(String(scalar)) { return "-" }
      if scalar != "\n", scalar.properties.isWhitespace { return " " }
      return scalar
    }
  }

  static func spans(ofExact term: String, in text: Text) -> Set<Span> {
    var wanted = Composed(Array(term.unicodeScalars)).scalars
    // The final dot of a dotted acronym is no part of the span.
    if term.contains(/^(\p{L}{1,3}\.){2,}$/) { wanted.removeLast() }
    var composed = Composed(text.scalars)
    // A line feed is white space here as in any phrase.
    composed.scalars = composed.scalars.map { $0 == "\n" ? " " : $0 }
    guard !wanted.isEmpty, wanted.count <= composed.scalars.count else { return [] }
    var spans: Set<Span> = []
    for at in 0...(composed.scalars.count - wanted.count)
    where Array(composed.scalars[at..<(at + wanted.count)]) == wanted {
      let after = at + wanted.count
      if after < composed.places.count, composed.places[after] == composed.places[after - 1] {
        continue
      }
      let start = composed.places[at].start
      let end = composed.places[at + wanted.count - 1].end
      if isWhole(text, start, end) { spans.insert(Span(start: start, end: end)) }
    }
    return spans
  }

  /// Words begin and end there.
  private static func isWhole(_ text: Text, _ start: Int, _ end: Int) -> Bool {
    let inside = text.cells.indices.filter {
      text.cells[$0].start >= start && text.cells[$0].end <= end
    }
    guard let first = inside.first, let last = inside.last else { return false }
    if inside.contains(where: text.closed.contains) { return false }
    let isStart = !text.cells[first].isWordPart || text.tokens.contains { $0.from == first }
    // `=#x` finds that hashtag, not a longer one.
    if ["#", "@"].contains(text.cells[first].base),
      !text.tagRanges().contains(where: { $0.lowerBound == first + 1 && $0.upperBound == last + 1 })
    {
      return false
    }
    let isEnd = !text.cells[last].isWordPart || text.tokens.contains { $0.to == last + 1 }
    return isStart && isEnd
  }

  static func spans(ofRegex pattern: String, _ ignoresCase: Bool, in text: Text) -> Set<Span> {
    let options: NSRegularExpression.Options = ignoresCase ? [.caseInsensitive] : []
    guard let expression = try? NSRegularExpression(pattern: pattern, options: options) else {
      return []
    }
    let composed = Composed(text.scalars)
    let subject = string(composed.scalars)
    var spans: Set<Span> = []
    for match in expression.matches(in: subject, range: NSRange(subject.startIndex..., in: subject))
    {
      guard let range = Range(match.range, in: subject), !range.isEmpty else { continue }
      let all = subject.unicodeScalars
      let from = all.distance(from: all.startIndex, to: range.lowerBound)
      let to = all.distance(from: all.startIndex, to: range.upperBound)
      spans.insert(Span(start: composed.places[from].start, end: composed.places[to - 1].end))
    }
    return spans
  }
}
