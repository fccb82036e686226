import Glibc  // links libm, which conversions of Double need

/// A JSON value (RFC 8259), without places.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  /// In the order of the text; a key may stand more than once.
  case object([JSONMember])

  /// The value of `key` in an object (the last one when it is repeated), else nil. Linear.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var bool: Bool? {
    if case .bool(let truth) = self { truth } else { nil }
  }

  public var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  public var object: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  public var isNull: Bool { self == .null }
}

/// A key of an object and its value.
public struct JSONMember: Hashable, Sendable {
  public var key: String
  public var value: JSONValue

  public init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// A number as it is written: no precision is lost, and no conversion can trap.
public struct JSONNumber: Hashable, Sendable {
  /// By the grammar of RFC 8259 §6 when it comes from a text.
  public let literal: String

  public init(literal: String) { self.literal = literal }

  /// The value when it is whole and fits: `10`, `10.0` and `1e1` are 10; else nil.
  public var int64: Int64? {
    if let whole = Int64(literal) { return whole }
    guard let double, double.magnitude < 9_007_199_254_740_992 else { return nil }
    return Int64(exactly: double)
  }

  /// The nearest double; nil when it is beyond their range.
  public var double: Double? {
    guard let value = Double(literal), value.isFinite else { return nil }
    return value
  }
}
