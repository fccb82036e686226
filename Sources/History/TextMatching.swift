internal import Matching
internal import Model
internal import Recording

/// One thread's matching of archived texts: strings are made only of those in which something is
/// found. A class, since it owns the buffers of matching.
final class TextMatching {
  private let matcher: Matcher
  private let reading: PastReading
  private let languages: TextLanguages
  private let scratch = MatchScratch()
  private var troubles: Set<TermTrouble> = []

  init(_ matcher: Matcher, _ reading: PastReading) {
    self.matcher = matcher
    self.reading = reading
    languages = TextLanguages(reading)
  }

  /// What holds for one text.
  struct Found {
    var entry: ArchivedEntry
    var document: Document
    /// Not empty.
    var matches: [Match]
  }

  /// nil when nothing holds.
  func found(in text: ArchivedText) -> Found? {
    var read: (entry: ArchivedEntry, document: Document)?
    let matches = matcher.matches(
      in: text.document, language: language(of: text), using: scratch
    ) {
      guard let entry = text.entry() else { return Document() }
      let document = reading.document(of: entry)
      read = (entry, document)
      return document
    }
    if !scratch.troubles.isEmpty { troubles.formUnion(scratch.troubles) }
    guard let read, !matches.isEmpty else { return nil }
    return Found(entry: read.entry, document: read.document, matches: matches)
  }

  func language(of text: ArchivedText) -> String? { languages.language(of: text) }

  /// The terms that ran out of their limits since this was last asked.
  func takeTroubles() -> Set<TermTrouble> {
    defer { troubles = [] }
    return troubles
  }
}
