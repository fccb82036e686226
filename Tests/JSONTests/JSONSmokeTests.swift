import JSON
import Testing

@Suite struct `JSON values` {
  @Test func `a document is read with its places`() throws {
    let text =
      "\u{FEFF}{\n  \"é\": [1, -2.5e3, \"a\\u00e9\\ud83d\\ude00\\ud800\"], // c\n \"b\": null,\n}"

    let node = try JSON.parseWithPlaces(Array(text.utf8), allowing: .byHand)

    guard case .object(let members) = node.value, case .array(let elements) = members[0].value.value
    else {
      Issue.record("not an object with an array")
      return
    }
    #expect(node.place == JSONPlace(line: 1, column: 1))
    #expect(members[0].keyPlace == JSONPlace(line: 2, column: 3))
    #expect(elements[1].place == JSONPlace(line: 2, column: 12))
    #expect(elements[2].value == .string("aé😀\u{FFFD}"))
    #expect(members[1].value.value == .null)
  }
}
