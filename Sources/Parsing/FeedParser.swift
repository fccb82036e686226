public import Model

/// Bytes to entries, whatever the dialect: RSS 0.90–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, Google
/// News sitemaps.
///
/// A document is taken for what it says it is, UTF-8 most often, and read once; when its bytes turn
/// out to be something else it is decoded with care and read again. What had to be repaired on the
/// way stands in `ParsedFeed.warnings`.
public struct FeedParser {
  /// Reads one document.
  ///
  /// - Parameters:
  ///   - contentType: the value of HTTP's `Content-Type`, for its charset.
  ///   - base: the address that the document came from, for relative addresses.
  public static func parse(
    _ bytes: [UInt8], contentType: String? = nil, base: String? = nil,
    limits: FeedLimits = FeedLimits()
  ) throws(FeedError) -> ParsedFeed {
    var bytes = bytes
    return try parse(taking: &bytes, contentType: contentType, base: base, limits: limits)
  }

  /// The same, of bytes that are let go of once their text stands in another charset: with a large
  /// document both would be too much.
  public static func parse(
    taking bytes: inout [UInt8], contentType: String? = nil, base: String? = nil,
    limits: FeedLimits = FeedLimits()
  ) throws(FeedError) -> ParsedFeed {
    guard bytes.count <= limits.bytes else { throw .limit(.bytes, most: limits.bytes) }
    var source = DocumentBody(taking: &bytes)
    for isChecked in [false, true] {
      var text = try source.withBytes { bytes throws(FeedError) in
        if !isChecked { try checkBeginning(of: bytes) }
        return try decoded(bytes, contentType, isChecked: isChecked, limits, source.spilled)
      }
      if var decoded = text.decoded {
        text.decoded = nil
        text.start = 0
        source = DocumentBody(taking: &decoded)
      }
      source.spill(to: limits.folder)
      let reading = source.withBytes { bytes in
        text.withBytes(of: bytes) { read($0, text, base, limits, source.spilled) }
      }
      if case .done(let result) = reading { return try result.get() }
    }
    throw .notAFeed(.nothing)
  }

  private static func checkBeginning(
    of bytes: UnsafeBufferPointer<UInt8>
  ) throws(FeedError) {
    guard bytes.contains(where: { !$0.isBlank && $0 != 0 }) else { throw .empty }
    if let what = Refusal.signature(of: bytes) { throw .notAFeed(.binary(what)) }
  }

  private static func decoded(
    _ bytes: UnsafeBufferPointer<UInt8>, _ contentType: String?, isChecked: Bool,
    _ limits: FeedLimits, _ source: SpilledBytes?
  ) throws(FeedError) -> DocumentText {
    let text = try DocumentText(
      bytes, contentType: contentType, isChecked: isChecked,
      within: Transcoder.Bounds(most: limits.bytes, source: source))
    // Most charsets take less than UTF-8.
    guard text.decoded?.count ?? 0 <= limits.bytes else {
      throw .limit(.bytes, most: limits.bytes)
    }
    return text
  }

  private enum Reading {
    case done(Result<ParsedFeed, FeedError>)
    /// The bytes are not what they were taken for: to be decoded with care.
    case again
  }

  private static func read(
    _ whole: UnsafeBufferPointer<UInt8>, _ text: DocumentText, _ base: String?,
    _ limits: FeedLimits, _ spilled: SpilledBytes?
  ) -> Reading {
    let blanks = whole.prefix { $0.isBlank || $0 == 0 }.count
    let bytes = UnsafeBufferPointer(rebasing: whole[blanks...])
    let head = bytes.first
    if head == 0x7B || head == 0x5B {
      if text.isUnchecked { return .again }
      return .done(JSONFeedReader.read(bytes, base: base, limits: limits, text.warnings, spilled))
    }
    if Refusal.isPage(bytes) {
      if text.isUnchecked { return .again }
      return .done(.failure(Refusal.page(bytes, base: base)))
    }
    var warnings = text.warnings
    if blanks > 0, bytes.hasPrefixLike("<?xml") { warnings.note(.junkBefore) }
    let builder = readXML(bytes, base, limits, warnings, spilled, isUnchecked: text.isUnchecked)
    if builder.hasBadBytes, text.isUnchecked { return .again }
    if let failure = builder.failure { return .done(.failure(failure)) }
    if let feed = builder.result() { return .done(.success(feed)) }
    if text.isUnchecked { return .again }
    if builder.isSitemap { return .done(.failure(.notAFeed(.sitemap))) }
    return .done(.failure(Refusal.other(bytes, root: builder.strangeRoot, base: base)))
  }
  /// A well-formed document is read by libxml2; any other, from its beginning again, by the
  /// tolerant reader.
  private static func readXML(
    _ bytes: UnsafeBufferPointer<UInt8>, _ base: String?, _ limits: FeedLimits,
    _ warnings: Warnings, _ spilled: SpilledBytes?, isUnchecked: Bool
  ) -> FeedBuilder {
    if let builder = readStrictly(bytes, base, limits, warnings, spilled) { return builder }
    let builder = FeedBuilder(base: base, limits: limits, length: bytes.count)
    builder.source = spilled
    builder.warnings = warnings
    builder.stopsAtBadBytes = isUnchecked
    TolerantReader.read(bytes, into: builder)
    return builder
  }

  /// nil when the document is ill-formed: what was built of it is then let go.
  private static func readStrictly(
    _ bytes: UnsafeBufferPointer<UInt8>, _ base: String?, _ limits: FeedLimits,
    _ warnings: Warnings, _ spilled: SpilledBytes?
  ) -> FeedBuilder? {
    let builder = FeedBuilder(base: base, limits: limits, length: bytes.count, isTrusted: true)
    builder.source = spilled
    builder.warnings = warnings
    return StrictReader.read(bytes, into: builder) == .illFormed ? nil : builder
  }
}
