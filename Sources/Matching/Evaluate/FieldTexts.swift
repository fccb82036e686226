import Model

/// The texts of a document's fields, for hits and for what is measured between two places: strings, or
/// bytes that somebody else holds.
struct FieldTexts {
  private enum Texts {
    case strings(title: String, summary: String, content: String)
    case bytes(DocumentBytes)
  }

  private let texts: Texts
  private static let fields: [Field] = [.title, .summary, .content]

  init(_ document: Document) {
    texts = .strings(
      title: document.title.text, summary: document.summary.text, content: document.content.text)
  }

  /// Valid no longer than the bytes are.
  init(_ bytes: DocumentBytes) { texts = .bytes(bytes) }

  private func withUTF8<Result>(
    _ field: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    switch (texts, field) {
    case (.bytes(let bytes), 0): return body(bytes.title.bytes)
    case (.bytes(let bytes), 1): return body(bytes.summary.bytes)
    case (.bytes(let bytes), _): return body(bytes.content.bytes)
    case (.strings(var title, _, _), 0): return title.withUTF8(body)
    case (.strings(_, var summary, _), 1): return summary.withUTF8(body)
    case (.strings(_, _, var content), _): return content.withUTF8(body)
    }
  }

  func isEmpty(_ field: Int) -> Bool { withUTF8(field) { $0.isEmpty } }

  /// A copy, for what reads a field more than once.
  func bytes(_ field: Int) -> [UInt8] { withUTF8(field) { Array($0) } }

  // MARK: - Hits

  /// With offsets in scalars. Cost: one count of scalars through each field, up to its last place.
  ///
  /// - Parameter places: in the order of fields and places.
  func hits(_ places: ArraySlice<HeldPlace>, term: (Int) -> String) -> [Hit] {
    var result: [Hit] = []
    result.reserveCapacity(places.count)
    var next = places.startIndex
    while next < places.endIndex {
      let field = Int(places[next].place.field)
      withUTF8(field) { text in
        var byte = 0
        var scalars = 0
        while next < places.endIndex, Int(places[next].place.field) == field {
          let place = places[next].place
          let start = max(byte, min(place.start, text.count))
          let end = min(max(place.end, start), text.count)
          scalars += UTF8Text.scalars(in: text, byte..<start)
          byte = start
          let hit = UnsafeBufferPointer(rebasing: text[start..<end])
          result.append(
            Hit(
              term: term(places[next].term), field: Self.fields[field],
              text: String(decoding: hit, as: UTF8.self), start: scalars,
              end: scalars + UTF8Text.scalars(in: text, start..<end)))
          next += 1
        }
      }
    }
    return result
  }

  /// Hits as occurrences again, for a watchlist used in another.
  func occurrences(_ hits: [Hit], _ mask: UInt8) -> [Occurrence] {
    hits.compactMap { hit in
      let field = hit.field.order
      guard mask & 1 << field != 0 else { return nil }
      let text = bytes(field)
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
        if counters[field] == nil { counters[field] = NearCounter(bytes(field)) }
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
