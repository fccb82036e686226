import Foundation
import Matching
import Model
import Testing

/// The engine against the reference, on terms and documents made at random.
///
/// `GUETTEUR_PROPERTY_PAIRS` (2,000 by default) is how many term × document pairs are compared,
/// `GUETTEUR_PROPERTY_SEED` where they begin.
@Suite struct `The engine` {
  private static func number(_ name: String, _ usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? usual
  }

  private static let terms = 10
  private static let documents = 10
  private static let batches = max(
    1, number("GUETTEUR_PROPERTY_PAIRS", 2_000) / UInt64(terms * documents))
  private static let firstSeed = number("GUETTEUR_PROPERTY_SEED", 1)

  @Test func `agrees with the reference on random pairs`() async throws {
    let disagreements = try await withThrowingTaskGroup(of: [Disagreement].self) { group in
      let lanes: UInt64 = 2
      for lane in 0..<lanes {
        group.addTask {
          var found: [Disagreement] = []
          for batch in stride(from: lane, to: Self.batches, by: Int(lanes)) {
            found += try Self.compare(seed: Self.firstSeed &+ batch)
            if found.count > 2_000 { break }
          }
          return found
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }

    // Of 100,000 pairs, 68 differ: phrases joined and inflected at once outside hashtags, which the
    // engine does not look for, and nonsense of the generator on which the rules say nothing (vowel
    // signs after a digit, a letter right after a dotted acronym). What is found is printed; a wrong
    // answer is for a row of its own.
    withKnownIssue(isIntermittent: true) {
      for disagreement in disagreements.prefix(Int(Self.number("GUETTEUR_PROPERTY_SHOWN", 10))) {
        Issue.record("\(disagreement)")
      }
    }
    let share =
      Double(disagreements.count) / Double(Self.batches * UInt64(Self.terms * Self.documents))
    #expect(share < 0.002)
  }

  private static func compare(seed: UInt64) throws -> [Disagreement] {
    var generator = PropertyGenerator(seed: seed)
    let terms = (0..<terms).map { _ in generator.term() }
    let matcher = try Matcher(
      terms.enumerated().map { Watchlist(name: "\($0.offset)", any: [Term($0.element)]) })
    let references = try terms.map { try ReferenceMatcher($0) }
    var found: [Disagreement] = []
    for _ in 0..<documents {
      let document = generator.document()
      let matches = matcher.matches(in: document)
      let reading = ReferenceReading(document)
      for (index, reference) in references.enumerated() {
        let expected = reference.hits(in: reading)
        let actual = matches.first { $0.watchlist == "\(index)" }?.hits
        guard expected != actual else { continue }
        found.append(try Disagreement(seed, reference, document).shrunk())
      }
    }
    return found
  }
}

/// A term and a document on which the two differ.
struct Disagreement: Sendable, CustomStringConvertible {
  var seed: UInt64
  var reference: ReferenceMatcher
  var document: Document
  private let matcher: Matcher

  init(_ seed: UInt64, _ reference: ReferenceMatcher, _ document: Document) throws {
    self.seed = seed
    self.reference = reference
    self.document = document
    matcher = try Matcher([Watchlist(name: "", any: [Term(reference.term)])])
  }

  var description: String {
    """
    seed \(seed) term \(reference.term.debugDescription) language \(document.language ?? "-")
      title \(document.title.text.debugDescription)
      summary \(document.summary.text.debugDescription)
      content \(document.content.text.debugDescription)
      reference \(Self.shown(reference.hits(in: document)))
      engine    \(Self.shown(matcher.matches(in: document).first?.hits))
    """
  }

  private static func shown(_ hits: [Hit]?) -> String {
    guard let hits else { return "no" }
    return "yes"
      + hits.map { " \($0.field)[\($0.start)..<\($0.end)] \($0.text.debugDescription)" }.joined()
  }

  private func differs(_ document: Document) -> Bool {
    reference.hits(in: document) != matcher.matches(in: document).first?.hits
  }

  /// The same with every piece left out that does not matter.
  func shrunk() -> Disagreement {
    var smallest = self
    for field in Field.allCases {
      var pieces = Self.pieces(smallest.document[field].text)
      var at = 0
      while at < pieces.count {
        var fewer = pieces
        fewer.remove(at: at)
        let document = smallest.document.replacing(field, fewer.joined())
        if differs(document) {
          smallest.document = document
          pieces = fewer
        } else {
          at += 1
        }
      }
    }
    return smallest
  }

  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = [""]
    for character in text {
      pieces[pieces.count - 1].append(character)
      if character.isWhitespace { pieces.append("") }
    }
    return pieces
  }
}

extension Document {
  fileprivate func replacing(_ field: Field, _ text: String) -> Document {
    var document = self
    switch field {
    case .title: document.title = FieldText(text)
    case .summary: document.summary = FieldText(text)
    case .content: document.content = FieldText(text)
    }
    return document
  }
}
