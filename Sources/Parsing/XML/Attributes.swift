/// One attribute of a start tag: views into the reader's memory, good until the callback returns.
struct Attribute {
  var prefix: UnsafeBufferPointer<UInt8>
  var name: UnsafeBufferPointer<UInt8>
  /// UTF-8, references already replaced.
  var value: UnsafeBufferPointer<UInt8>

  func isNamed(_ prefix: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    self.name.count == name.count && self.prefix.count == prefix.count
      && self.name.elementsEqual(name) && self.prefix.elementsEqual(prefix)
  }
}

/// The attributes of a start tag, without namespace declarations.
struct Attributes {
  var list: UnsafeBufferPointer<Attribute>

  static var none: Attributes { Attributes(list: UnsafeBufferPointer(start: nil, count: 0)) }

  /// The value of the attribute of that local name, in any case; without a prefix, or with `prefix`.
  func value(_ name: StaticString, prefix: StaticString = "") -> UnsafeBufferPointer<UInt8>? {
    for attribute in list
    where attribute.name.isLike(name) && attribute.prefix.isLike(prefix) {
      return attribute.value
    }
    return nil
  }

  /// The same under any prefix or none.
  func anyValue(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    for attribute in list where attribute.name.isLike(name) { return attribute.value }
    return nil
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Equal to `text` (which must be in lower case) but for ASCII case.
  func isLike(_ text: StaticString) -> Bool {
    let wanted = text.utf8CodeUnitCount
    guard count == wanted else { return false }
    let other = text.utf8Start
    for i in 0..<wanted {
      let byte = self[i]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if lower != other[i] { return false }
    }
    return true
  }

  func hasPrefixLike(_ text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && UnsafeBufferPointer(rebasing: self[0..<text.utf8CodeUnitCount]).isLike(text)
  }

  /// Without the blanks at both ends.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }

  static var none: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  var lower: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
