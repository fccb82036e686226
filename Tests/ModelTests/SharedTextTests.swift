import Model
import TestSupport
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

  /// A folder that is there, one that is not, and none.
  @Test(arguments: ["", "/nowhere", nil] as [String?])
  func `of a large document read the same wherever they stand`(_ place: String?) {
    let folder = TemporaryFolder()
    let texts = Self.texts + [String(repeating: "Otan ", count: 300_000)] + Self.texts

    var shelf = TextShelf(
      bytes: TextShelf.largeDocument, spillingTo: place.map { folder.path + $0 })
    let shared = texts.map { text in
      var text = text
      return text.withUTF8 { shelf.add($0) }
    }
    shelf.close()

    #expect(shared.map(\.string) == texts)
    #expect(shared.map(\.string) == texts, "and again, when they have left the memory")
    #expect(folder.names == [])
  }

  @Test func `of a large document are whole in a file, and after they left the memory`() throws {
    let folder = TemporaryFolder()
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 * 7) }

    let spilled = try #require(
      bytes.withUnsafeBufferPointer { SpilledBytes($0, in: folder.path) })
    spilled.rest()

    #expect(spilled.bytes.elementsEqual(bytes))
    #expect(folder.names == [])
    #expect(bytes.withUnsafeBufferPointer { SpilledBytes($0, in: folder.file("nowhere")) } == nil)
  }
}
