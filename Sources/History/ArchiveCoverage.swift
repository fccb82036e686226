public import Model
internal import PlainText
public import Recording

/// What a reading of the archive covered, and what it did not.
public struct ArchiveCoverage: Hashable, Sendable {
  /// Entries that were read (whole pieces: a few outside of the time may be among them).
  public var entries = 0
  /// When the oldest and the newest entry that the archive keeps were seen.
  public var oldest: Timestamp?
  public var newest: Timestamp?
  /// Older entries that are not kept any more.
  public var pruned: Int64
  public var losses: [ArchiveLoss]
  /// Where it was interrupted; nil when it came to its end.
  public var stoppedAt: Timestamp?

  init(_ contents: ArchiveContents) {
    oldest = contents.oldest
    newest = contents.newest
    pruned = contents.pruned
    losses = contents.losses
  }

  mutating func add(_ place: ArchivePlace, _ losses: [ArchiveLoss]) {
    entries += place.entries - losses.reduce(0) { $0 + $1.entries }
    self.losses += losses
  }

  /// It was interrupted before `place` was read.
  mutating func stop(
    at place: ArchivePlace, _ order: ArchiveScan.Order, _ since: Timestamp?, _ until: Timestamp?
  ) {
    switch order {
    case .oldestFirst: stoppedAt = max(place.since, since ?? place.since)
    case .newestFirst: stoppedAt = min(place.until, until ?? place.until)
    }
  }

  /// One line for each thing that was not covered.
  /// - Parameter since: the begin of what was asked for.
  public func caveats(since: Timestamp?) -> [String] {
    var lines: [String] = []
    if let oldest {
      if since.map({ $0 < oldest }) ?? (pruned > 0) {
        lines.append(
          pruned > 0
            ? "the archive begins at \(RFC3339.format(oldest)): "
              + "\(pruned) older entries have been pruned"
            : "the archive begins at \(RFC3339.format(oldest)): nothing was recorded before")
      }
    } else {
      lines.append(
        "the archive is empty: nothing was recorded yet, or archive.keep is \"0s\"")
    }
    lines += losses.map(Self.line)
    if let stoppedAt { lines.append("interrupted at \(RFC3339.format(stoppedAt))") }
    return lines
  }

  /// One line for it.
  public static func line(_ loss: ArchiveLoss) -> String {
    switch loss {
    case .damaged(let from, let to, let entries):
      "\(entries) entries seen \(span(from, to)) are damaged and were not read"
    case .missing(let from, let to, let entries):
      "\(entries) entries seen \(span(from, to)) are missing from the archive"
    }
  }

  private static func span(_ from: Timestamp, _ to: Timestamp) -> String {
    from == to
      ? "at \(RFC3339.format(from))"
      : "between \(RFC3339.format(from)) and \(RFC3339.format(to))"
  }
}
