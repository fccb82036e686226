import Glibc
import JSON

/// A value where it stands in a JSON text, read when it is asked for: of a document of megabytes no
/// more than one text has to be in memory besides.
///
/// The text is one that `JSON.check` has let pass. What it says of others is no more than nonsense.
struct JSONText {
  static let dialect: JSON.Dialect = [.sloppyStrings, .trailingCommas]

  /// From the value's first byte to its last.
  private let bytes: UnsafeBufferPointer<UInt8>

  fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The one value of a document.
  init(document bytes: UnsafeBufferPointer<UInt8>) {
    var cursor = JSONCursor(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cursor.at = 3 }
    cursor.skipBlanks()
    self.bytes = cursor.value()
  }

  var isObject: Bool { bytes.first == 0x7B }

  var string: String? {
    guard bytes.first == 0x22 else { return nil }
    return (try? JSON.parse(bytes, allowing: Self.dialect))?.string
  }

  var number: JSONNumber? {
    guard let first = bytes.first, first == 0x2D || first &- 0x30 < 10 else { return nil }
    return (try? JSON.parse(bytes, allowing: Self.dialect))?.number
  }

  /// nil when it is no array.
  var elements: Elements? { bytes.first == 0x5B ? Elements(JSONCursor(bytes, at: 1)) : nil }

  /// Those of an object's members that have one of these keys; nil when it is no object.
  func object(_ keys: [String]) -> JSONObject? {
    guard isObject else { return nil }
    var members: [(key: String, value: JSONText)] = []
    var cursor = JSONCursor(bytes, at: 1)
    while cursor.beginsItem() {
      let raw = cursor.value()
      cursor.skipBlanks()
      // The colon.
      cursor.at += 1
      cursor.skipBlanks()
      let value = JSONText(cursor.value())
      guard let key = keys.first(where: { JSONText(raw).isString($0) }) else { continue }
      members.removeAll { $0.key == key }
      members.append((key, value))
    }
    return JSONObject(members: members)
  }

  /// A string without escapes is compared as it is written.
  private func isString(_ text: String) -> Bool {
    guard bytes.count >= 2 else { return false }
    let inner = UnsafeBufferPointer(rebasing: bytes[1..<(bytes.count - 1)])
    if inner.contains(0x5C) { return string == text }
    return inner.count == text.utf8.count && inner.elementsEqual(text.utf8)
  }

  struct Elements: Sequence, IteratorProtocol {
    private var cursor: JSONCursor

    fileprivate init(_ cursor: JSONCursor) { self.cursor = cursor }

    mutating func next() -> JSONText? {
      cursor.beginsItem() ? JSONText(cursor.value()) : nil
    }
  }
}

/// Members by key; of a key that is repeated, the last.
struct JSONObject {
  fileprivate let members: [(key: String, value: JSONText)]

  func value(_ key: String) -> JSONText? { members.first { $0.key == key }?.value }

  /// A string; numbers as they are written, since some feeds have numbers for ids.
  func string(_ key: String) -> String? {
    let value = value(key)
    return value?.string ?? value?.number?.literal
  }
}

/// Goes from value to value without a look into them.
private struct JSONCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  var at: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, at: Int = 0) {
    self.bytes = bytes
    self.at = at
  }

  mutating func skipBlanks() {
    while at < bytes.count, bytes[at].isBlank { at += 1 }
  }

  /// Whether an element or member stands here, behind the comma after the one before.
  mutating func beginsItem() -> Bool {
    skipBlanks()
    if at < bytes.count, bytes[at] == 0x2C {
      at += 1
      skipBlanks()
    }
    return at < bytes.count && bytes[at] != 0x5D && bytes[at] != 0x7D
  }

  /// The bytes of the value that begins here; goes on behind it, and by a byte at least.
  mutating func value() -> UnsafeBufferPointer<UInt8> {
    let start = min(at, bytes.count)
    var depth = 0
    repeat {
      guard at < bytes.count else { break }
      switch bytes[at] {
      case 0x22: skipString()
      case 0x7B, 0x5B:
        depth += 1
        at += 1
      case 0x7D, 0x5D:
        depth -= 1
        at += 1
      default: depth == 0 ? skipWord() : skipBetween()
      }
    } while depth > 0
    at = min(at, bytes.count)
    return UnsafeBufferPointer(rebasing: bytes[start..<at])
  }

  private mutating func skipString() {
    at += 1
    while at < bytes.count, let start = bytes.baseAddress {
      guard let quote = memchr(start + at, 0x22, bytes.count - at) else { return at = bytes.count }
      let end = UnsafeRawPointer(quote) - UnsafeRawPointer(start)
      var slashes = 0
      while end - slashes > at, bytes[end - slashes - 1] == 0x5C { slashes += 1 }
      at = end + 1
      if slashes % 2 == 0 { return }
    }
  }

  /// A number, or one of the three words.
  private mutating func skipWord() {
    repeat {
      at += 1
    } while at < bytes.count && !bytes[at].isBlank && ![0x2C, 0x5D, 0x7D, 0x3A].contains(bytes[at])
  }

  /// What stands inside an array or object and is neither a string nor a bracket.
  private mutating func skipBetween() {
    repeat {
      at += 1
    } while at < bytes.count && ![0x22, 0x7B, 0x5B, 0x7D, 0x5D].contains(bytes[at])
  }
}
