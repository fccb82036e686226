internal import Model

/// An alert as the ledger keeps it: everything but number, time and watchlist, which are columns.
enum AlertCoding {
  /// What one alert may hold: its line may not be longer than 64 KiB anyway.
  static let textLimit = 64 * 1024
  static let hitLimit = 1000
  private static let format: UInt64 = 1

  /// What is known of an alert before it is recorded, its texts bounded. The name and the address of
  /// the feed, which recording knows, are to stand at the offset that it returns.
  static func encode(
    _ finding: Finding, of entry: Entry, titled title: UnsafeBufferPointer<UInt8>,
    language: String?, into writer: inout ByteWriter
  ) -> Int {
    writer.write(format)
    writer.write(finding.terms)
    let split = writer.bytes.count
    writer.write(bounded: entry.id ?? "")
    writer.write(bounded: entry.url ?? "")
    writer.writeLine(bounded: title)
    writer.write((entry.published ?? entry.updated)?.milliseconds)
    writer.write(language)
    writer.write(entry.authors)
    let count = min(finding.hits.count, hitLimit)
    writer.write(UInt64(count))
    for place in 0..<count { encode(finding.hits[place], into: &writer) }
    return split
  }

  private static func encode(_ hit: ReportedHit, into writer: inout ByteWriter) {
    writer.write(bounded: hit.hit.term)
    let field: UInt64
    switch hit.hit.field {
    case .title: field = 0
    case .summary: field = 1
    case .content: field = 2
    }
    writer.write(field)
    writer.write(bounded: hit.hit.text)
    writer.write(Int64(hit.hit.start))
    writer.write(Int64(hit.hit.end))
    writer.write(bounded: hit.excerpt)
  }

  /// A view of an alert's bytes, valid as long as they are.
  static func read(
    _ bytes: UnsafeRawBufferPointer, seq: Int64, time: Timestamp, watchlist: AlertBytes.Text
  ) throws(ByteFault) -> AlertBytes {
    var reader = ByteReader(bytes)
    guard try reader.unsigned() == format else { throw ByteFault() }
    return AlertBytes(
      seq: seq, time: time, watchlist: watchlist, terms: try reader.utf8s(),
      feedName: try reader.utf8(), feedURL: try reader.utf8(), id: try reader.utf8(),
      url: try reader.utf8(), title: try reader.utf8(),
      published: try reader.optionalSigned().map { Timestamp(milliseconds: $0) },
      language: try reader.unsigned() == 0 ? nil : try reader.utf8(),
      authors: try reader.utf8s(),
      hits: try reader.list { reader throws(ByteFault) in
        let term = try reader.utf8()
        guard let field = field(try reader.unsigned()) else { throw ByteFault() }
        return AlertBytes.Hit(
          term: term, field: field, text: try reader.utf8(), start: Int(try reader.signed()),
          end: Int(try reader.signed()), excerpt: try reader.utf8())
      })
  }

  private static func field(_ number: UInt64) -> Field? {
    switch number {
    case 0: .title
    case 1: .summary
    case 2: .content
    default: nil
    }
  }

  /// At most `textLimit` bytes, whole scalars.
  static func bounded(_ text: String) -> String {
    guard text.utf8.count > textLimit else { return text }
    return String(decoding: text.utf8.prefix(textLimit - 3), as: UTF8.self)
      .trimmingReplacements() + "…"
  }
}

extension ByteWriter {
  fileprivate mutating func write(bounded text: String) {
    write(text.utf8.count <= AlertCoding.textLimit ? text : AlertCoding.bounded(text))
  }

  /// A title on one line, a space for each control character, so that offsets of hits hold.
  fileprivate mutating func writeLine(bounded text: UnsafeBufferPointer<UInt8>) {
    var count = text.count
    if count <= AlertCoding.textLimit {
      write(text)
    } else {
      let bounded = AlertCoding.bounded(String(decoding: text, as: UTF8.self))
      count = bounded.utf8.count
      write(bounded)
    }
    for place in (bytes.count - count)..<bytes.count where bytes[place] < 0x20 {
      bytes[place] = 0x20
    }
  }
}

extension AlertBytes {
  /// Whether its texts are UTF-8, as they were when they were written.
  var isWellFormed: Bool {
    let texts = [feedName, feedURL, id, url, title] + (language.map { [$0] } ?? [])
    return (texts + terms + authors).allSatisfy(Self.isWellFormed)
      && hits.allSatisfy { [$0.term, $0.text, $0.excerpt].allSatisfy(Self.isWellFormed) }
  }

  private static func isWellFormed(_ text: Text) -> Bool {
    String(validating: text, as: UTF8.self) != nil
  }
}

extension ByteReader {
  fileprivate mutating func utf8() throws(ByteFault) -> UnsafeBufferPointer<UInt8> {
    try slice().bindMemory(to: UInt8.self)
  }

  fileprivate mutating func utf8s() throws(ByteFault) -> [UnsafeBufferPointer<UInt8>] {
    try list { reader throws(ByteFault) in try reader.utf8() }
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
