import Matching
import Model
import Testing

@Suite struct `Texts that are still bytes` {
  private static let watchlists = [
    Watchlist(
      name: "words",
      any: ["Otan", "mer NEAR/3 Chine", "cyber*", "日本", "=Elles", "/é+/"]
        .map { Term($0) }),
    Watchlist(name: "rest", any: [Term("guerre SAUF froide"), Term("Россия"), Term("تركيا")]),
  ]

  private func matches(_ title: [UInt8], _ content: [UInt8]) throws -> [Match] {
    let matcher = try Matcher(Self.watchlists)
    let scratch = MatchScratch()
    return title.withUnsafeBufferPointer { title in
      content.withUnsafeBufferPointer { content in
        matcher.matches(
          in: DocumentBytes(
            title: DocumentBytes.Text(title),
            summary: DocumentBytes.Text(UnsafeBufferPointer(start: nil, count: 0)),
            content: DocumentBytes.Text(content)), language: "fr", using: scratch
        ) {
          Document(
            title: FieldText(String(decoding: title, as: UTF8.self)),
            content: FieldText(String(decoding: content, as: UTF8.self)), language: "fr")
        }
      }
    }
  }

  @Test(arguments: [
    ("L’Otan à Tokyo", "la mer de Chine"), ("", "日本の防衛"), ("elles", "cyberattaque"),
    ("rien", "rien"), ("guerre", "Россию и Турцию"), ("", ""),
  ]) func `match as their strings do`(title: String, content: String) throws {
    let document = Document(
      title: FieldText(title), content: FieldText(content), language: "fr")

    let found = try matches(Array(title.utf8), Array(content.utf8))

    #expect(try found == Matcher(Self.watchlists).matches(in: document))
  }

  @Test(
    arguments: [
      [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x98], [0xFF, 0xFE, 0xFF], [0xED, 0xA0, 0x80],
      [0xF7, 0xBF, 0xBF, 0xBF], [0xC0, 0x80], [0x80, 0x80, 0x80], [0xC3, 0x28], [0xE4],
      [0xF4, 0x90],
    ] as [[UInt8]]) func `that are no UTF-8 stop nothing`(broken: [UInt8]) throws
  {
    let word = Array("Otan".utf8)

    for bytes in [broken, word + broken, broken + word, word + broken + word + broken] {
      _ = try matches(bytes, bytes)
    }
    #expect(try matches(word + [0x20] + broken, []).map(\.watchlist).contains("words"))
  }

  @Test func `full of one word still show the others`() throws {
    let flood = String(repeating: "Otan ", count: 80_000)

    let found = try matches(Array(flood.utf8), Array("\(flood) Россия".utf8))

    #expect(found.map(\.watchlist) == ["words", "rest"])
    #expect(found.map(\.hits.count) == [50_000, 1])
  }
}
