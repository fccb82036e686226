import Model

/// The same feed through libxml2, for documents that are well-formed: what the tests hold the
/// tolerant reader against.
enum SecondOpinion {
  /// nil when libxml2 finds the document ill-formed, or should not see it: a document type with
  /// declarations of its own is not shown to it.
  static func of(_ document: [UInt8], base: String? = nil) -> ParsedFeed? {
    document.withUnsafeBufferPointer { bytes in
      guard !hasDeclarations(bytes) else { return nil }
      let builder = FeedBuilder(base: base, limits: FeedLimits())
      guard StrictReader.read(bytes, into: builder) == .read else { return nil }
      return builder.result()
    }
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
