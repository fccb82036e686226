import Model

@testable import Parsing

/// The same document through each reader alone.
enum SecondOpinion {
  /// The feed that the tolerant reader makes of a document.
  static func tolerant(_ document: [UInt8], base: String? = nil) -> ParsedFeed? {
    document.withUnsafeBufferPointer { bytes in
      let builder = FeedBuilder(base: base, limits: FeedLimits())
      TolerantReader.read(bytes, into: builder)
      return builder.result()
    }
  }

  /// The feed that libxml2 makes of it; nil when it is not well-formed.
  static func strict(_ document: [UInt8], base: String? = nil) -> ParsedFeed? {
    document.withUnsafeBufferPointer { bytes in
      let builder = FeedBuilder(base: base, limits: FeedLimits(), isTrusted: true)
      guard StrictReader.read(bytes, into: builder) == .read else { return nil }
      return builder.result()
    }
  }
}
