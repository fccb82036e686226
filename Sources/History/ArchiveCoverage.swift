public import Model
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

  /// Each thing that was not covered.
  /// - Parameter since: the begin of what was asked for.
  public func caveats(since: Timestamp?) -> [ArchiveCaveat] {
    var caveats: [ArchiveCaveat] = []
    if let oldest {
      if since.map({ $0 < oldest }) ?? (pruned > 0) {
        caveats.append(pruned > 0 ? .pruned(pruned, before: oldest) : .begins(oldest))
      }
    } else {
      caveats.append(.empty)
    }
    caveats += losses.map(ArchiveCaveat.loss)
    if let stoppedAt { caveats.append(.interrupted(at: stoppedAt)) }
    return caveats
  }
}
