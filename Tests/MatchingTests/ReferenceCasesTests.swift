import Foundation
import Model
import PlainText
import Testing

/// One labelled document (`Fixtures/cases.jsonl`).
struct MatchingCase: Decodable, Sendable, CustomTestStringConvertible {
  var id: String
  var group: String
  var query: String
  var title: String?
  var summary: String?
  // The names are those of the file.
  var contentHTML: String?
  var contentText: String?
  var language: String?
  var expect: Bool
  var text: [String]?
  var why: String

  enum CodingKeys: String, CodingKey {
    case id, group, query, title, summary, language, expect, text, why
    case contentHTML = "content_html"
    case contentText = "content_text"
  }

  var testDescription: String { "\(id) \(group): \(query) — \(why)" }

  var document: Document {
    Document(
      title: PlainText.field(Markup(title ?? "", .untyped)),
      summary: PlainText.field(Markup(summary ?? "", .untyped)),
      content: contentHTML.map { PlainText.field(Markup($0, .html)) }
        ?? FieldText(contentText ?? ""),
      language: language)
  }

  static let all = read("cases")
  /// More of the same, written from the rules: each clause, with what it finds and leaves alone.
  static let further = read("further")

  /// The labelled cases of a file of `Fixtures`, one JSON object a line.
  static func read(_ name: String) -> [MatchingCase] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).jsonl")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(MatchingCase.self, from: Data($0.utf8))
    }
  }
}

@Suite struct `The reference` {
  /// They turn on a dictionary of Chinese or Japanese words, which the reference does without.
  static let needDictionary: Set<String> = ["p0133", "p0140", "p0141", "p0142"]

  @Test(arguments: MatchingCase.all.filter { !needDictionary.contains($0.id) })
  func `agrees with the labelled cases`(example: MatchingCase) throws {
    let hits = try ReferenceMatcher(example.query).hits(in: example.document)

    #expect((hits != nil) == example.expect)
    if let text = example.text, let hits {
      #expect(hits.contains { text.contains($0.text) }, "\(hits.map(\.text))")
    }
  }
}
