import Foundation
import Model
import Testing

@testable import Matching

@Suite struct `Labelled cases` {
  @Test(arguments: MatchingCase.all + MatchingCase.further)
  func `the engine agrees with the label`(labelled: MatchingCase) throws {
    let matcher = try Matcher([Watchlist(name: "w", any: [Term(labelled.query)])])

    let matches = matcher.matches(in: labelled.document)

    #expect(matches.isEmpty != labelled.expect, "\(labelled.id): \(matches)")
    if labelled.expect, let texts = labelled.text {
      let found = matches.flatMap(\.hits).map(\.text)
      #expect(found.contains { texts.contains($0) }, "\(labelled.id): \(found)")
    }
  }
}
