/// The start tags of an HTML page, found without building a tree. Linear.
struct HTMLTags: Sequence, IteratorProtocol {
  struct Tag {
    /// Lowercased.
    var name: String
    /// Names lowercased; character references as they stand.
    var attributes: [String: String]
    /// The place after the tag.
    var end: Int
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> Tag? {
    while let open = find(0x3C, from: place) {
      place = open + 1
      if starts(with: "!--", at: place) {
        place = end(of: "-->", from: place + 3)
        continue
      }
      guard place < bytes.count, bytes[place].isLetter else { continue }
      let tag = readTag()
      if tag.name == "script" || tag.name == "style" {
        place = end(of: tag.name == "script" ? "</script" : "</style", from: place)
      }
      return tag
    }
    return nil
  }

  private mutating func readTag() -> Tag {
    let start = place
    while place < bytes.count, bytes[place].isLetter || bytes[place].isDigit { place += 1 }
    var tag = Tag(name: lowered(start..<place), attributes: [:], end: place)
    while place < bytes.count, bytes[place] != 0x3E {
      guard let (name, value) = readAttribute() else { continue }
      if tag.attributes.count < 32, tag.attributes[name] == nil { tag.attributes[name] = value }
    }
    place = Swift.min(place + 1, bytes.count)
    tag.end = place
    return tag
  }

  private mutating func readAttribute() -> (String, String)? {
    let start = place
    while place < bytes.count, Self.isName(bytes[place]) { place += 1 }
    guard place > start else {
      place += 1
      return nil
    }
    let name = lowered(start..<place)
    skipBlanks()
    guard place < bytes.count, bytes[place] == 0x3D else { return (name, "") }
    place += 1
    skipBlanks()
    guard place < bytes.count else { return (name, "") }
    let quote = bytes[place]
    if quote == 0x22 || quote == 0x27 {
      let from = place + 1
      let to = find(quote, from: from) ?? bytes.count
      place = Swift.min(to + 1, bytes.count)
      return (name, String(decoding: bytes[from..<to], as: UTF8.self))
    }
    let from = place
    while place < bytes.count, !bytes[place].isBlank, bytes[place] != 0x3E { place += 1 }
    return (name, String(decoding: bytes[from..<place], as: UTF8.self))
  }

  private static func isName(_ byte: UInt8) -> Bool {
    !byte.isBlank && byte != 0x3D && byte != 0x3E && byte != 0x2F && byte != 0x22 && byte != 0x27
  }

  private mutating func skipBlanks() {
    while place < bytes.count, bytes[place].isBlank { place += 1 }
  }

  private func lowered(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].prefix(64).map(\.lower), as: UTF8.self)
  }

  func find(_ byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    return Parsing.find(byte, in: base + start, bytes.count - start).map { start + $0 }
  }

  private func starts(with text: StaticString, at start: Int) -> Bool {
    start + text.utf8CodeUnitCount <= bytes.count
      && UnsafeBufferPointer(rebasing: bytes[start..<(start + text.utf8CodeUnitCount)])
        .isLike(text)
  }

  /// The place after the next `text`, or the end.
  private func end(of text: StaticString, from start: Int) -> Int {
    var from = start
    while let found = find(text.utf8Start[0], from: from) {
      if starts(with: text, at: found) { return found + text.utf8CodeUnitCount }
      from = found + 1
    }
    return bytes.count
  }
}
