/// The ledger's tables, as numbered migrations: the n-th brings version n - 1 to version n.
///
/// A migration that has been released is never changed; what is to be different is a further one.
enum Schema {
  /// `GUET`: says that a database is a ledger (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x4755_4554
  static var version: Int { migrations.count }

  /// A part of a migration: statements, or what statements cannot say.
  enum Step {
    case sql(String)
    case code((Connection) throws(LedgerError) -> Void)
  }

  static var migrations: [[Step]] {
    [
      [.sql(entriesAndAlerts)],
      [.sql(archive)],
      [.sql(archiveText), .code(PastArchive.pack), .sql("DROP TABLE archive")],
      [
        .sql(document), .code(PastEntries.gather), .sql("ALTER TABLE feed DROP COLUMN present"),
      ],
      [.sql(alertBlock)],
      [.sql(foldedMemory), .code(PastMemory.fold), .sql("DROP TABLE past_feed")],
      [.sql(quiet)],
    ]
  }

  /// 1. Feeds, entries, alerts, and how far each log has got.
  ///
  /// An entry is (feed, number): what is looked up together lies together. `present` lists the
  /// entries of the feed's last document, so that a poll that brings nothing new writes one row.
  private static let entriesAndAlerts = """
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL DEFAULT '',
      move_to TEXT, move_seen INTEGER, move_confirmed INTEGER,
      validators_url TEXT, etag BLOB, last_modified BLOB,
      body_hash INTEGER,
      hint_interval INTEGER, skip_hours INTEGER NOT NULL DEFAULT 0,
      skip_days INTEGER NOT NULL DEFAULT 0,
      first_poll INTEGER, last_poll INTEGER, last_success INTEGER, last_body INTEGER,
      next_poll INTEGER, next_reason TEXT NOT NULL DEFAULT '',
      interval INTEGER,
      failures INTEGER NOT NULL DEFAULT 0, failing_since INTEGER, last_error TEXT,
      is_gone INTEGER NOT NULL DEFAULT 0,
      rhythm BLOB, observed_days INTEGER NOT NULL DEFAULT 0,
      window_size INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 0,
      last_news INTEGER, gap_from INTEGER, gap_to INTEGER,
      entries_seen INTEGER NOT NULL DEFAULT 0, alerts INTEGER NOT NULL DEFAULT 0,
      next_entry INTEGER NOT NULL DEFAULT 1,
      present BLOB NOT NULL DEFAULT x''
    ) STRICT;
    CREATE TABLE entry (
      feed INTEGER NOT NULL, number INTEGER NOT NULL,
      fingerprint INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      left_at INTEGER,
      was_matched INTEGER NOT NULL,
      keys BLOB NOT NULL,
      PRIMARY KEY (feed, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_left ON entry (left_at) WHERE left_at IS NOT NULL;
    CREATE TABLE entry_key (
      feed INTEGER NOT NULL, key INTEGER NOT NULL, number INTEGER NOT NULL,
      PRIMARY KEY (feed, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE watchlist (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE reported (
      feed INTEGER NOT NULL, number INTEGER NOT NULL, watchlist INTEGER NOT NULL,
      PRIMARY KEY (feed, number, watchlist)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE alert (
      seq INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      watchlist INTEGER NOT NULL,
      feed INTEGER NOT NULL, number INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX alert_watchlist ON alert (watchlist, seq);
    CREATE TABLE coverage (
      seq INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      name TEXT NOT NULL, url TEXT NOT NULL,
      kind INTEGER NOT NULL, since INTEGER, until INTEGER, error TEXT
    ) STRICT;
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE cursor (
      name TEXT PRIMARY KEY,
      seq INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE hold (
      host TEXT PRIMARY KEY, until INTEGER NOT NULL, reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// 2. The archive: texts as they come, packed into compressed pages of many in idle time.
  ///
  /// `id` goes on from the counter `archive`, without a gap: one that is there tells what was lost.
  /// `keys` has for each text a hash of its link and one of its entry, in the order of the page, so
  /// that they are found without an index that every poll would have to write to.
  private static let archive = """
    CREATE TABLE archive (
      id INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL, number INTEGER NOT NULL,
      time INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE TABLE archive_page (
      first INTEGER PRIMARY KEY,
      last INTEGER NOT NULL,
      since INTEGER NOT NULL, until INTEGER NOT NULL,
      entries INTEGER NOT NULL, raw_bytes INTEGER NOT NULL,
      keys BLOB NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    """

  /// 3. New texts stand in files beside the ledger (`TextFile`): what was one row a text is one row
  /// for all that a transaction brought, up to a page of them.
  private static let archiveText = """
    CREATE TABLE archive_text (
      first INTEGER PRIMARY KEY,
      last INTEGER NOT NULL,
      since INTEGER NOT NULL, until INTEGER NOT NULL,
      entries INTEGER NOT NULL, raw_bytes INTEGER NOT NULL,
      file INTEGER NOT NULL, offset INTEGER NOT NULL,
      checksum INTEGER NOT NULL
    ) STRICT;
    """

  /// 4. The entries of a feed's last document are one row: `entry`, `entry_key` and `reported` are
  /// of entries that have left it.
  private static let document = """
    CREATE TABLE document (feed INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;
    """

  /// 5. Where the alerts of a watchlist are: a row for each block of 256 numbers that holds one
  /// of them, where each alert had a row of an index.
  private static let alertBlock = """
    CREATE TABLE alert_block (
      watchlist INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (watchlist, block)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO alert_block(watchlist, block) SELECT DISTINCT watchlist, seq >> 8 FROM alert;
    DROP INDEX alert_watchlist;
    """

  /// 6. What is remembered of a feed is one column (`FoldedMemory`), read and written at each start
  /// and poll. Columns of its own have what statements ask for and what the ledger counts.
  private static let foldedMemory = """
    ALTER TABLE feed RENAME TO past_feed;
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      last_poll INTEGER,
      entries_seen INTEGER NOT NULL DEFAULT 0, alerts INTEGER NOT NULL DEFAULT 0,
      next_entry INTEGER NOT NULL DEFAULT 1,
      memory BLOB NOT NULL DEFAULT x''
    ) STRICT;
    """

  /// 7. Polls that brought nothing are gathered in rows of their own (`QuietRow`), where each wrote to
  /// the row of its feed. `feed.quiet` is the last of them that is older than the feed's row, `feed.settled` a hash of what
  /// they cannot change of it.
  private static let quiet = """
    CREATE TABLE quiet (id INTEGER PRIMARY KEY, polls BLOB NOT NULL) STRICT;
    ALTER TABLE feed ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE feed ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
    """
}
