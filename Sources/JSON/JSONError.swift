/// What keeps a text from being JSON, in words, and where.
public struct JSONError: Error, Hashable, Sendable {
  public var place: JSONPlace
  /// `expected ',' or '}' after a value`
  public var message: String
  /// The keys on the way to it, outermost first; kept by `JSON.parseCollecting` only.
  public var keys: [String]

  public init(place: JSONPlace, message: String, keys: [String] = []) {
    self.place = place
    self.message = message
    self.keys = keys
  }

  public var line: Int { place.line }
  public var column: Int { place.column }
}
