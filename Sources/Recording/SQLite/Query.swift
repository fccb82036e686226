/// Every statement that is prepared once and kept. Parameters are numbered as they are bound.
enum Query: Int, CaseIterable {
  case begin, beginReading, commit, synchronousFull, synchronousNormal
  case findFeed, addFeed, updateFeed, updateMemory, allFeeds
  case quietRows, quietRow, addQuietRow, dropQuietRow, memoryOfFeed, foldMemory
  case findKey, addKey, dropKey
  case setDocument, documents, dropDocument
  case addEntry, pastEntry, pastReports
  case findWatchlist, watchlistName, addWatchlist, reportedWatchlists, addReported
  case setCounter, counter
  case addAlert, addAlertBlock, alerts, alertsOfWatchlist, alertBySeq
  case addCoverage, coverage
  case cursors, saveCursor, dropCursor
  case holds, addHold, dropHolds
  case forgettable, dropReported, dropEntry
  case oldAlerts, dropAlert, dropAlertBlocks, dropCoverage
  case idleFeeds, entriesOfFeed, dropFeed
  case addTexts, lastTextFile, textFiles, freshTexts, dropTexts
  case addArchivePage, oldestPage, oldestTexts, archiveBytes, dropArchivePage

  var sql: String {
    switch self {
    case .begin: "BEGIN IMMEDIATE"
    case .beginReading: "BEGIN"
    case .commit: "COMMIT"
    case .synchronousFull: "PRAGMA synchronous = FULL"
    case .synchronousNormal: "PRAGMA synchronous = NORMAL"

    case .findFeed:
      """
      SELECT f.id, f.next_entry, d.entries FROM feed f LEFT JOIN document d ON d.feed = f.id
        WHERE f.url = ?1
      """
    case .addFeed: "INSERT INTO feed(url) VALUES (?1) RETURNING id"
    case .updateFeed:
      """
      UPDATE feed SET memory = ?2, last_poll = ?3, entries_seen = entries_seen + ?4,
        alerts = alerts + ?5, next_entry = ?6, quiet = ?7, settled = ?8
        WHERE id = ?1
      """
    case .updateMemory:
      "UPDATE feed SET memory = ?2, last_poll = ?3, quiet = ?4, settled = ?5 WHERE url = ?1"
    case .allFeeds:
      "SELECT url, memory, entries_seen, alerts, id, quiet, settled FROM feed"

    case .quietRows: "SELECT id, polls FROM quiet ORDER BY id DESC"
    case .quietRow: "SELECT polls FROM quiet WHERE id = ?1"
    case .addQuietRow: "INSERT INTO quiet(id, polls) VALUES (?1, ?2)"
    case .dropQuietRow: "DELETE FROM quiet WHERE id = ?1"
    case .memoryOfFeed: "SELECT url, memory FROM feed WHERE id = ?1"
    case .foldMemory: "UPDATE feed SET memory = ?2, last_poll = ?3, quiet = ?4 WHERE id = ?1"

    case .findKey:
      """
      SELECT k.number, e.fingerprint FROM entry_key k
        JOIN entry e ON e.feed = k.feed AND e.number = k.number WHERE k.feed = ?1 AND k.key = ?2
      """
    case .addKey: "INSERT OR IGNORE INTO entry_key(feed, key, number) VALUES (?1, ?2, ?3)"
    case .dropKey: "DELETE FROM entry_key WHERE feed = ?1 AND key = ?2 AND number = ?3"

    case .setDocument:
      """
      INSERT INTO document(feed, entries) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET entries = ?2
      """
    case .documents:
      "SELECT f.id, f.url, d.entries FROM document d JOIN feed f ON f.id = d.feed"
    case .dropDocument: "DELETE FROM document WHERE feed = ?1"

    case .addEntry:
      """
      INSERT INTO entry(feed, number, fingerprint, first_seen, left_at, was_matched, keys)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """
    case .pastEntry:
      """
      SELECT fingerprint, first_seen, was_matched, keys FROM entry WHERE feed = ?1 AND number = ?2
      """
    case .pastReports: "SELECT watchlist FROM reported WHERE feed = ?1 AND number = ?2"

    case .findWatchlist: "SELECT id FROM watchlist WHERE name = ?1"
    case .watchlistName: "SELECT name FROM watchlist WHERE id = ?1"
    case .addWatchlist: "INSERT INTO watchlist(name) VALUES (?1) RETURNING id"
    case .reportedWatchlists:
      """
      SELECT w.name FROM reported r JOIN watchlist w ON w.id = r.watchlist
        WHERE r.feed = ?1 AND r.number = ?2
      """
    case .addReported:
      "INSERT OR IGNORE INTO reported(feed, number, watchlist) VALUES (?1, ?2, ?3)"

    case .setCounter:
      "INSERT INTO counter(name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2"
    case .counter: "SELECT value FROM counter WHERE name = ?1"

    case .addAlert:
      """
      INSERT INTO alert(seq, time, watchlist, feed, number, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """
    case .addAlertBlock:
      "INSERT OR IGNORE INTO alert_block(watchlist, block) VALUES (?1, ?2 >> 8)"
    case .alerts:
      """
      SELECT a.seq, a.time, w.name, a.body FROM alert a JOIN watchlist w ON w.id = a.watchlist
        WHERE a.seq > ?1 ORDER BY a.seq LIMIT ?2
      """
    case .alertsOfWatchlist:
      // In this order no row has to be sorted.
      """
      SELECT a.seq, a.time, w.name, a.body FROM watchlist w
        CROSS JOIN alert_block b ON b.watchlist = w.id AND b.block >= ?1 >> 8
        CROSS JOIN alert a ON a.seq BETWEEN b.block << 8 AND (b.block << 8) + 255
        WHERE w.name = ?3 AND a.watchlist = w.id AND a.seq > ?1 ORDER BY b.block, a.seq LIMIT ?2
      """
    case .alertBySeq: "SELECT feed, number FROM alert WHERE seq = ?1"

    case .addCoverage:
      """
      INSERT INTO coverage(seq, time, name, url, kind, since, until, error)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """
    case .coverage:
      """
      SELECT seq, time, name, url, kind, since, until, error FROM coverage
        WHERE seq > ?1 ORDER BY seq LIMIT ?2
      """

    case .cursors: "SELECT name, seq, inode, size FROM cursor"
    case .saveCursor:
      """
      INSERT INTO cursor(name, seq, inode, size) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET seq = ?2, inode = ?3, size = ?4
      """
    case .dropCursor: "DELETE FROM cursor WHERE name = ?1"

    case .holds: "SELECT host, until, reason FROM hold"
    case .addHold:
      """
      INSERT INTO hold(host, until, reason) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET until = ?2, reason = ?3
      """
    case .dropHolds: "DELETE FROM hold"

    case .forgettable:
      """
      SELECT feed, number, keys FROM entry
        WHERE left_at IS NOT NULL AND left_at < ?1 ORDER BY left_at LIMIT ?2
      """
    case .dropReported: "DELETE FROM reported WHERE feed = ?1 AND number = ?2"
    case .dropEntry: "DELETE FROM entry WHERE feed = ?1 AND number = ?2"

    case .oldAlerts:
      """
      SELECT a.seq, w.name, a.time FROM alert a JOIN watchlist w ON w.id = a.watchlist
        ORDER BY a.seq LIMIT ?1
      """
    case .dropAlert: "DELETE FROM alert WHERE seq = ?1"
    case .dropAlertBlocks:
      "DELETE FROM alert_block WHERE block < (SELECT min(seq) FROM alert) >> 8"
    case .dropCoverage: "DELETE FROM coverage WHERE time < ?1 AND seq <= ?2"

    case .idleFeeds: "SELECT id, url FROM feed WHERE coalesce(last_poll, 0) < ?1"
    case .entriesOfFeed: "SELECT feed, number, keys FROM entry WHERE feed = ?1 LIMIT ?2"
    case .dropFeed: "DELETE FROM feed WHERE id = ?1"

    case .addTexts:
      """
      INSERT INTO archive_text(first, last, since, until, entries, raw_bytes, file, offset, checksum)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """
    case .lastTextFile:
      "SELECT file, offset + raw_bytes FROM archive_text ORDER BY first DESC LIMIT 1"
    case .textFiles: "SELECT DISTINCT file FROM archive_text"
    case .freshTexts:
      """
      SELECT last, entries, raw_bytes, file, offset, checksum FROM archive_text ORDER BY first
      """
    case .dropTexts: "DELETE FROM archive_text WHERE last <= ?1"
    case .addArchivePage:
      """
      INSERT INTO archive_page(first, last, since, until, entries, raw_bytes, keys, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """
    case .oldestPage: "SELECT first, until FROM archive_page ORDER BY first LIMIT 1"
    case .oldestTexts: "SELECT last, until FROM archive_text ORDER BY first LIMIT 1"
    case .archiveBytes:
      """
      SELECT (SELECT coalesce(sum(length(body)), 0) FROM archive_page)
        + (SELECT coalesce(sum(raw_bytes), 0) FROM archive_text)
      """
    case .dropArchivePage: "DELETE FROM archive_page WHERE first = ?1"
    }
  }
}
