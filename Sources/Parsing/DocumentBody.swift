import Model

/// The bytes of the document that is read: in memory, or in a file while they are many.
struct DocumentBody {
  private var bytes: [UInt8] = []
  private(set) var spilled: SpilledBytes?

  /// Takes them away, so that they are let go of with this value.
  init(taking bytes: inout [UInt8]) { swap(&self.bytes, &bytes) }

  /// Puts them into a file when they are megabytes and there is a folder for it.
  mutating func spill(to folder: String?) {
    guard let folder, bytes.count >= TextShelf.largeDocument else { return }
    spilled = bytes.withUnsafeBufferPointer { SpilledBytes($0, in: folder) }
    if spilled != nil { bytes = [] }
  }

  /// Good while `body` runs.
  func withBytes<Result, Failure>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let spilled else { return try bytes.withUnsafeBufferPointer(body) }
    defer { spilled.rest() }
    return try body(spilled.bytes)
  }
}
