import Foundation
import Model

/// One term against one document.
struct ReferenceMatcher: Sendable {
  let term: String
  private let query: Reference.Query

  init(_ term: String) throws {
    self.term = term
    query = try Reference.query(term)
  }

  /// The hits of a term that holds; nil when it does not.
  func hits(in document: Document) -> [Hit]? { hits(in: ReferenceReading(document)) }

  func hits(in reading: ReferenceReading) -> [Hit]? {
    guard reading.holds(query, Field.allCases) else { return nil }
    return Field.allCases.flatMap { field in
      reading.reported(query, field).map { span in
        Hit(
          term: term, field: field, text: reading.texts[field]?.slice(span.start, span.end) ?? "",
          start: span.start, end: span.end)
      }
    }
  }
}

extension Reference {
  /// Words as written between spaces, strictly between two places of one block; Han, kana and Thai
  /// characters each count. nil when a blank line stands between.
  static func wordsBetween(_ from: Int, _ to: Int, in text: Text) -> Int? {
    let between = text.scalars[from..<to]
    var lineFeeds = 0
    for scalar in between {
      if scalar == "\n" { lineFeeds += 1 } else if !scalar.properties.isWhitespace { lineFeeds = 0 }
      if lineFeeds >= 2 { return nil }
    }
    let pieces = between.split(
      omittingEmptySubsequences: false, whereSeparator: \.properties.isWhitespace)
    var count = 0
    for (index, piece) in pieces.enumerated() {
      let unsegmented = compatible(string(Array(piece))).filter {
        isLetter($0) && [.han, .hiragana, .katakana, .thai].contains(script($0))
      }
      count += unsegmented.count
      let isInside = index > 0 && index < pieces.count - 1
      if isInside, unsegmented.isEmpty, piece.contains(where: { isLetter($0) || isDigit($0) }) {
        count += 1
      }
    }
    return count
  }
}
