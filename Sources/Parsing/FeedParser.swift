public import Model

/// Bytes to entries, whatever the dialect: RSS 0.90–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, Google
/// News sitemaps.
///
/// A well-formed document is read once, by libxml2. Any other is decoded with care and read by the
/// tolerant reader, which says what it repaired.
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
    if let what = Refusal.signature(of: bytes) { throw .notAFeed(what: what) }
    var text = try DocumentText(bytes, contentType: contentType, isChecked: false)
    let first = text.withBytes(of: bytes) { read($0, text, isFinal: false, base, limits) }
    switch first {
    case .done(let result): return try result.get()
    case .again:
      if text.isUnchecked {
        text = try DocumentText(bytes, contentType: contentType, isChecked: true)
      }
      let last = text.withBytes(of: bytes) { read($0, text, isFinal: true, base, limits) }
      guard case .done(let result) = last else { throw .notAFeed(what: "nothing readable") }
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

  private enum Reading {
    case done(Result<ParsedFeed, FeedError>)
    /// Ill-formed: to be decoded with care and read tolerantly.
    case again
  }

  private static func read(
    _ whole: UnsafeBufferPointer<UInt8>, _ text: DocumentText, isFinal: Bool, _ base: String?,
    _ limits: FeedLimits
  ) -> Reading {
    let blanks = whole.prefix { $0.isBlank || $0 == 0 }.count
    let bytes = UnsafeBufferPointer(rebasing: whole[blanks...])
    let head = bytes.first
    if head == 0x7B || head == 0x5B {
      return .done(JSONFeedReader.read(bytes, base: base, limits: limits, text.warnings))
    }
    if Refusal.isPage(bytes) {
      if text.isUnchecked, !isFinal { return .again }
      return .done(.failure(Refusal.page(bytes, base: base)))
    }
    let builder = FeedBuilder(base: base, limits: limits)
    builder.warnings = text.warnings
    if blanks > 0, bytes.hasPrefixLike("<?xml") { builder.warnings.note(.junkBefore) }
    if isFinal {
      TolerantReader.read(bytes, into: builder)
    } else {
      guard !hasDeclarations(bytes), StrictReader.read(bytes, into: builder) != .illFormed else {
        return .again
      }
      // Tags that nobody closed pile up in a document that is not well-formed.
      if case .limit(.depth, _) = builder.failure { return .again }
    }
    if let failure = builder.failure { return .done(.failure(failure)) }
    if let feed = builder.result() { return .done(.success(feed)) }
    if text.isUnchecked, !isFinal { return .again }
    if builder.isSitemap { return .done(.failure(.notAFeed(what: "a sitemap without news"))) }
    return .done(.failure(Refusal.other(bytes, root: builder.strangeRoot, base: base)))
  }

  /// Whether a document type with declarations of its own comes before the root element.
  private static func hasDeclarations(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      guard let open = bytes[place...].firstIndex(of: 0x3C), open + 1 < bytes.count else {
        return false
      }
      let rest = UnsafeBufferPointer(rebasing: bytes[open...])
      if rest.hasPrefixLike("<!doctype") {
        let end = rest.firstIndex(of: 0x3E) ?? rest.count
        return rest[..<end].contains(0x5B)
      }
      guard rest[1] == 0x3F || rest.hasPrefixLike("<!--"), let end = rest.firstIndex(of: 0x3E)
      else { return false }
      place = open + end + 1
    }
    return false
  }
}
