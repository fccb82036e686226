/// JSON text (RFC 8259, UTF-8) to values. Linear in time; nothing in the text can trap.
public enum JSON {
  /// What is allowed beyond RFC 8259.
  public struct Dialect: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `// …` and `/* … */`.
    public static let comments = Dialect(rawValue: 1)
    /// One comma after the last element or member.
    public static let trailingCommas = Dialect(rawValue: 2)
    /// In strings, bytes that are not UTF-8 become U+FFFD, and raw control characters are kept;
    /// otherwise both are errors.
    public static let sloppyStrings = Dialect(rawValue: 4)

    public static let strict: Dialect = []
    /// What people write in a file.
    public static let byHand: Dialect = [.comments, .trailingCommas]
  }

  /// Arrays and objects inside each other, beyond which a text is refused.
  public static let depthLimit = 256

  /// The value of a text, without places. A byte order mark is skipped; an escape of a lone
  /// surrogate is U+FFFD.
  public static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, allowing dialect: Dialect = .strict
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes, dialect, PlainTree())
    return try reader.document()
  }

  public static func parse(
    _ bytes: [UInt8], allowing dialect: Dialect = .strict
  ) throws(JSONError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      try parse(buffer, allowing: dialect)
    }
  }

  /// Throws what `parse` would throw of the same text, and makes no values of it.
  public static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, allowing dialect: Dialect = .strict
  ) throws(JSONError) {
    var reader = JSONReader(bytes, dialect, NoTree())
    try reader.document()
  }

  /// The value of a text, with the places of values and keys.
  public static func parseWithPlaces(
    _ bytes: [UInt8], allowing dialect: Dialect = .strict
  ) throws(JSONError) -> JSONNode {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      var reader = JSONReader(buffer, dialect, PlacedTree(buffer))
      return try reader.document()
    }
  }

  /// As `parseWithPlaces`, but goes on after an error that leaves no doubt about what was meant (a
  /// missing comma): every error found, at most 100, and the value unless one of them ended it.
  public static func parseCollecting(
    _ bytes: [UInt8], allowing dialect: Dialect = .strict
  ) -> (node: JSONNode?, errors: [JSONError]) {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer, dialect, PlacedTree(buffer))
      reader.collects = true
      do throws(JSONError) {
        let node = try reader.document()
        return (node, reader.errors)
      } catch {
        return (nil, reader.errors + [error])
      }
    }
  }
}
