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
    try withExtendedLifetime(self) { try body(bytes) }
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
public struct TextShelf {
  private var memory: TextPiece?
  private let atOnce: Int

  /// `bytes`: about how many there will be.
  public init(bytes: Int) { atOnce = min(max(bytes, 256), 1 << 16) }

  /// `text`, well-formed UTF-8 of less than 2 GiB.
  public mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> SharedText {
    guard !text.isEmpty else { return .empty }
    let memory =
      if let memory, memory.room >= text.count {
        memory
      } else {
        TextPiece(capacity: max(atOnce, text.count))
      }
    self.memory = memory
    return SharedText(memory, start: memory.append(text), length: text.count)
  }
}

/// Memory that texts stand in until the last of them is let go.
///
/// `@unchecked`: a byte is written before the text that it belongs to exists, and never again; `count`
/// is for the shelf that made it alone, which is not Sendable.
private final class TextPiece: @unchecked Sendable {
  let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var count = 0

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  var room: Int { capacity - count }

  /// Behind what there is, for which there is room; returns where.
  func append(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    precondition(text.count <= room, "a text that does not fit")
    if let base = text.baseAddress { (start + count).update(from: base, count: text.count) }
    defer { count += text.count }
    return count
  }
}
