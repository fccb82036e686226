public import Model

/// Bytes to entries, whatever the dialect: RSS 0.90–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, Google
/// News sitemaps.
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
    throw .empty
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
}
