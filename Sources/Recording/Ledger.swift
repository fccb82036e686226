public import Model

/// The ledger: what is known of feeds and entries, alerts numbered once, the archive.
///
/// Owned by one queue. A call that throws has changed nothing.
public protocol Ledger: AnyObject {
  /// What is remembered of every feed.
  func memories() throws(LedgerError) -> [FeedID: FoldedMemory]
  /// Hosts that asked to be left alone.
  func holds() throws(LedgerError) -> [HostHold]
  /// Replaces all holds.
  func save(holds: [HostHold]) throws(LedgerError)

  /// For each entry of a document, in its order: is it new, known, or changed? About 1 µs an entry.
  func known(
    of feed: FeedID, among identity: DocumentIdentity
  ) throws(LedgerError) -> [EntryStanding]
  /// Records many polls in one transaction, which is on disk when this returns, unless none of them
  /// must last: then it is with the next one that does. Alerts are numbered in the order of polls, entries and findings, without a gap; a watchlist never gets a second
  /// alert of an entry, whatever the caller says.
  func record(_ batch: [PollRecord], at now: Timestamp) throws(LedgerError) -> RecordOutcome

  /// The number of the last alert; 0 while there is none.
  func lastSeq() throws(LedgerError) -> Int64
  /// Alerts with a number above `seq`, in order: all of them, or those of one watchlist. At most
  /// `limit`; fewer where they are megabytes, and none only when there are none.
  func alerts(
    after seq: Int64, watchlist: String?, limit: Int
  ) throws(LedgerError) -> [Alert]
  /// The number of the last coverage event; 0 while there is none.
  func lastCoverageSeq() throws(LedgerError) -> Int64
  func coverage(after seq: Int64, limit: Int) throws(LedgerError) -> [CoverageEvent]

  /// How far each log has got.
  func cursors() throws(LedgerError) -> [String: LogCursor]
  /// `durably`: on disk when this returns; otherwise with the next transaction that is.
  func save(cursor: LogCursor, durably: Bool) throws(LedgerError)
  func forget(cursor name: String) throws(LedgerError)

  /// One bounded step of housekeeping (some milliseconds); true while there is more to do.
  func tidy(_ limits: LedgerLimits, at now: Timestamp) throws(LedgerError) -> Bool
}

/// What the ledger may keep.
public struct LedgerLimits: Hashable, Sendable {
  public var archive: ArchiveSettings
  /// An entry is forgotten when it left its feed this long ago, an alert when it is that old.
  public var memory: Duration
  /// Feeds that stand in the configuration; others are forgotten `memory` after their last poll. nil:
  /// this time none is, which saves a look at each.
  public var feeds: Set<FeedID>?
  /// Whether texts of the archive that wait are packed, some 20 ms a step.
  public var packs: Bool

  public init(
    archive: ArchiveSettings = ArchiveSettings(), memory: Duration = .seconds(90 * 86400),
    feeds: Set<FeedID>?, packs: Bool = true
  ) {
    self.archive = archive
    self.memory = memory
    self.feeds = feeds
    self.packs = packs
  }
}
