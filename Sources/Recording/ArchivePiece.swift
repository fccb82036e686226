public import Model

/// Where a piece of the archive is, and what it holds, without a look at its texts.
public struct ArchivePlace: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case page, fresh }

  var kind: Kind
  /// Numbers of its first and its last entry.
  public var first: Int64
  public var last: Int64
  /// When its entries were seen.
  public var since: Timestamp
  public var until: Timestamp
  public var entries: Int
  /// Of the entries, unpacked, and as they are stored.
  public var rawBytes: Int64
  public var storedBytes: Int64
}

/// Something of the archive that cannot be read.
public enum ArchiveLoss: Hashable, Sendable {
  /// Entries that stand there and are damaged.
  case damaged(from: Timestamp, to: Timestamp, entries: Int)
  /// Entries that once stood between two others and are not there.
  case missing(from: Timestamp, to: Timestamp, entries: Int)

  public var entries: Int {
    switch self {
    case .damaged(_, _, let entries), .missing(_, _, let entries): entries
    }
  }
}

/// A piece of the archive as it is stored, to be unpacked by any thread.
public struct ArchivePiece: Sendable {
  public var place: ArchivePlace
  private let content: Content

  private enum Content: Sendable {
    case page([UInt8])
    case fresh([UInt8], checksum: Int64)
    case unreadable
  }

  init(_ place: ArchivePlace, page: [UInt8]) {
    self.place = place
    content = .page(page)
  }

  /// Texts that no page has taken yet.
  init(_ place: ArchivePlace, fresh: [UInt8], checksum: Int64) {
    self.place = place
    content = .fresh(fresh, checksum: checksum)
  }

  /// A piece whose bytes could not be had.
  init(unreadable place: ArchivePlace) {
    self.place = place
    content = .unreadable
  }

  /// Its entries, oldest first, and what of it is damaged. Cost: about 1 ms a MB.
  public func read() -> (entries: [ArchivedEntry], losses: [ArchiveLoss]) {
    switch content {
    case .page(let packed):
      guard let page = packed.withUnsafeBytes({ ArchivePage(reading: $0) }) else {
        return ([], [whole])
      }
      return (page.entries, [])
    case .fresh(let bytes, let checksum):
      return bytes.withUnsafeBytes { raw in
        guard TextFile.checksum(raw) == checksum, let page = ArchivePage(place.entries, raw: raw)
        else { return ([], [whole]) }
        return (page.entries, [])
      }
    case .unreadable: return ([], [whole])
    }
  }

  /// Its entries as bytes, oldest first, and what of it is damaged; valid while `body` runs. Cost:
  /// about 1 ms a MB.
  public func withTexts<Result>(
    in memory: PieceMemory, _ body: ([ArchivedText], [ArchiveLoss]) -> Result
  ) -> Result {
    switch content {
    case .page(let packed):
      return packed.withUnsafeBytes { packed in
        guard let raw = memory.unpack(packed), let texts = try? ArchivePage.texts(in: raw) else {
          return body([], [whole])
        }
        return body(texts, [])
      }
    case .fresh(let bytes, let checksum):
      return bytes.withUnsafeBytes { raw in
        guard TextFile.checksum(raw) == checksum,
          let texts = try? ArchivePage.texts(place.entries, raw: raw)
        else { return body([], [whole]) }
        return body(texts, [])
      }
    case .unreadable: return body([], [whole])
    }
  }

  /// Its bytes unpacked and nothing more, for measuring: how many there are.
  public func unpackedCount(in memory: PieceMemory) -> Int {
    switch content {
    case .page(let packed): packed.withUnsafeBytes { memory.unpack($0)?.count ?? 0 }
    case .fresh(let bytes, _): bytes.count
    case .unreadable: 0
    }
  }

  private var whole: ArchiveLoss {
    .damaged(from: place.since, to: place.until, entries: place.entries)
  }
}
