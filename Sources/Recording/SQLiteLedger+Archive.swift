internal import Glibc
internal import Model

/// The texts that a transaction brings, on their way to the archive.
struct NewTexts {
  /// Those that no file has yet, as pages have them.
  private(set) var bytes = BlockBuffer()
  private(set) var extent = ArchivePage.Extent()
  private var head = ByteWriter()
  /// The numbers of the last text before the transaction, and of the last one.
  var before: Int64 = 0
  var last: Int64 = 0
  /// Where they go; nil: to be looked up.
  var file: TextFile?

  /// `text`: what `ArchiveCoding.encode` wrote; `isChange`: to be noted in it.
  mutating func add(
    feed: Int64, number: Int64, time: Int64, isChange: Bool, _ text: UnsafeRawBufferPointer
  ) {
    last += 1
    extent.note(last, time)
    head.bytes.removeAll(keepingCapacity: true)
    ArchivePage.writeHead(
      id: last, feed: feed, number: number, time: time, count: text.count, into: &head)
    head.bytes.withUnsafeBytes { bytes.append($0) }
    let flags = bytes.count + ArchiveCoding.flagsPlace
    bytes.append(text)
    if isChange, text.count > ArchiveCoding.flagsPlace {
      bytes.set(UInt8(ArchiveCoding.changeFlag), at: flags)
    }
  }

  /// Those that were added are in a file, or for nothing.
  mutating func clear() {
    bytes.clear()
    extent = ArchivePage.Extent()
  }

  /// In idle time.
  mutating func releaseMemory() {
    if bytes.count == 0 { bytes = BlockBuffer() }
  }
}

extension SQLiteLedger {
  /// A page is made of this much text.
  static let pageBytes = 1 << 20
  /// No file of texts is begun anew before the last one has so many bytes.
  private static let fileBytes: Int64 = 16 << 20
  private static let day = Duration.seconds(86_400)

  // MARK: Writing, in the transaction of `record`

  func beginTexts() throws(LedgerError) {
    newTexts.before = try counter(Self.archiveCounter)
    newTexts.last = newTexts.before
  }

  func archive(
    _ text: UnsafeRawBufferPointer, of feed: Int64, _ number: Int64, at now: Timestamp,
    isChange: Bool
  ) throws(LedgerError) {
    newTexts.add(
      feed: feed, number: number, time: now.milliseconds, isChange: isChange, text)
    if newTexts.bytes.count >= Self.pageBytes { try writeTexts() }
  }

  /// Texts are on disk before the rows that say where they are.
  func endTexts() throws(LedgerError) {
    guard newTexts.last > newTexts.before else { return }
    try writeTexts()
    try checkDoor()
    try newTexts.file?.sync()
    try set(Self.archiveCounter, to: newTexts.last)
  }

  /// After a transaction that failed: what it wrote is written over.
  func forgetTexts() {
    newTexts.clear()
    newTexts.file = nil
  }

  private func writeTexts() throws(LedgerError) {
    let extent = newTexts.extent
    guard let first = extent.first else { return }
    let file = try textFile(for: first)
    try checkDoor()
    let offset = try file.append(newTexts.bytes)
    try connection.statement(.addTexts)
      .bind(1, first).bind(2, extent.last).bind(3, extent.since).bind(4, extent.until)
      .bind(5, Int64(extent.count)).bind(6, Int64(newTexts.bytes.count)).bind(7, file.number)
      .bind(8, offset).bind(9, TextFile.checksum(newTexts.bytes.bytes)).run()
    newTexts.clear()
  }

  /// The file that the text with this number goes into.
  private func textFile(for first: Int64) throws(LedgerError) -> TextFile {
    if newTexts.file == nil {
      let row = try connection.statement(.lastTextFile)
      while try row.step() {
        newTexts.file = try TextFile(number: row.integer(0), of: path, end: row.integer(1))
      }
    }
    if let file = newTexts.file {
      if file.end < Self.fileBytes { return file }
      try file.sync()
    }
    try checkDoor()
    let file = try TextFile(beginning: first, of: path)
    newTexts.file = file
    return file
  }

