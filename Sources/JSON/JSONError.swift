/// What keeps a text from being JSON, in words, and where.
public struct JSONError: Error, Hashable, Sendable {
  public var place: JSONPlace
  /// `expected ',' or '}' after a value`
  public var message: String

  public init(place: JSONPlace, message: String) {
    self.place = place
    self.message = message
  }

  public var line: Int { place.line }
  public var column: Int { place.column }
}
