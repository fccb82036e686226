internal import Glibc

/// A text in UTF-8, in memory that it shares with other texts of its document: to copy one is to count
/// that memory, and no string has to be made of it to read it.
public struct SharedText: Sendable {
  /// nil: empty.
  private let memory: TextPiece?
  private let start: Int32
  private let length: Int32

  public static var empty: SharedText { SharedText() }

  private init() { (memory, start, length) = (nil, 0, 0) }

  fileprivate init(_ memory: TextPiece, start: Int, length: Int) {
    self.memory = memory
    self.start = Int32(truncatingIfNeeded: start)
    self.length = Int32(truncatingIfNeeded: length)
  }

  /// In memory of its own.
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { utf8 in
      if utf8.isEmpty { return SharedText() }
      let memory = TextPiece(capacity: utf8.count)
      return SharedText(memory, start: memory.append(utf8), length: utf8.count)
    }
  }

  /// Bytes.
  public var count: Int { Int(length) }

  /// The bytes, which are good while `body` runs.
  public func withUTF8<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    defer {
      // What was looked at of a file would stay in memory.
      if length >= TextPiece.large { memory?.rest(Int(start), count) }
    }
    return try withExtendedLifetime(self) { try body(bytes) }
  }

  private var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.map { UnsafePointer($0.start + Int(start)) }, count: count)
  }

  public var string: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }
}

extension SharedText: Hashable {
  public static func == (one: SharedText, other: SharedText) -> Bool {
    one.length == other.length && one.withUTF8 { one in other.withUTF8 { one.elementsEqual($0) } }
  }

  public func hash(into hasher: inout Hasher) {
    withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// Puts the texts of one document one behind another into memory that they share.
///
/// The texts of a document of megabytes leave the memory, piece by piece, for a file where they can
/// be read as before.
public struct TextShelf {
  /// From so many bytes on a document is large.
  public static let largeDocument = 2_000_000

  private var memory: TextPiece?
  private let atOnce: Int
  private var spill: Spill?

  private struct Spill {
    let folder: String
    var file: SpillFile?
    /// Where in the file the next piece goes.
    var end = 0
    /// The piece that went there last.
    var last: TextPiece?
  }

  /// `bytes`: about how many there will be; `folder`: where those of a large document may stand.
  public init(bytes: Int, spillingTo folder: String? = nil) {
    atOnce = min(max(bytes, 256), 1 << 16)
    if bytes >= Self.largeDocument { spill = folder.map { Spill(folder: $0) } }
  }

  /// `text`, well-formed UTF-8 of less than 2 GiB.
  public mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> SharedText {
    guard !text.isEmpty else { return .empty }
    let memory =
      if let memory, memory.room >= text.count {
        memory
      } else {
        nextPiece(for: text.count)
      }
    self.memory = memory
    return SharedText(memory, start: memory.append(text), length: text.count)
  }

  /// Nothing more will be added.
  public mutating func close() {
    if spill != nil, let memory { spillOver(memory) }
    memory = nil
  }

  private mutating func nextPiece(for length: Int) -> TextPiece {
    guard spill != nil else { return TextPiece(capacity: max(atOnce, length)) }
    if let memory { spillOver(memory) }
    return TextPiece(mapping: max(atOnce, length)) ?? TextPiece(capacity: max(atOnce, length))
  }

  /// Nothing is added to `piece` any more. Where that fails it stays in memory, as do those after it.
  private mutating func spillOver(_ piece: TextPiece) {
    guard var spill = self.spill else { return }
    // An entry that began in the one before was looked at there.
    spill.last?.rest(0, .max)
    spill.last = piece
    spill.file = spill.file ?? SpillFile(in: spill.folder)
    if let file = spill.file, let size = piece.move(to: file, at: spill.end) {
      spill.end += size
      self.spill = spill
    } else {
      self.spill = nil
    }
  }
}

/// Memory that texts stand in until the last of them is let go.
///
/// `@unchecked`: a byte is written before the text that it belongs to exists, and never again; the rest
/// is for the shelf that made it alone, which is not Sendable.
private final class TextPiece: @unchecked Sendable {
  /// From so many bytes on a text has a piece to itself, or nearly so.
  static let large = 1 << 17

  let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private let isMapped: Bool
  private var count = 0
  /// Where its bytes are, once they have left the memory.
  private var file: SpillFile?

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
    isMapped = false
  }

  /// In pages of its own (mmap(2)), which go back to the system at once; nil when there are none.
  init?(mapping length: Int) {
    let page = 1 << 16
    let capacity = (length + page - 1) / page * page
    let memory = mmap(
      nil, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    // MAP_FAILED.
    guard let memory, memory != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
    start = memory.bindMemory(to: UInt8.self, capacity: capacity)
    self.capacity = capacity
    isMapped = true
  }

  deinit {
    if isMapped { munmap(start, capacity) } else { start.deallocate() }
  }

  var room: Int { capacity - count }

  /// Behind what there is, for which there is room; returns where.
  func append(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    precondition(text.count <= room, "a text that does not fit")
    if let base = text.baseAddress { (start + count).update(from: base, count: text.count) }
    defer { count += text.count }
    return count
  }

  /// Its bytes stand in the file from then on, at the same address; returns how many of the file's
  /// are its own. nil: they could not be moved.
  func move(to file: SpillFile, at place: Int) -> Int? {
    guard isMapped else { return nil }
    guard file.write(UnsafeRawBufferPointer(start: start, count: capacity), at: place),
      file.replace(UnsafeMutableRawBufferPointer(start: start, count: capacity), at: place)
    else { return nil }
    self.file = file
    return capacity
  }

  /// Some of its bytes will not be looked at soon: those that stand in the file leave the memory until
  /// somebody does (madvise(2)).
  func rest(_ first: Int, _ length: Int) {
    guard file != nil else { return }
    let page = 4096
    let from = (first + page - 1) / page * page
    let to = min(capacity, length == .max ? capacity : (first + length) / page * page)
    if from < to { madvise(start + from, to - from, MADV_DONTNEED) }
  }
}
