import Foundation
import Model
import TestSupport

/// A document, its texts made ready for the language.
struct ReferenceReading {
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
        of: Reference.pattern(words, mode, language), in: text)
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

extension Reference {
  private struct Key: Hashable {
    var words: String
    var mode: Mode
    var language: String?
  }

  private static let patterns = Locked<[Key: Pattern]>([:])

  /// A pattern made once for each language.
  fileprivate static func pattern(_ words: String, _ mode: Mode, _ language: String?) -> Pattern {
    let key = Key(words: words, mode: mode, language: language)
    if let known = patterns.withLock({ $0[key] }) { return known }
    let pattern = Pattern(words, mode: mode, language: language)
    patterns.withLock { $0[key] = pattern }
    return pattern
  }
}
