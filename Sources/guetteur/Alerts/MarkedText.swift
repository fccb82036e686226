import Model

/// A line of text in which hits are marked, to be broken into lines of a width.
struct MarkedText {
  struct Piece: Hashable {
    var text: String
    var isHit: Bool
  }

  private let scalars: [Unicode.Scalar]
  /// Ranges of scalars.
  let marks: [Range<Int>]

  /// The title, with the hits that stand in it.
  init(title alert: Alert) {
    let scalars = Array(alert.title.unicodeScalars)
    self.scalars = MarkedText.safe(scalars)
    marks = alert.hits.filter { $0.hit.field == .title }.compactMap { hit in
      let range = hit.hit.start..<max(hit.hit.start, hit.hit.end)
      guard range.lowerBound >= 0, range.upperBound <= scalars.count, !range.isEmpty else {
        return nil
      }
      return range
    }
  }

  /// What surrounds a hit, with the hit's text marked where it stands nearest to the middle.
  init(excerpt hit: ReportedHit) {
    let scalars = Array(hit.excerpt.unicodeScalars)
    let wanted = Array(hit.hit.text.unicodeScalars)
    self.scalars = MarkedText.safe(scalars)
    let middle = (scalars.count - wanted.count) / 2
    let places =
      wanted.isEmpty || scalars.count > 10_000 || wanted.count > 1000
      ? []
      : scalars.indices.filter { scalars[$0...].starts(with: wanted) }
    let place = places.min { abs($0 - middle) < abs($1 - middle) }
    marks = place.map { [$0..<$0 + wanted.count] } ?? []
  }

  /// Lines of at most `width` columns, broken at blanks where there are any.
  func wrapped(to width: Int) -> [[Piece]] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
      let end = lineEnd(from: start, width)
      lines.append(start..<end)
      start = end
      while start < scalars.count, scalars[start] == " " { start += 1 }
    }
    return lines.map(pieces)
  }

  private func lineEnd(from start: Int, _ width: Int) -> Int {
    var used = 0
    var blank: Int?
    for index in start..<scalars.count {
      used += DisplayWidth.of(scalars[index])
      if used > width, index > start { return blank ?? index }
      if scalars[index] == " ", index > start { blank = index }
    }
    return scalars.count
  }

  private func pieces(_ range: Range<Int>) -> [Piece] {
    var pieces: [Piece] = []
    for index in range {
      let isHit = marks.contains { $0.contains(index) }
      if pieces.last?.isHit != isHit { pieces.append(Piece(text: "", isHit: isHit)) }
      pieces[pieces.count - 1].text.unicodeScalars.append(scalars[index])
    }
    return pieces
  }

  private static func safe(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return Array(Terminal.safe(String(view)).unicodeScalars)
  }
}
