public import Model
internal import PlainText
public import Recording

/// Something of the past that a reading of the archive did not cover.
public enum ArchiveCaveat: Hashable, Saying {
  case empty
  case begins(Timestamp)
  case pruned(Int64, before: Timestamp)
  case loss(ArchiveLoss)
  case interrupted(at: Timestamp)

  public var english: String {
    switch self {
    case .empty: "the archive is empty: nothing was recorded yet, or archive.keep is \"0s\""
    case .begins(let time):
      "the archive begins at \(RFC3339.format(time)): nothing was recorded before"
    case .pruned(let count, let time):
      "the archive begins at \(RFC3339.format(time)): \(count) older entries have been pruned"
    case .loss(.damaged(let from, let to, let entries)):
      "\(entries) entries seen \(Self.span(from, to)) are damaged and were not read"
    case .loss(.missing(let from, let to, let entries)):
      "\(entries) entries seen \(Self.span(from, to)) are missing from the archive"
    case .interrupted(let time): "interrupted at \(RFC3339.format(time))"
    }
  }

  public var french: French {
    switch self {
    case .empty:
      "l’archive est vide : rien n’a encore été enregistré, ou archive.keep vaut \"0s\""
    case .begins(let time):
      "l’archive commence le \(RFC3339.format(time)) : rien n’a été enregistré avant"
    case .pruned(let count, let time):
      "l’archive commence le \(RFC3339.format(time)) : \(French.counted(count, "article plus ancien a été effacé", "articles plus anciens ont été effacés"))"
    case .loss(.damaged(let from, let to, let entries)):
      "\(French.counted(entries, "article vu", "articles vus")) \(Self.frenchSpan(from, to)), endommagés, n’ont pas été lus"
    case .loss(.missing(let from, let to, let entries)):
      "\(French.counted(entries, "article vu", "articles vus")) \(Self.frenchSpan(from, to)) : absents de l’archive"
    case .interrupted(let time): "interrompu le \(RFC3339.format(time))"
    }
  }

  private static func span(_ from: Timestamp, _ to: Timestamp) -> String {
    from == to
      ? "at \(RFC3339.format(from))"
      : "between \(RFC3339.format(from)) and \(RFC3339.format(to))"
  }

  private static func frenchSpan(_ from: Timestamp, _ to: Timestamp) -> French {
    from == to
      ? "le \(RFC3339.format(from))" : "entre \(RFC3339.format(from)) et \(RFC3339.format(to))"
  }
}
