import Daemon
import Matching
import Model

/// Warnings of terms. Of a kind and a file only the first are told: a list of ten thousand names in
/// quotes has as many.
struct LikeWarnings {
  private static let most = 10

  private struct Kind: Hashable {
    var of: TermWarning.Kind
    var file: String
  }

  private let warnings: [TermWarning]
  private let counts: [Kind: Int]

  init(_ warnings: [TermWarning]) {
    self.warnings = warnings
    counts = Dictionary(warnings.map { (Self.kind(of: $0), 1) }, uniquingKeysWith: +)
  }

  /// `FILE:LINE:COLUMN: what`, in order; `FILE: how many more` after the last that is told of a kind.
  func lines(all isWhole: Bool) -> [Message] {
    var told: [Kind: Int] = [:]
    return warnings.flatMap { warning -> [Message] in
      let kind = Self.kind(of: warning)
      let number = told[kind, default: 0] + 1
      told[kind] = number
      guard number <= Self.most || isWhole else { return [] }
      let line = ConfigurationFault(
        place: warning.term.place, OfWatchlist(warning.watchlist, warning.what)
      ).said
      let rest = (counts[kind] ?? 0) - number
      guard number == Self.most, rest > 0, !isWhole else { return [line] }
      return [line, Message(CommandNews.moreLike(rest)).after(kind.file)]
    }
  }

  private static func kind(of warning: TermWarning) -> Kind {
    Kind(of: warning.kind, file: warning.term.place.file)
  }
}
