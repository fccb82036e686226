/// A place in a text. Both are counted from 1, columns in Unicode scalars; a byte order mark is not
/// counted. A line ends with LF, CR LF or CR.
public struct JSONPlace: Hashable, Comparable, Sendable {
  // Half as large as two `Int`: there is one for each value and each key.
  private let shortLine: UInt32
  private let shortColumn: UInt32

  public init(line: Int, column: Int) {
    shortLine = UInt32(clamping: line)
    shortColumn = UInt32(clamping: column)
  }

  public var line: Int { Int(shortLine) }
  public var column: Int { Int(shortColumn) }

  public static func < (a: JSONPlace, b: JSONPlace) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A JSON value with the place of everything in it.
public struct JSONNode: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONNode])
    /// In the order of the text; a key may stand more than once.
    case object([Member])
  }

  public struct Member: Hashable, Sendable {
    public var key: String
    /// Of the key's opening quote.
    public var keyPlace: JSONPlace
    public var value: JSONNode

    public init(key: String, keyPlace: JSONPlace, value: JSONNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  public var value: Value
  /// Of the first character; for a string, of its opening quote.
  public var place: JSONPlace

  public init(value: Value, place: JSONPlace) {
    self.value = value
    self.place = place
  }

  /// The place of the first character inside a string's quotes.
  public var contentPlace: JSONPlace {
    JSONPlace(line: place.line, column: place.column + 1)
  }

  /// What it is.
  public var kind: Kind {
    switch value {
    case .null: .null
    case .bool(let truth): truth ? .true : .false
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// What a value is, in words that have their article.
  public enum Kind: String, Sendable {
    case null
    case `true`
    case `false`
    case number = "a number"
    case string = "a string"
    case array = "an array"
    case object = "an object"
  }
}
