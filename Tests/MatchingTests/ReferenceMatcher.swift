import Foundation
import Model

/// One term against one document.
struct ReferenceMatcher {
  let term: String
  private let query: Reference.Query

  init(_ term: String) throws {
    self.term = term
    query = try Reference.query(term)
  }

  /// The hits of a term that holds; nil when it does not.
  func hits(in document: Document) -> [Hit]? {
    let reading = Reading(document)
    guard reading.holds(query, Field.allCases) else { return nil }
    return Field.allCases.flatMap { field in
      reading.reported(query, field).map { span in
        Hit(
          term: term, field: field, text: reading.texts[field]?.slice(span.start, span.end) ?? "",
          start: span.start, end: span.end)
      }
    }
  }

  /// A document, its texts made ready for the language.
  private struct Reading {
    typealias Span = Reference.Span
    let language: String?
    let texts: [Field: Reference.Text]

    init(_ document: Document) {
      let primary = document.language?.split(whereSeparator: { $0 == "-" || $0 == "_" }).first
      let language = primary.map { $0.lowercased() }
      self.language = language
      texts = Dictionary(
        uniqueKeysWithValues: Field.allCases.map {
          ($0, Reference.Text(document[$0], language: language))
        })
    }

    func holds(_ query: Reference.Query, _ fields: [Field]) -> Bool {
      switch query {
      case .or(let parts): parts.contains { holds($0, fields) }
      case .and(let parts): parts.allSatisfy { holds($0, fields) }
      case .not(let part): !holds(part, fields)
      case .field(let field, let part): holds(part, fields.filter { $0 == field })
      case .near, .words, .regex: fields.contains { !spans(query, $0).isEmpty }
      }
    }

    /// Every occurrence of a positive operand, leftmost, then longest, without overlaps.
    func reported(_ query: Reference.Query, _ field: Field) -> [Span] {
      var chosen: [Span] = []
      for span in positive(query, field).sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) }) {
        if let last = chosen.last, span.start < last.end { continue }
        chosen.append(span)
      }
      return chosen
    }

    private func positive(_ query: Reference.Query, _ field: Field) -> Set<Span> {
      switch query {
      case .or(let parts), .and(let parts):
        parts.reduce(into: []) { $0.formUnion(positive($1, field)) }
      case .not: []
      case .field(let only, let part): only == field ? positive(part, field) : []
      case .near, .words, .regex: spans(query, field)
      }
    }

    func spans(_ query: Reference.Query, _ field: Field) -> Set<Span> {
      guard let text = texts[field] else { return [] }
      switch query {
      case .words(let words, .exact):
        return Reference.spans(ofExact: words, in: text)
      case .words(let words, let mode):
        return Reference.spans(
          of: Reference.Pattern(words, mode: mode, language: language), in: text)
      case .regex(let pattern, let ignoresCase):
        return Reference.spans(ofRegex: pattern, ignoresCase, in: text)
      case .near(let left, let right, let distance):
        return near(spans(left, field), spans(right, field), distance, text)
      case .or(let parts):
        return parts.reduce(into: []) { $0.formUnion(spans($1, field)) }
      case .field(let only, let part):
        return only == field ? spans(part, field) : []
      case .and, .not:
        return []
      }
    }

    private func near(
      _ left: Set<Span>, _ right: Set<Span>, _ distance: Int, _ text: Reference.Text
    ) -> Set<Span> {
      var spans: Set<Span> = []
      for a in left {
        for b in right {
          let (first, second) = a.start < b.start ? (a, b) : (b, a)
          guard first.end <= second.start,
            let words = Reference.wordsBetween(first.end, second.start, in: text), words <= distance
          else { continue }
          spans.insert(a)
          spans.insert(b)
        }
      }
      return spans
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
      let unsegmented = piece.filter {
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
