import Foundation
import Matching
import Model
import TestSupport
import Testing

/// The engine against the reference, on real articles and the names that a press monitor watches
/// (`matching/press`, `matching/aliases.json`).
@Suite struct `The engine on the press` {
  /// `GUETTEUR_PROPERTY_ARTICLES` is how many articles of each language are read, 1 by default.
  static let articles =
    ProcessInfo.processInfo.environment["GUETTEUR_PROPERTY_ARTICLES"].flatMap(Int.init) ?? 1

  struct Press: Sendable, CustomTestStringConvertible {
    var language: String
    var documents: [Document]
    var terms: [String]
    var testDescription: String { language }
  }

  private struct Aliases: Decodable {
    struct Entity: Decodable { var forms: [String: [String]] }
    var languages: [String]
    var entities: [Entity]
  }

  private struct Article: Decodable {
    var title: String
    var summary: String
    var content: String
    enum CodingKeys: String, CodingKey {
      case title, summary
      case content = "content_text"
    }
  }

  static let all: [Press] = {
    guard let path = SharedFolder.path else { return [] }
    let folder = URL(fileURLWithPath: path).appendingPathComponent("matching")
    guard let file = try? Data(contentsOf: folder.appendingPathComponent("aliases.json")),
      let aliases = try? JSONDecoder().decode(Aliases.self, from: file)
    else { return [] }
    return aliases.languages.compactMap { press($0, aliases, folder) }
  }()

  private static func press(_ language: String, _ aliases: Aliases, _ folder: URL) -> Press? {
    let file = folder.appendingPathComponent("press/\(language).jsonl")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let documents = text.split(separator: "\n").prefix(articles).compactMap {
      (line) -> Document? in
      guard let article = try? JSONDecoder().decode(Article.self, from: Data(line.utf8)) else {
        return nil
      }
      return Document(
        title: FieldText(article.title), summary: FieldText(article.summary),
        content: FieldText(String(article.content.prefix(1_500))), language: language)
    }
    let terms = aliases.entities.flatMap { $0.forms[language] ?? [] }
    return Press(
      language: language, documents: documents,
      terms: Array(Set(terms)).filter { !needsDictionary($0) }.sorted())
  }

  /// The reference has no dictionary for the edges of Han and hiragana.
  private static func needsDictionary(_ term: String) -> Bool {
    term.unicodeScalars.contains { [.han, .hiragana, .thai].contains(Reference.script($0)) }
  }

  @Test(.enabled(if: !all.isEmpty), arguments: all)
  func `agrees with the reference`(press: Press) throws {
    let matcher = try Matcher(press.terms.map { Watchlist(name: $0, any: [Term($0)]) })
    let references = try press.terms.map { try ReferenceMatcher($0) }
    var disagreements: [Disagreement] = []
    for document in press.documents {
      let matches = matcher.matches(in: document)
      let reading = ReferenceReading(document)
      for reference in references {
        let actual = matches.first { $0.watchlist == reference.term }?.hits
        guard reference.hits(in: reading) != actual else { continue }
        disagreements.append(try Disagreement(0, reference, document).shrunk())
      }
    }

    for disagreement in disagreements.prefix(10) { Issue.record("\(disagreement)") }
    #expect(disagreements.count == 0)
  }
}
