/// Numbers, words, and how what was found instead is told.
extension JSONReader {
  /// RFC 8259 §6.
  mutating func number() throws(JSONError) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    let first = offset
    let whole = digits()
    if whole == 0 { throw badNumber(start) }
    if whole > 1, bytes[first] == UInt8(ascii: "0") {
      throw error(at: start, .leadingZero(wordOfNumber(start)))
    }
    if next == UInt8(ascii: ".") {
      offset += 1
      if digits() == 0 { throw badNumber(start) }
    }
    if next | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      if digits() == 0 { throw badNumber(start) }
    }
    if isWordByte(next) || next == UInt8(ascii: ".") { throw badNumber(start) }
    lastEnd = offset
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = offset
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
    return offset - start
  }

  private func badNumber(_ start: Int) -> JSONError {
    error(at: start, .notANumber(wordOfNumber(start)))
  }

  private func wordOfNumber(_ start: Int) -> String {
    var end = start
    while end < bytes.count, end - start < 40,
      isWordByte(bytes[end]) || [0x2B, 0x2D, 0x2E].contains(bytes[end])
    {
      end += 1
    }
    return printable(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  /// The run of letters, digits, `_`, `$` and non-ASCII at `offset`, at most 64 bytes of it.
  func bareWord() -> String { String(decoding: bytes[offset..<bareWordEnd()], as: UTF8.self) }

  /// Where `bareWord` ends. Not the word's own length: what is not UTF-8 is longer in it.
  func bareWordEnd() -> Int {
    var end = offset
    while end < bytes.count, end - offset < 64, isWordByte(bytes[end]) { end += 1 }
    while end < bytes.count, end > offset, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  func beginsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: ["true", "false", "null"].contains(bareWord())
    }
  }

  /// Whether what stands here is a word, such as a second half of a key without quotes.
  func onlyWord() -> Bool {
    let word = bareWord()
    return !word.isEmpty && !["true", "false", "null"].contains(word)
      && next &- UInt8(ascii: "0") >= 10
  }

  func unexpectedValue(_ word: String) -> JSONError {
    if offset == bytes.count { return error(at: lastEnd, .noValue) }
    switch (word, next) {
    case ("True", _), ("TRUE", _), ("False", _), ("FALSE", _), ("Null", _), ("NULL", _):
      return error(at: offset, .capitals(word))
    case ("None", _), ("nil", _), ("undefined", _):
      return error(at: offset, .notJSON(word))
    case ("yes", _), ("no", _), ("on", _), ("off", _):
      return error(at: offset, .notABoolean(word))
    case (_, UInt8(ascii: "'")):
      return error(at: offset, .singleQuotes)
    case (_, UInt8(ascii: ",")):
      return error(at: offset, .commaForValue)
    case (_, UInt8(ascii: "+")), (_, UInt8(ascii: ".")):
      return error(at: offset, .signOfNumber)
    case ("", _):
      return error(at: offset, .valueExpected(found(offset)))
    default:
      return error(at: offset, .bareText(printable(word)))
    }
  }

  func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

  /// What stands at `offset`.
  func found(_ offset: Int) -> JSONProblem.Found {
    guard offset < bytes.count else { return .end }
    var scalars = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
      .unicodeScalars.makeIterator()
    guard let scalar = scalars.next() else { return .nothing }
    if scalar == "\u{FFFD}", bytes[offset] != 0xEF { return .notUTF8 }
    return scalar == "'" ? .singleQuote : .character(printable(String(Character(scalar))))
  }

  /// `text` with what a terminal must not see escaped.
  func printable(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
  }
}
