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
    _ bytes: UnsafeBufferPointer<UInt8>, contentType: String? = nil, base: String? = nil,
    limits: FeedLimits = FeedLimits()
  ) throws(FeedError) -> ParsedFeed {
    guard bytes.count <= limits.bytes else { throw .limit(.bytes, most: limits.bytes) }
    guard bytes.contains(where: { !$0.isBlank && $0 != 0 }) else { throw .empty }
    if let what = Refusal.signature(of: bytes) { throw .notAFeed(.binary(what)) }
    var text = try decoded(bytes, contentType, isChecked: false, limits)
    let first = text.withBytes(of: bytes) { read($0, text, base, limits) }
    switch first {
    case .done(let result): return try result.get()
    case .again:
      text = try decoded(bytes, contentType, isChecked: true, limits)
      let last = text.withBytes(of: bytes) { read($0, text, base, limits) }
      guard case .done(let result) = last else { throw .notAFeed(.nothing) }
      return try result.get()
    }
  }

  /// The same, of an array.
  public static func parse(
    _ bytes: [UInt8], contentType: String? = nil, base: String? = nil,
    limits: FeedLimits = FeedLimits()
  ) throws(FeedError) -> ParsedFeed {
    let result: Result<ParsedFeed, FeedError> = bytes.withUnsafeBufferPointer { buffer in
      do throws(FeedError) {
        return .success(
          try parse(buffer, contentType: contentType, base: base, limits: limits))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func decoded(
    _ bytes: UnsafeBufferPointer<UInt8>, _ contentType: String?, isChecked: Bool,
    _ limits: FeedLimits
  ) throws(FeedError) -> DocumentText {
    let text = try DocumentText(bytes, contentType: contentType, isChecked: isChecked)
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
    _ limits: FeedLimits
  ) -> Reading {
    let blanks = whole.prefix { $0.isBlank || $0 == 0 }.count
    let bytes = UnsafeBufferPointer(rebasing: whole[blanks...])
    let head = bytes.first
    if head == 0x7B || head == 0x5B {
      if text.isUnchecked { return .again }
      return .done(JSONFeedReader.read(bytes, base: base, limits: limits, text.warnings))
    }
    if Refusal.isPage(bytes) {
      if text.isUnchecked { return .again }
      return .done(.failure(Refusal.page(bytes, base: base)))
    }
    var warnings = text.warnings
    if blanks > 0, bytes.hasPrefixLike("<?xml") { warnings.note(.junkBefore) }
    let builder = readXML(bytes, base, limits, warnings, isUnchecked: text.isUnchecked)
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
    _ warnings: Warnings, isUnchecked: Bool
  ) -> FeedBuilder {
    if let builder = readStrictly(bytes, base, limits, warnings) { return builder }
    let builder = FeedBuilder(base: base, limits: limits, length: bytes.count)
    builder.warnings = warnings
    builder.stopsAtBadBytes = isUnchecked
    TolerantReader.read(bytes, into: builder)
    return builder
  }

  /// nil when the document is ill-formed: what was built of it is then let go.
  private static func readStrictly(
    _ bytes: UnsafeBufferPointer<UInt8>, _ base: String?, _ limits: FeedLimits,
    _ warnings: Warnings
  ) -> FeedBuilder? {
    let builder = FeedBuilder(base: base, limits: limits, length: bytes.count, isTrusted: true)
    builder.warnings = warnings
    return StrictReader.read(bytes, into: builder) == .illFormed ? nil : builder
  }
}
