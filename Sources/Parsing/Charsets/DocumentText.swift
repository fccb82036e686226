/// A document in UTF-8, with its charset decided as browsers decide it: byte order mark, HTTP,
/// XML declaration, then what the bytes look like. A declaration that the bytes belie is dropped.
struct DocumentText {
  /// nil: the document's own bytes from `start` are UTF-8 already, or were not looked at yet.
  var decoded: [UInt8]?
  var start = 0
  /// The bytes were taken for UTF-8 unseen.
  var isUnchecked = false
  var warnings = Warnings()

  /// The cheap way first: what should be UTF-8 is not looked at, the reader will do it.
  ///
  /// `bounds`: what the text may take; beyond `most` it is a part of it.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, contentType: String?, isChecked: Bool,
    within bounds: Transcoder.Bounds = Transcoder.Bounds()
  ) throws(FeedError) {
    if let mark = ByteOrderMark.of(bytes) {
      start = mark.length
      let rest = UnsafeBufferPointer(rebasing: bytes[mark.length...])
      try decode(rest, mark.charset, isChecked: isChecked, bounds)
      return
    }
    let declared = Self.declaredLabel(bytes)
    let sent = contentType.flatMap(Self.label(ofContentType:))
    for label in [sent, declared] {
      if let label, label.map(\.lower).starts(with: "utf-7".utf8) { throw .encoding("UTF-7") }
    }
    var charset: Charset?
    for label in [sent, declared] where charset == nil {
      guard let label, !label.isEmpty else { continue }
      charset = Charset.labelled(label)
      if charset == nil {
        warnings.note(.charset, "\(String(decoding: label.prefix(40), as: UTF8.self)) is unknown")
      }
      // Bytes that could be read as far as the declaration are not UTF-16.
      if charset?.isWide == true { charset = nil }
    }
    if !isChecked, charset == nil || charset == .utf8 {
      isUnchecked = true
      return
    }
    decideByBytes(
      bytes, charset, alternative: declared.flatMap { Charset.labelled($0) }, bounds)
  }

  private mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ charset: Charset, isChecked: Bool,
    _ bounds: Transcoder.Bounds
  ) throws(FeedError) {
    if charset == .utf8, !isChecked {
      isUnchecked = true
      return
    }
    take(Transcoder.decode(bytes, charset, bounds))
  }

  private mutating func take(_ text: Transcoder.Text) {
    decoded = text.utf8
    for _ in 0..<min(text.faults, 1_000_000) { warnings.note(.badBytes) }
  }

  private mutating func decideByBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, _ charset: Charset?, alternative: Charset?,
    _ bounds: Transcoder.Bounds
  ) {
    let census = UTF8Repair.census(bytes)
    let isShiftCode = charset.map { $0.isMultibyte && !($0 == .utf8) } ?? false
    if census.isValid, census.sequences > 0 || charset == nil || charset == .utf8 {
      let isSure = !isShiftCode || census.long > 1 || census.sequences > 8
      if isSure || charset.map({ Transcoder.decode(bytes, $0, bounds).faults > 0 }) == true {
        if let charset, charset != .utf8, census.sequences > 0 {
          warnings.note(.charset, "it is UTF-8")
        }
        return
      }
    }
    if let charset, charset != .utf8 {
      let text = Transcoder.decode(bytes, charset, bounds)
      // UTF-8 with a few bad bytes, under another label.
      if text.faults > 0 || !isShiftCode, census.sequences > 20 * (census.faults + 1) {
        warnings.note(.charset, "it is UTF-8")
        return take(UTF8Repair.repaired(bytes, bounds))
      }
      return take(text)
    }
    if census.sequences >= census.faults, census.sequences > 0 {
      return take(UTF8Repair.repaired(bytes, bounds))
    }
    // Neither UTF-8 nor declared otherwise.
    let guess = alternative.flatMap { $0 == .utf8 ? nil : $0 } ?? CharsetGuess.of(bytes, bounds)
    warnings.note(.charset, charset == nil ? "none" : "it is not UTF-8")
    take(Transcoder.decode(bytes, guess, bounds))
  }

  // MARK: Labels

  /// `charset` of a `Content-Type` (RFC 9110 §8.3).
  static func label(ofContentType value: String) -> [UInt8]? {
    let bytes = Array(value.utf8)
    let name = Array("charset".utf8)
    guard bytes.count > name.count else { return nil }
    for start in 0...(bytes.count - name.count)
    where bytes[start..<(start + name.count)].elementsEqual(name, by: { $0.lower == $1 }) {
      let rest = bytes[(start + name.count)...].drop { $0.isBlank }
      guard rest.first == 0x3D else { continue }
      let label = rest.dropFirst().drop { $0.isBlank || $0 == 0x22 || $0 == 0x27 }
        .prefix { $0 != 0x3B && $0 != 0x22 && $0 != 0x27 && $0 != 0x2C && !$0.isBlank }
      return label.isEmpty ? nil : Array(label)
    }
    return nil
  }

  /// `encoding` of the XML declaration, which junk may precede.
  static func declaredLabel(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let head = UnsafeBufferPointer(rebasing: bytes.prefix(2048))
    guard let declaration = position(of: "<?xml", in: head, from: 0),
      let end = head[declaration...].firstIndex(of: 0x3E),
      let name = position(of: "encoding", in: head, from: declaration), name < end
    else { return nil }
    let rest = head[(name + 8)..<end].drop { $0.isBlank || $0 == 0x3D || $0 == 0x22 || $0 == 0x27 }
      .prefix { !$0.isBlank && $0 != 0x22 && $0 != 0x27 && $0 != 0x3F }
    return rest.isEmpty ? nil : Array(rest)
  }

  static func position(
    of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let length = text.utf8CodeUnitCount
    guard start >= 0, bytes.count - start >= length else { return nil }
    for i in start...(bytes.count - length)
    where UnsafeBufferPointer(rebasing: bytes[i..<(i + length)]).isLike(text) {
      return i
    }
    return nil
  }
}

