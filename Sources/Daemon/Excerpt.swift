public import Model

/// One line of text around a hit, for alerts.
public enum Excerpt {
  /// Scalars of context on each side.
  static let reach = 80

  /// The hits of a match with their excerpts. Cost: one pass over each field that was hit.
  public static func reported(_ hits: [Hit], in document: Document) -> [ReportedHit] {
    var scalars: [Field: [Unicode.Scalar]] = [:]
    return hits.map { hit in
      let text = scalars[hit.field] ?? Array(document[hit.field].text.unicodeScalars)
      scalars[hit.field] = text
      return ReportedHit(hit: hit, excerpt: excerpt(of: text, around: hit.start..<hit.end))
    }
  }

  /// The text around `range`, within its block, cut at blanks, on one line; `…` marks a cut.
  static func excerpt(of text: [Unicode.Scalar], around range: Range<Int>) -> String {
    guard range.lowerBound >= 0, range.upperBound <= text.count else { return "" }
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < reach, !isBlankLine(text, before: start) {
      start -= 1
    }
    var end = range.upperBound
    while end < text.count, end - range.upperBound < reach, !isBlankLine(text, after: end) {
      end += 1
    }
    let isCutBefore = start > 0 && !isBlankLine(text, before: start)
    let isCutAfter = end < text.count && !isBlankLine(text, after: end)
    if isCutBefore, let blank = text[start..<range.lowerBound].firstIndex(where: isSpace) {
      start = blank + 1
    }
    if isCutAfter, let blank = text[range.upperBound..<end].lastIndex(where: isSpace) {
      end = blank
    }
    var line = String.UnicodeScalarView()
    if isCutBefore { line.append("…") }
    var wasSpace = true
    for scalar in text[start..<end] {
      let space = isSpace(scalar)
      if !(space && wasSpace) { line.append(space ? " " : scalar) }
      wasSpace = space
    }
    if line.last == " " { line.removeLast() }
    if isCutAfter { line.append("…") }
    return String(line)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func isBlankLine(_ text: [Unicode.Scalar], before index: Int) -> Bool {
    index >= 2 && text[index - 1] == "\n" && text[index - 2] == "\n"
  }

  private static func isBlankLine(_ text: [Unicode.Scalar], after index: Int) -> Bool {
    index + 1 < text.count && text[index] == "\n" && text[index + 1] == "\n"
  }
}
