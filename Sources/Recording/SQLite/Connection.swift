internal import CSQLite

/// One connection to a database file (sqlite3_open_v2), used by one queue at a time.
final class Connection {
  enum Access { case create, write, read, immutable }

  let path: String
  private let handle: OpaquePointer
  private var statements: [Statement?] = Array(repeating: nil, count: Query.allCases.count)
  private var isFullySynchronous = true
  /// Called before each step; a result other than SQLITE_OK stands for what the step returns.
  /// A door for tests that fail the n-th step.
  var fault: (() -> Int32)?

  init(_ path: String, _ access: Access) throws(LedgerError) {
    self.path = path
    let flags =
      switch access {
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .write: SQLITE_OPEN_READWRITE
      case .read: SQLITE_OPEN_READONLY
      case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      }
    let name = access == .immutable ? "file:" + Self.escaped(path) + "?immutable=1" : path
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let detail = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, detail: .sqlite(detail))
    }
    handle = opened
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_busy_timeout(opened, 5000)
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// A prepared statement (sqlite3_prepare_v3), made once and kept.
  func statement(_ query: Query) throws(LedgerError) -> Statement {
    if let statement = statements[query.rawValue] { return statement }
    let statement = try Statement(query.sql, on: self, isKept: true)
    statements[query.rawValue] = statement
    return statement
  }

  func statement(sql: String) throws(LedgerError) -> Statement {
    try Statement(sql, on: self, isKept: false)
  }

  /// Runs statements that return nothing, separated by `;` (sqlite3_exec).
  func execute(_ sql: String) throws(LedgerError) {
    let code = fault?() ?? SQLITE_OK
    try check(code == SQLITE_OK ? sqlite3_exec(handle, sql, nil, nil, nil) : code)
  }

  /// The first column of the first row.
  func integer(_ sql: String) throws(LedgerError) -> Int64 {
    let statement = try statement(sql: sql)
    return try statement.step() ? statement.integer(0) : 0
  }

  /// Runs `body` in a transaction that holds the right to write, and commits it: durably (the WAL is
  /// synced), or with the next one that is. When anything fails, all of it is undone.
  func transaction<Result>(
    durably: Bool = true, _ body: () throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    if durably != isFullySynchronous {
      try statement(durably ? .synchronousFull : .synchronousNormal).run()
      isFullySynchronous = durably
    }
    return try run(body, after: .begin)
  }

  /// Runs `body` on the database as it is at one moment, whoever else writes to it.
  func reading<Result>(
    _ body: () throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    try run(body, after: .beginReading)
  }

  private func run<Result>(
    _ body: () throws(LedgerError) -> Result, after begin: Query
  ) throws(LedgerError) -> Result {
    try statement(begin).run()
    do throws(LedgerError) {
      let result = try body()
      try statement(.commit).run()
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  private func rollBack() {
    for statement in statements { statement?.reset() }
    if sqlite3_get_autocommit(handle) == 0 {
      // Outside the fault door: SQLite has rolled back by itself when this fails.
      sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }
  }

  /// The rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes(handle)) }

  func prepare(_ sql: String, isKept: Bool) throws(LedgerError) -> OpaquePointer {
    var statement: OpaquePointer?
    let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    try check(sqlite3_prepare_v3(handle, sql, -1, flags, &statement, nil))
    guard let statement else { throw failure(SQLITE_MISUSE) }
    return statement
  }

  func check(_ code: Int32) throws(LedgerError) {
    if code != SQLITE_OK { throw failure(code) }
  }

  func failure(_ code: Int32) -> LedgerError {
    let message = String(cString: sqlite3_errmsg(handle))
    let known = String(cString: sqlite3_errstr(code))
    let detail = sqlite3_extended_errcode(handle) == code ? message : known
    return switch code & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .damaged(path: path, detail: .sqlite(detail))
    case SQLITE_CANTOPEN: .cannotOpen(path: path, detail: .sqlite(detail))
    default: .failed(path: path, detail: .sqlite(detail), code: code)
    }
  }

  /// A path inside a `file:` URI.
  private static func escaped(_ path: String) -> String {
    var escaped = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "?": escaped += "%3f"
      case "#": escaped += "%23"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
