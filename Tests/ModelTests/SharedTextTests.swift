import Model
import Testing

@Suite struct `Texts of one document` {
  /// More than one piece of memory holds.
  private static let texts = (0..<3000).map { String(repeating: "é\($0) ", count: $0 % 40) }

  private static func shelved(_ texts: [String]) -> [SharedText] {
    var shelf = TextShelf(bytes: 1000)
    return texts.map { text in
      var text = text
      return text.withUTF8 { shelf.add($0) }
    }
  }

  @Test func `stay what was put on the shelf, when the shelf is gone too`() {
    let shared = Self.shelved(Self.texts)

    #expect(shared.map(\.string) == Self.texts)
    #expect(shared.map(\.count) == Self.texts.map(\.utf8.count))
  }

  @Test func `are equal when their bytes are`() {
    let shared = Self.shelved(["Otan", "Onu", "Otan", ""])

    #expect(shared[0] == shared[2] && shared[0] == SharedText("Otan"))
    #expect(shared[0] != shared[1] && shared[0] != shared[3])
    #expect(shared[3] == .empty && SharedText("") == .empty)
    #expect(Set(shared).count == 3)
  }

  @Test func `are longer than a shelf takes at once`() {
    let long = String(repeating: "mot ", count: 100_000)

    let shared = Self.shelved(["a", long, "b"])

    #expect(shared.map(\.string) == ["a", long, "b"])
  }
}
