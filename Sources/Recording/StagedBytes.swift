internal import Model

/// Bytes of a document on their way to the ledger: written one after another, read back in ranges.
/// From some megabytes on they stand in a file.
struct StagedBytes: Sendable {
  var writer: ByteWriter
  /// Bytes before those of `writer`, in the file.
  private var spilled = 0
  private var file: SpillFile?
  /// Where there may be a file; nil: nowhere, or no longer.
  private var folder: String?
  private let place: String

  private static let most = 2_000_000

  /// `count`: about how many there will be.
  init(count: Int = 0, spillingTo folder: String? = nil) {
    writer = ByteWriter()
    writer.bytes.reserveCapacity(folder == nil ? count : min(count, Self.most + Self.most / 4))
    self.folder = folder
    place = folder ?? ""
  }

  var count: Int { spilled + writer.bytes.count }

  /// No range that is read later goes beyond what is written so far.
  mutating func endPiece() {
    guard writer.bytes.count >= Self.most, let folder else { return }
    file = file ?? SpillFile(in: folder)
    let isWritten = writer.bytes.withUnsafeBytes { file?.write($0, at: spilled) ?? false }
    guard isWritten else {
      // A full disk: what is not in the file yet has room in memory.
      self.folder = nil
      return
    }
    spilled += writer.bytes.count
    // Room for a text of megabytes is not kept for others.
    writer.bytes.removeAll(keepingCapacity: writer.bytes.capacity <= 2 * Self.most)
  }

  /// The bytes of a range, or the errno for which there are none.
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    if range.lowerBound >= spilled {
      let (start, end) = (range.lowerBound - spilled, range.upperBound - spilled)
      return try writer.bytes.withUnsafeBufferPointer { all throws(LedgerError) in
        try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[start..<end])))
      }
    }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { bytes, count in
      count = range.count
      code = file?.read(into: UnsafeMutableRawBufferPointer(bytes), at: range.lowerBound) ?? 0
    }
    guard code == 0 else {
      throw .failed(path: place, detail: .system(SystemError.problem(code)), code: code)
    }
    return try bytes.withUnsafeBufferPointer { bytes throws(LedgerError) in
      try body(UnsafeRawBufferPointer(bytes))
    }
  }
}
