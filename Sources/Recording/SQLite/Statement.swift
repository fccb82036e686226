internal import CSQLite

/// A prepared statement. Bind, then `run()`, or `step()` until it returns false; both reset it.
final class Statement {
  private let handle: OpaquePointer
  private unowned let connection: Connection

  init(_ sql: String, on connection: Connection, isKept: Bool) throws(LedgerError) {
    self.connection = connection
    handle = try connection.prepare(sql, isKept: isKept)
  }

  deinit { sqlite3_finalize(handle) }

  // MARK: Parameters, from 1

  @discardableResult
  func bind(_ index: Int32, _ value: Int64) -> Statement {
    sqlite3_bind_int64(handle, index, value)
    return self
  }

  @discardableResult
  func bind(_ index: Int32, _ value: Int64?) -> Statement {
    guard let value else {
      sqlite3_bind_null(handle, index)
      return self
    }
    return bind(index, value)
  }

  @discardableResult
  func bind(_ index: Int32, _ value: String) -> Statement {
    var value = value
    value.withUTF8 { utf8 in
      // An empty string has no address, and NULL would be bound.
      utf8.withMemoryRebound(to: CChar.self) { text in
        _ = sqlite_bind_text_copy(
          handle, index, text.baseAddress ?? Self.nothing, Int32(clamping: text.count))
      }
    }
    return self
  }

  @discardableResult
  func bind(_ index: Int32, _ value: String?) -> Statement {
    guard let value else {
      sqlite3_bind_null(handle, index)
      return self
    }
    return bind(index, value)
  }

  @discardableResult
  func bind(_ index: Int32, bytes: [UInt8]?) -> Statement {
    guard let bytes else {
      sqlite3_bind_null(handle, index)
      return self
    }
    bytes.withUnsafeBytes { raw in
      _ = sqlite_bind_blob_copy(handle, index, raw.baseAddress, Int32(clamping: raw.count))
    }
    return self
  }

  /// Runs a statement with bytes that SQLite does not copy.
  func run(blob index: Int32, _ bytes: UnsafeRawBufferPointer) throws(LedgerError) {
    sqlite_bind_blob_static(handle, index, bytes.baseAddress, Int32(clamping: bytes.count))
    defer { sqlite3_bind_null(handle, index) }
    try run()
  }

  private nonisolated(unsafe) static let nothing: UnsafePointer<CChar> = {
    let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    byte.pointee = 0
    return UnsafePointer(byte)
  }()

  // MARK: Running (sqlite3_step)

  /// Whether there is a row. After the last one, and after an error, the statement is reset.
  func step() throws(LedgerError) -> Bool {
    var code = connection.fault?() ?? SQLITE_OK
    if code == SQLITE_OK { code = sqlite3_step(handle) }
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE {
      sqlite3_reset(handle)
      return false
    }
    let error = connection.failure(code)
    sqlite3_reset(handle)
    throw error
  }

  /// Runs a statement whose rows, if any, nobody reads.
  func run() throws(LedgerError) {
    while try step() {}
  }

  func reset() { sqlite3_reset(handle) }

  // MARK: Columns, from 0

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
  }

  func text(_ column: Int32) -> String {
    guard let text = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : text(column)
  }

  func bytes(_ column: Int32) -> [UInt8] {
    withBytes(column) { Array($0) }
  }

  func optionalBytes(_ column: Int32) -> [UInt8]? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : bytes(column)
  }

  /// The bytes of a column, valid while `body` runs.
  func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
