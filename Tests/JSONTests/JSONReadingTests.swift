import Foundation
import JSON
import Testing

/// The error of `text`, as `LINE:COLUMN: what`; nil when it is JSON.
private func error(_ text: [UInt8], _ dialect: JSON.Dialect = .strict) -> String? {
  do throws(JSONError) {
    _ = try JSON.parse(text, allowing: dialect)
    return nil
  } catch {
    return "\(error.line):\(error.column): \(error.message)"
  }
}

@Suite struct `Reading JSON` {
  @Test func `a document is read with its places`() throws {
    let text = "\u{FEFF}{\r\n  \"é\": [1, -2.5e3, \"a\\u00e9\"], // c\r \"b\": null,\n}"

    let node = try JSON.parseWithPlaces(Array(text.utf8), allowing: .byHand)

    guard case .object(let members) = node.value, case .array(let elements) = members[0].value.value
    else {
      Issue.record("not an object with an array")
      return
    }
    #expect(node.place == JSONPlace(line: 1, column: 1))
    #expect(members[0].keyPlace == JSONPlace(line: 2, column: 3))
    #expect(elements[1].place == JSONPlace(line: 2, column: 12))
    #expect(elements[2].contentPlace == JSONPlace(line: 2, column: 21))
    #expect(members[1].keyPlace == JSONPlace(line: 3, column: 2))
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""\u00e9\u0041""#, "éA"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83dx""#, "\u{FFFD}x"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\u0000""#, "\u{0}"), (#""é日😀""#, "é日😀"),
    (#""0123456789abcdef\n0123456789abcdef""#, "0123456789abcdef\n0123456789abcdef"), ("\"\"", ""),
  ])
  func `strings are unescaped`(text: String, value: String) throws {
    #expect(try JSON.parse(Array(text.utf8)) == .string(value))
  }

  @Test(
    arguments: [
      ("0", 0, 0.0), ("-0", 0, -0.0), ("10", 10, 10), ("1e1", 10, 10), ("10.0", 10, 10),
      ("1.5", nil, 1.5), ("9223372036854775807", Int64.max, 9_223_372_036_854_775_808),
      ("9223372036854775808", nil, 9_223_372_036_854_775_808), ("1e400", nil, nil),
      ("-1e-400", 0, 0), ("1E+2", 100, 100),
    ] as [(String, Int64?, Double?)])
  func `numbers are read without a trap`(text: String, whole: Int64?, double: Double?) throws {
    let number = try #require(try JSON.parse(Array(text.utf8)).number)

    #expect(number.literal == text)
    #expect(number.int64 == whole)
    #expect(number.double == double)
  }

