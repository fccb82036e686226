/// What keeps a text from being JSON, in words, and where.
public struct JSONError: Error, Hashable, Sendable {
  public var place: JSONPlace
  public var problem: JSONProblem
  /// The keys on the way to it, outermost first; kept by `JSON.parseCollecting` only.
  public var keys: [String]

  public init(place: JSONPlace, problem: JSONProblem, keys: [String] = []) {
    self.place = place
    self.problem = problem
    self.keys = keys
  }

  /// `expected ',' or '}' after a value`
  public var message: String { problem.english }
  public var line: Int { place.line }
  public var column: Int { place.column }
}
