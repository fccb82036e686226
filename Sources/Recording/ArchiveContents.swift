public import Model

/// What the archive has of a time: its pieces, and what is known not to be there.
public struct ArchiveContents: Hashable, Sendable {
  /// Oldest first; the outermost may reach out of the time.
  public var places: [ArchivePlace]
  /// Entries of the time that are not there although nothing was pruned.
  public var losses: [ArchiveLoss]
  /// When the oldest entry that is kept was seen, of any time; nil: the archive is empty.
  public var oldest: Timestamp?
  public var newest: Timestamp?
  /// Entries before `oldest` that were dropped, by `archive.keep` or `archive.max_bytes`.
  public var pruned: Int64

  public var entries: Int { places.reduce(0) { $0 + $1.entries } }
  public var rawBytes: Int64 { places.reduce(0) { $0 + $1.rawBytes } }
  public var storedBytes: Int64 { places.reduce(0) { $0 + $1.storedBytes } }

  /// `all`: every piece, oldest first. Numbers of entries have no gaps but where some are missing.
  init(_ all: [ArchivePlace], since: Timestamp?, until: Timestamp?) {
    oldest = all.first?.since
    newest = all.map(\.until).max()
    pruned = max(0, (all.first?.first ?? 1) - 1)
    places = all.filter { place in
      (since.map { place.until >= $0 } ?? true) && (until.map { place.since < $0 } ?? true)
    }
    losses = places.compactMap { place in
      let missing = place.last - place.first + 1 - Int64(place.entries)
      return missing > 0
        ? .missing(from: place.since, to: place.until, entries: Int(missing)) : nil
    }
    for (place, next) in zip(all, all.dropFirst()) where next.first > place.last + 1 {
      let isInTime =
        (since.map { next.since >= $0 } ?? true) && (until.map { place.until < $0 } ?? true)
      guard isInTime else { continue }
      losses.append(
        .missing(
          from: place.until, to: next.since, entries: Int(next.first - place.last - 1)))
    }
  }

  /// The piece that holds the entry with this number.
  func place(of id: Int64) -> ArchivePlace? {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].last < id { low = middle + 1 } else { high = middle }
    }
    guard low < places.count, places[low].first <= id else { return nil }
    return places[low]
  }
}
