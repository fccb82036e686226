/// What `JSONReader` builds: with places or without. The reader is specialised for each.
protocol JSONTree {
  associatedtype Node
  associatedtype Member
  associatedtype Place

  /// Called with ascending offsets.
  mutating func place(at offset: Int) -> Place
  func null(_ place: Place) -> Node
  func bool(_ truth: Bool, _ place: Place) -> Node
  func number(_ literal: String, _ place: Place) -> Node
  func string(_ text: String, _ place: Place) -> Node
  func array(_ elements: [Node], _ place: Place) -> Node
  func object(_ members: [Member], _ place: Place) -> Node
  func member(_ key: String, _ place: Place, _ value: Node) -> Member
}

struct PlainTree: JSONTree {
  func place(at offset: Int) {}
  func null(_ place: Void) -> JSONValue { .null }
  func bool(_ truth: Bool, _ place: Void) -> JSONValue { .bool(truth) }
  func number(_ literal: String, _ place: Void) -> JSONValue {
    .number(JSONNumber(literal: literal))
  }
  func string(_ text: String, _ place: Void) -> JSONValue { .string(text) }
  func array(_ elements: [JSONValue], _ place: Void) -> JSONValue { .array(elements) }
  func object(_ members: [JSONMember], _ place: Void) -> JSONValue { .object(members) }
  func member(_ key: String, _ place: Void, _ value: JSONValue) -> JSONMember {
    JSONMember(key: key, value: value)
  }
}

/// Nothing is built.
struct NoTree: JSONTree {
  func place(at offset: Int) {}
  func null(_ place: Void) {}
  func bool(_ truth: Bool, _ place: Void) {}
  func number(_ literal: String, _ place: Void) {}
  func string(_ text: String, _ place: Void) {}
  func array(_ elements: [Void], _ place: Void) {}
  func object(_ members: [Void], _ place: Void) {}
  func member(_ key: String, _ place: Void, _ value: Void) {}
}

struct PlacedTree: JSONTree {
  private var cursor: PlaceCursor

  init(_ bytes: UnsafeBufferPointer<UInt8>) { cursor = PlaceCursor(bytes) }

  mutating func place(at offset: Int) -> JSONPlace { cursor.advance(to: offset) }
  func null(_ place: JSONPlace) -> JSONNode { JSONNode(value: .null, place: place) }
  func bool(_ truth: Bool, _ place: JSONPlace) -> JSONNode {
    JSONNode(value: .bool(truth), place: place)
  }
  func number(_ literal: String, _ place: JSONPlace) -> JSONNode {
    JSONNode(value: .number(JSONNumber(literal: literal)), place: place)
  }
  func string(_ text: String, _ place: JSONPlace) -> JSONNode {
    JSONNode(value: .string(text), place: place)
  }
  func array(_ elements: [JSONNode], _ place: JSONPlace) -> JSONNode {
    JSONNode(value: .array(elements), place: place)
  }
  func object(_ members: [JSONNode.Member], _ place: JSONPlace) -> JSONNode {
    JSONNode(value: .object(members), place: place)
  }
  func member(_ key: String, _ place: JSONPlace, _ value: JSONNode) -> JSONNode.Member {
    JSONNode.Member(key: key, keyPlace: place, value: value)
  }
}

/// Turns ascending byte offsets into lines and columns, in one pass over the text.
struct PlaceCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var column = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  mutating func advance(to end: Int) -> JSONPlace {
    let end = min(end, bytes.count)
    while offset < end {
      skipPlain(to: end)
      if offset == end { break }
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case 0x0A,
        0x0D where offset == bytes.count || bytes[offset] != 0x0A:
        line += 1
        column = 1
      case 0x80..<0xC0: break
      default: column += 1
      }
    }
    return JSONPlace(line: line, column: column)
  }

  /// Passes bytes that are a column each, eight at a time: ASCII, and no line ends in them.
  @inline(__always)
  private mutating func skipPlain(to end: Int) {
    guard let base = bytes.baseAddress else { return }
    let start = offset
    var at = start
    while at < end, at &+ 8 <= bytes.count {
      // What comes after `end` is pushed out.
      let count = min(end &- at, 8)
      let shift = UInt64(64 &- 8 &* count)
      let word =
        UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self).littleEndian &<< shift
        | 0x2020_2020_2020_2020 & (1 &<< shift &- 1)
      if (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 != 0 { break }
      at &+= count
    }
    offset = at
    column += at &- start
  }
}
