import Model

/// The texts of a document's fields, for hits and for what is measured between two places.
struct FieldTexts {
  let texts: [[UInt8]]
  private static let fields: [Field] = [.title, .summary, .content]

  init(_ document: Document) {
    texts = Self.fields.map { Array(document[$0].text.utf8) }
  }

  // MARK: - Hits

  /// With offsets in scalars.
  func hits(_ occurrences: [Occurrence], term: String) -> [Hit] {
    var result: [Hit] = []
    var field = -1
    var byte = 0
    var scalars = 0
    for occurrence in occurrences {
      let text = texts[Int(occurrence.field)]
      if Int(occurrence.field) != field || occurrence.start < byte {
        field = Int(occurrence.field)
        byte = 0
        scalars = 0
      }
      let start = min(occurrence.start, text.count)
      let end = min(max(occurrence.end, start), text.count)
      scalars += Self.scalars(text[byte..<start])
      byte = start
      let length = Self.scalars(text[start..<end])
      result.append(
        Hit(
          term: term, field: Self.fields[field],
          text: String(decoding: text[start..<end], as: UTF8.self), start: scalars,
          end: scalars + length))
    }
    return result
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// Hits as occurrences again, for a watchlist used in another.
  func occurrences(_ hits: [Hit], _ mask: UInt8) -> [Occurrence] {
    hits.compactMap { hit in
      let field = hit.field.order
      guard mask & 1 << field != 0 else { return nil }
      let text = texts[field]
      var scalar = -1
      var start = text.count
      for (i, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
        scalar += 1
        if scalar == hit.start {
          start = i
          break
        }
      }
      return Occurrence(
        operand: 0, field: UInt8(field), start: start,
        end: min(text.count, start + hit.text.utf8.count))
    }
  }

  // MARK: - NEAR

  /// The places of both that stand near enough (SEMANTICS §7.5).
  func near(
    _ left: Outcome, _ right: Outcome, _ nearness: Nearness, isOrdered: Bool
  ) -> Outcome {
    let lefts = left.near ?? left.hits
    var isLeftNear = [Bool](repeating: false, count: lefts.count)
    var nearRights: [Occurrence] = []
    let rights = right.near ?? right.hits
    var counters: [Int: NearCounter] = [:]
    var budget = 200_000
    for b in rights {
      var isNear = false
      for (i, a) in lefts.enumerated() where a.field == b.field {
        budget -= 1
        guard budget > 0 else { break }
        if isOrdered && a.start > b.start { continue }
        guard a.end <= b.start || b.end <= a.start else { continue }
        let field = Int(a.field)
        if counters[field] == nil { counters[field] = NearCounter(texts[field]) }
        guard counters[field]?.areNear(a, b, nearness) == true else { continue }
        isLeftNear[i] = true
        isNear = true
      }
      if isNear { nearRights.append(b) }
    }
    guard !nearRights.isEmpty else { return .fails }
    let nearLefts = lefts.indices.filter { isLeftNear[$0] }.map { lefts[$0] }
    // What an earlier NEAR had found beside its last operand goes with it.
    let others = left.near == nil ? [] : left.hits
    return Outcome(
      holds: true, hits: others + nearLefts + nearRights,
      near: isOrdered ? nearRights : nearLefts + nearRights)
  }
}