  @Test(arguments: [
    ("", "1:1: the text is empty: expected a value"),
    (" \n ", "1:1: the text is empty: expected a value"),
    ("[1,]", "1:3: a comma with nothing after it"),
    ("[1 2]", "1:3: expected ',' or ']' after a value"),
    ("{\"a\":1,}", "1:7: a comma with nothing after it"),
    ("[", "1:2: the text ends inside the array that begins at line 1, column 1"),
    ("{\"a\"}", "1:5: expected ':' after the key \"a\""),
    ("{a:1}", "1:2: a key stands in double quotes: \"a\""),
    ("nul", "1:1: expected a value, found nul; text stands in quotes"),
    ("tru e", "1:1: expected a value, found tru; text stands in quotes"),
    ("01", "1:1: a number does not begin with 0: 01"),
    ("1.", "1:1: 1. is not a number; text stands in quotes"),
    ("-", "1:1: - is not a number"), ("1e", "1:1: 1e is not a number; text stands in quotes"),
    ("/* c */ 1", "1:1: comments are not allowed"),
    ("1 1", "1:3: expected nothing after the value, found '1'"),
    ("\"a", "1:1: the string that begins here has no closing quote"),
    ("\"a\n\"", "1:1: the string that begins here has no closing quote on its line"),
    ("\"\\x\"", "1:2: \\ in a string is written \\\\, or begins \\n \\t \\\" \\uXXXX"),
    ("\"\\", "1:2: \\ in a string is written \\\\, or begins \\n \\t \\\" \\uXXXX"),
    ("\"\\u00g0\"", "1:2: \\u needs four hexadecimal digits"),
    ("\"\\ud83d\\u00\"", "1:8: \\u needs four hexadecimal digits"),
    ("]", "1:1: expected a value, found ']'"), ("\u{0}", "1:1: expected a value, found '\\u0000'"),
    ("[\u{A0}1]", "1:2: expected a value, found \u{A0}1; text stands in quotes"),
  ])
  func `what is wrong is told in words`(text: String, message: String) {
    #expect(error(Array(text.utf8)) == message)
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
      [0xF0, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are an error, or U+FFFD`(bytes: [UInt8]) throws {
    let text = [0x22, 0xC3, 0xA9] + bytes + [0x22]

    #expect(error(text)?.hasPrefix("1:3: a byte that is not UTF-8") == true)
    let value = try JSON.parse(text, allowing: .sloppyStrings).string
    #expect(value == String(decoding: text.dropFirst().dropLast(), as: UTF8.self))
  }

  @Test func `256 levels are read and 257 are refused`() {
    let (deep, deeper) = (
      String(repeating: "[", count: 256) + String(repeating: "]", count: 256),
      String(repeating: "[", count: 257) + String(repeating: "]", count: 257)
    )

    #expect(error(Array(deep.utf8)) == nil)
    #expect(
      error(Array(deeper.utf8)) == "1:257: more than 256 arrays and objects inside each other")
  }

  @Test func `a repeated key keeps both members, and the last is found`() throws {
    let value = try JSON.parse(Array(#"{"a": 1, "a": 2}"#.utf8))

    #expect(value.object?.count == 2)
    #expect(value["a"]?.number?.int64 == 2)
    #expect(value["b"] == nil)
  }

  @Test func `errors that leave no doubt are collected`() {
    let (node, errors) = JSON.parseCollecting(
      Array("{\"a\": [1 2],\n b: 3 \"c\": \"\\q\"}".utf8), allowing: .byHand)

    #expect(node != nil)
    #expect(errors.map(\.line) == [1, 2, 2, 2])
    #expect(errors.map(\.keys) == [["a"], [], ["b"], ["c"]])
  }

  @Test func `the way to an error is told in the keys as they read`() {
    let (_, errors) = JSON.parseCollecting(
      Array(#"{"x": {}, "a\"b": {"y": 1, "\u00e9": [{"z": 1 2}]}}"#.utf8), allowing: .byHand)

    #expect(errors.first?.keys == ["a\"b", "é", "z"])
  }

  @Test(
    arguments: [
      ("", 1, 1), ("1234567", 1, 8), ("12345678", 1, 9), ("123456789", 1, 10), ("\n", 2, 1),
      ("12345678\n12345678", 2, 9), ("1234567\r\n8", 2, 2), ("123456\r8", 2, 2),
      ("é234567é9123456", 1, 16), ("日本語", 1, 4), ("\u{1F600}2345678", 1, 9), ("\t\t345678", 1, 9),
      ("12\u{7F}45678\n\n\n\n\n\n\n\n12345678é", 9, 10),
    ] as [(String, Int, Int)])
  func `a column is a character`(before: String, line: Int, column: Int) throws {
    let text = "/*\(before)*/ 1"

    let place = try JSON.parseWithPlaces(Array(text.utf8), allowing: .byHand).place

    #expect(place == JSONPlace(line: line, column: column + (line == 1 ? 5 : 3)))
  }

  @Test func `no mutation of a document traps, and Foundation agrees on which are JSON`() throws {
    let seed = Array(
      #"{"a":[1,-2.5e3,true,null,"é\u00e9\n"],"b":{"c":[[],{}],"d":"x"},"e":0}"#.utf8)
    var random = Generator(state: 20_261_125)

    for _ in 0..<20_000 {
      let text = random.mutated(seed)
      let ours = error(text) == nil
      let theirs =
        (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil
      // Foundation accepts less of what is odd in strings and more around NUL: only where both
      // are strict must they agree.
      if ours != theirs, text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }),
        !text.contains(UInt8(ascii: "\\"))
      {
        Issue.record("\(String(decoding: text, as: UTF8.self)): ours \(ours), theirs \(theirs)")
      }
      _ = JSON.parseCollecting(text, allowing: [.byHand, .sloppyStrings])
    }
  }
}

/// SplitMix64, so that a failure can be run again.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func mutated(_ seed: [UInt8]) -> [UInt8] {
    var text = seed
    for _ in 0...Int.random(in: 0...3, using: &self) where !text.isEmpty {
      let at = Int.random(in: 0..<max(text.count, 1), using: &self)
      switch Int.random(in: 0...3, using: &self) {
      case 0: text.remove(at: at)
      case 1: text.insert(Array("\"\\{}[],:0e-.x".utf8).randomElement(using: &self) ?? 0, at: at)
      case 2: text[at] = UInt8.random(in: 0...255, using: &self)
      default: text = Array(text.prefix(max(at, 1)))
      }
    }
    return text
  }
}
