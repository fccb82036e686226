internal import Model

/// An alert as the ledger keeps it: everything but number, time and watchlist, which are columns.
enum AlertCoding {
  /// What one alert may hold: its line may not be longer than 64 KiB anyway.
  static let textLimit = 64 * 1024
  static let hitLimit = 1000
  private static let format: UInt64 = 1

  /// Texts of `alert` are within their bounds.
  static func encode(_ alert: Alert, into writer: inout ByteWriter) {
    writer.write(format)
    writer.write(alert.terms)
    writer.write(alert.feedName)
    writer.write(alert.feedURL)
    writer.write(alert.id)
    writer.write(alert.url)
    writer.write(alert.title)
    writer.write(alert.published?.milliseconds)
    writer.write(alert.language)
    writer.write(alert.authors)
    writer.write(alert.hits) { writer, hit in
      writer.write(hit.hit.term)
      let field: UInt64
      switch hit.hit.field {
      case .title: field = 0
      case .summary: field = 1
      case .content: field = 2
      }
      writer.write(field)
      writer.write(hit.hit.text)
      writer.write(Int64(hit.hit.start))
      writer.write(Int64(hit.hit.end))
      writer.write(hit.excerpt)
    }
  }

  static func decode(
    _ bytes: UnsafeRawBufferPointer, seq: Int64, time: Timestamp, watchlist: String
  ) throws(ByteFault) -> Alert {
    var reader = ByteReader(bytes)
    guard try reader.unsigned() == format else { throw ByteFault() }
    return Alert(
      seq: seq, time: time, watchlist: watchlist, terms: try reader.texts(),
      feedName: try reader.text(), feedURL: try reader.text(), id: try reader.text(),
      url: try reader.text(), title: try reader.text(),
      published: try reader.optionalSigned().map { Timestamp(milliseconds: $0) },
      language: try reader.optionalText(), authors: try reader.texts(),
      hits: try reader.list { reader throws(ByteFault) in
        let term = try reader.text()
        let field = try reader.unsigned()
        guard field < UInt64(Field.allCases.count) else { throw ByteFault() }
        let hit = Hit(
          term: term, field: Field.allCases[Int(field)], text: try reader.text(),
          start: Int(try reader.signed()), end: Int(try reader.signed()))
        return ReportedHit(hit: hit, excerpt: try reader.text())
      })
  }

  /// At most `hitLimit` hits, their texts bounded.
  static func bounded(_ hits: [ReportedHit]) -> [ReportedHit] {
    let isWithin =
      hits.count <= hitLimit
      && hits.indices.allSatisfy {
        hits[$0].hit.term.utf8.count <= textLimit && hits[$0].hit.text.utf8.count <= textLimit
          && hits[$0].excerpt.utf8.count <= textLimit
      }
    if isWithin { return hits }
    return hits.prefix(hitLimit).map { hit in
      var reported = hit
      reported.hit.term = bounded(hit.hit.term)
      reported.hit.text = bounded(hit.hit.text)
      reported.excerpt = bounded(hit.excerpt)
      return reported
    }
  }

  /// At most `textLimit` bytes, whole scalars.
  static func bounded(_ text: String) -> String {
    guard text.utf8.count > textLimit else { return text }
    return String(decoding: text.utf8.prefix(textLimit - 3), as: UTF8.self)
      .trimmingReplacements() + "…"
  }
}

extension String {
  /// Without the replacement characters that a cut inside a scalar left at the end.
  fileprivate func trimmingReplacements() -> Substring {
    var rest = self[...]
    while rest.last == "\u{FFFD}" { rest.removeLast() }
    return rest
  }
}
