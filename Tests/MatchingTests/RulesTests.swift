import Model
import Testing

@testable import Matching

@Suite struct `Rules of matching` {
  @Test(arguments: RuleRow.found)
  func `a term is found and marked`(row: RuleRow) throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term(row.query)])])

    let hits = matcher.matches(
      in: Document(content: FieldText(row.text), language: row.language)
    ).flatMap(\.hits)

    #expect(!hits.isEmpty)
    #expect(row.spans.isEmpty || hits.contains { row.spans.contains($0.text) }, "\(hits)")
    let scalars = Array(row.text.unicodeScalars)
    for hit in hits {
      #expect(String(String.UnicodeScalarView(scalars[hit.start..<hit.end])) == hit.text)
    }
  }

  @Test(arguments: RuleRow.notFound)
  func `another word is left alone`(row: RuleRow) throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term(row.query)])])

    let matches = matcher.matches(
      in: Document(content: FieldText(row.text), language: row.language))

    #expect(matches.isEmpty, "\(matches)")
  }
}