/// A byte order mark, or the pattern of a first `<` in UTF-16 and UTF-32.
enum ByteOrderMark {
  private static let marks: [(bytes: [UInt8], length: Int, charset: Charset)] = [
    ([0xEF, 0xBB, 0xBF], 3, .utf8),
    ([0xFF, 0xFE, 0x00, 0x00], 4, .iconv("UTF-32LE")),
    ([0x00, 0x00, 0xFE, 0xFF], 4, .iconv("UTF-32BE")),
    ([0xFF, 0xFE], 2, .iconv("UTF-16LE")),
    ([0xFE, 0xFF], 2, .iconv("UTF-16BE")),
    ([0x3C, 0x00, 0x00, 0x00], 0, .iconv("UTF-32LE")),
    ([0x00, 0x00, 0x00, 0x3C], 0, .iconv("UTF-32BE")),
    ([0x3C, 0x00, 0x3F, 0x00], 0, .iconv("UTF-16LE")),
    ([0x00, 0x3C, 0x00, 0x3F], 0, .iconv("UTF-16BE")),
    ([0x3C, 0x00, 0x72, 0x00], 0, .iconv("UTF-16LE")),
    ([0x00, 0x3C, 0x00, 0x72], 0, .iconv("UTF-16BE")),
    ([0x3C, 0x00, 0x66, 0x00], 0, .iconv("UTF-16LE")),
    ([0x00, 0x3C, 0x00, 0x66], 0, .iconv("UTF-16BE")),
    ([0x7B, 0x00], 0, .iconv("UTF-16LE")),
    ([0x00, 0x7B], 0, .iconv("UTF-16BE")),
    ([0x4C, 0x6F, 0xA7, 0x94], 0, .iconv("IBM037")),
  ]

  static func of(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (length: Int, charset: Charset)? {
    for mark in marks where bytes.starts(with: mark.bytes) { return (mark.length, mark.charset) }
    return nil
  }
}

extension DocumentText {
  /// Calls `body` with the document in UTF-8 (or what is taken for it), without its mark.
  func withBytes<R>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    guard let decoded else { return body(UnsafeBufferPointer(rebasing: bytes[start...])) }
    return decoded.withUnsafeBufferPointer(body)
  }
}
