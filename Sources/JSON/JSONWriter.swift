import Glibc  // links libm, which conversions of Double need

/// Appends JSON text to bytes; commas are put by itself.
///
/// Nothing that could forge a line or reach a terminal is written raw: see `string(_:)`.
///
///     var writer = JSONWriter()
///     writer.object {
///       $0.member("seq", 1041)
///       $0.member("terms", ["Otan"])
///     }
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8]
  private var needsComma = false

  /// Goes on after `bytes`.
  public init(into bytes: [UInt8] = []) { self.bytes = bytes }

  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Empties `bytes` and keeps their room.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Empties `bytes` in the middle of a document, what they held being written elsewhere.
  public mutating func removeBytes() { bytes.removeAll(keepingCapacity: true) }

  // MARK: Structure

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  public mutating func object<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    beginObject()
    try body(&self)
    endObject()
  }

  public mutating func array<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
    beginArray()
    try body(&self)
    endArray()
  }

  /// The key of the value that is written next.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// `\n`, after which a new document begins.
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  // MARK: Values

  /// A string: `"`, `\`, control characters (C0, DEL, C1), bidi controls (U+061C, U+200E, U+200F,
  /// U+202A–E, U+2066–9), U+2028 and U+2029 are escaped, the rest stands as it is.
  public mutating func string(_ text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { string(utf8: $0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { string(utf8: $0) } }
  }

  /// As `string(_:)`; `utf8` must be well-formed.
  public mutating func string(utf8: UnsafeBufferPointer<UInt8>) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    JSONEscapes.append(utf8, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  public mutating func number(_ value: some BinaryInteger) {
    comma()
    if let small = Int64(exactly: value) {
      appendDigits(small)
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
  }

  /// The shortest text that reads back as `value`; `null` for infinities and NaN.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    comma()
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
      appendDigits(whole)
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }

  public mutating func bool(_ truth: Bool) {
    comma()
    bytes.append(contentsOf: (truth ? "true" : "false").utf8)
  }

  public mutating func null() {
    comma()
    bytes.append(contentsOf: "null".utf8)
  }

  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let truth): bool(truth)
    case .string(let text): string(text)
    case .number(let number):
      comma()
      bytes.append(contentsOf: number.literal.utf8)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  // MARK: Members

  public mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  public mutating func member(_ name: String, _ value: some BinaryInteger) {
    key(name)
    number(value)
  }

  public mutating func member(_ name: String, _ value: Double) {
    key(name)
    number(value)
  }

  public mutating func member(_ name: String, _ truth: Bool) {
    key(name)
    bool(truth)
  }

  public mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  // MARK: Bytes

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  @inline(__always)
  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func appendDigits(_ value: Int64) {
    var rest = value.magnitude
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