  /// The fault door of the connection stands before the steps of a text file too.
  private func checkDoor() throws(LedgerError) {
    if let code = connection.fault?(), code != 0 {
      throw .failed(path: path, detail: .sqlite("texts"), code: code)
    }
  }

  // MARK: Packing and pruning

  /// Packs the oldest texts into one page: when there are enough of them, or after a day.
  func packArchive(at now: Timestamp) throws(LedgerError) -> Bool {
    var page = ArchivePage.Builder()
    var last: Int64?
    var files: [Int64: TextFile] = [:]
    let rows = try connection.statement(.freshTexts)
    while page.rawBytes < Self.pageBytes, try rows.step() {
      let (count, size) = (Int(rows.integer(1)), Int(rows.integer(2)))
      last = rows.integer(0)
      let number = rows.integer(3)
      if files[number] == nil { files[number] = try TextFile(reading: number, of: path) }
      let bytes = try files[number]?.bytes(at: rows.integer(4), count: size) ?? []
      // Damaged texts are left out: the numbers of the others tell that they are missing.
      bytes.withUnsafeBytes {
        if TextFile.checksum($0) == rows.integer(5) { _ = page.add(count, raw: $0) }
      }
    }
    rows.reset()
    guard let last,
      page.rawBytes >= Self.pageBytes
        || Timestamp(milliseconds: page.extent.until) < now - Self.day
    else { return false }
    try connection.transaction { () throws(LedgerError) in
      try Self.addPage(page, to: connection)
      try connection.statement(.dropTexts).bind(1, last).run()
    }
    removePackedFiles()
    return true
  }

  static func addPage(
    _ page: ArchivePage.Builder, to connection: Connection
  ) throws(LedgerError) {
    guard let first = page.extent.first, let packed = page.packed else { return }
    try connection.statement(.addArchivePage)
      .bind(1, first).bind(2, page.extent.last).bind(3, page.extent.since)
      .bind(4, page.extent.until).bind(5, Int64(page.extent.count)).bind(6, Int64(page.rawBytes))
      .bind(7, bytes: page.keys).bind(8, bytes: packed).run()
  }

  /// Drops the oldest page, or the oldest texts, that are older than `keep` or above `maxBytes`.
  func pruneArchive(
    _ settings: ArchiveSettings, at now: Timestamp
  ) throws(LedgerError) -> Bool {
    let isPacked: Bool
    var row = try connection.statement(.oldestPage)
    if try row.step() {
      isPacked = true
    } else {
      isPacked = false
      row = try connection.statement(.oldestTexts)
      guard try row.step() else { return false }
    }
    let (place, until) = (row.integer(0), Timestamp(milliseconds: row.integer(1)))
    row.reset()
    var isDue = until < now - settings.keep
    if !isDue { isDue = try isAbove(settings.maxBytes) }
    guard isDue else { return false }
    try connection.transaction { () throws(LedgerError) in
      try connection.statement(isPacked ? .dropArchivePage : .dropTexts).bind(1, place).run()
    }
    if !isPacked { removePackedFiles() }
    return true
  }

  private func isAbove(_ most: Int64?) throws(LedgerError) -> Bool {
    guard let most else { return false }
    let row = try connection.statement(.archiveBytes)
    var bytes: Int64 = 0
    while try row.step() { bytes = row.integer(0) }
    return bytes > most
  }

  /// Files whose texts are all in pages. What cannot be removed now is at the next start.
  func removePackedFiles() {
    var known: Set<Int64> = []
    do throws(LedgerError) {
      let rows = try connection.statement(.textFiles)
      while try rows.step() { known.insert(rows.integer(0)) }
    } catch {
      return
    }
    if let file = newTexts.file, !known.contains(file.number) { newTexts.file = nil }
    TextFile.removeStray(of: path, but: known)
  }
}
