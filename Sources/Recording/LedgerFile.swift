internal import Glibc

/// Opens and checks the ledger's file: never starts over in silence.
enum LedgerFile {
  /// Pages that are kept for the next look.
  static let cacheKilobytes = 8000

  /// For the process that holds the lock. Makes the file when there is none.
  ///
  /// `isAsLeft`: it was closed in order, and nobody has touched it since.
  static func open(_ path: String, isAsLeft: Bool = false) throws(LedgerError) -> Connection {
    var status = stat()
    if stat(path, &status) != 0 {
      guard errno == ENOENT else {
        throw .cannotOpen(path: path, detail: .system(SystemError.problem(errno)))
      }
      try create(path)
    } else if status.st_mode & S_IFMT == S_IFREG && status.st_size == 0 {
      throw .damaged(path: path, detail: .emptyFile)
    }
    let connection = try Connection(path, .write)
    // Debian's SQLite writes zeros over each page that is freed, unless it is told otherwise.
    try connection.execute(
      """
      PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -\(cacheKilobytes); PRAGMA secure_delete = FAST
      """)
    let version = try checkKind(connection)
    if !isAsLeft { try quickCheck(connection) }
    try migrate(connection, from: version)
    try connection.execute(
      """
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216
      """)
    return connection
  }

  /// Beside a process that may be writing.
  static func openForReading(_ path: String) throws(LedgerError) -> Connection {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { throw .missing(path: path) }
      throw .cannotOpen(path: path, detail: .system(SystemError.problem(errno)))
    }
    if status.st_size == 0 { throw .damaged(path: path, detail: .emptyFile) }
    var connection = try Connection(path, .read)
    var version: Int
    do throws(LedgerError) {
      version = try checkKind(connection)
    } catch {
      // A folder that cannot be written, without a daemon: nothing but the file itself to read.
      guard case .cannotOpen = error, stat(path + "-wal", &status) != 0 else { throw error }
      connection = try Connection(path, .immutable)
      version = try checkKind(connection)
    }
    if version < Schema.version {
      throw .olderVersion(path: path, found: version, known: Schema.version)
    }
    try connection.execute("PRAGMA query_only = ON; PRAGMA cache_size = -\(cacheKilobytes)")
    return connection
  }

  /// Makes the folder of `path` when it is not there; only the last folder of a path is made.
  static func makeFolder(of path: String) throws(LedgerError) {
    let folder = LedgerLock.folder(of: path)
    var status = stat()
    guard stat(folder, &status) != 0, errno == ENOENT else { return }
    if mkdir(folder, 0o750) != 0 && errno != EEXIST {
      throw .cannotOpen(path: path, detail: .systemAt(folder, SystemError.problem(errno)))
    }
  }

  /// Makes the file under another name first, so that a crash leaves no half of one.
  private static func create(_ path: String) throws(LedgerError) {
    var status = stat()
    if stat(path + "-wal", &status) == 0 && status.st_size > 0 {
      throw .damaged(
        path: path, detail: .logWithoutFile(path))
    }
    let draft = path + ".new"
    unlink(draft)
    unlink(draft + "-journal")
    do {
      let connection = try Connection(draft, .create)
      try connection.execute("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA synchronous = EXTRA")
      try migrate(connection, from: 0)
    }
    chmod(draft, 0o640)
    guard rename(draft, path) == 0 else {
      throw .cannotOpen(path: path, detail: .system(SystemError.problem(errno)))
    }
    let fd = Glibc.open(LedgerLock.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if fd >= 0 {
      fsync(fd)
      close(fd)
    }
  }

  /// The version of the ledger, when it is one that this program knows.
  private static func checkKind(_ connection: Connection) throws(LedgerError) -> Int {
    let path = connection.path
    guard try connection.integer("PRAGMA application_id") == Schema.applicationID else {
      throw .notALedger(path: path)
    }
    let version = Int(try connection.integer("PRAGMA user_version"))
    if version > Schema.version {
      throw .newerVersion(path: path, found: version, known: Schema.version)
    }
    if version < 1 { throw .damaged(path: path, detail: .noVersion) }
    return version
  }

  /// `PRAGMA quick_check` on every table but the pages of the archive, which may be gigabytes, and
  /// which carry checksums of their own.
  private static func quickCheck(_ connection: Connection) throws(LedgerError) {
    let tables = try connection.statement(
      sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'archive_page'")
    var names: [String] = []
    while try tables.step() { names.append(tables.text(0)) }
    for name in names {
      let check = try connection.statement(sql: "PRAGMA quick_check('\(name)')")
      guard try check.step() else { continue }
      let verdict = check.text(0)
      if verdict != "ok" {
        throw .damaged(path: connection.path, detail: .check(table: name, verdict: verdict))
      }
    }
  }

  /// Brings a ledger to this program's version, a transaction a step.
  static func migrate(
    _ connection: Connection, from version: Int, to target: Int = Schema.version
  ) throws(LedgerError) {
    guard version < target else { return }
    for step in version..<target {
      try connection.transaction { () throws(LedgerError) in
        for part in Schema.migrations[step] {
          switch part {
          case .sql(let text): try connection.execute(text)
          case .code(let change): try change(connection)
          }
        }
        try connection.execute("PRAGMA user_version = \(step + 1)")
        if step == 0 {
          try connection.execute("PRAGMA application_id = \(Schema.applicationID)")
        }
      }
    }
  }
}
