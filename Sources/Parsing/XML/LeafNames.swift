/// Names of elements that hold nothing but a text, as `OutlineGaps` meets them: each is looked at
/// once, and then told by its bytes.
///
/// A class, since it owns memory that serves for one document after another.
final class LeafNames {
  struct Name {
    /// The first eight bytes, or all and zeros; what is behind them.
    fileprivate var first: UInt64 = 0
    fileprivate var second: UInt64 = 0
    fileprivate var third: UInt64 = 0
    fileprivate(set) var length = 0
    /// Of the colon after the prefix.
    fileprivate(set) var colon: Int?
    /// What it means where the declarations in force are those of that generation.
    var meaning = Meaning()

    /// Its prefix, empty for none, and what is behind it; good while `body` runs.
    func withBytes<Result>(
      _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
      withUnsafeTemporaryAllocation(byteCount: LeafNames.longest, alignment: 8) { room in
        room.storeBytes(of: first.littleEndian, as: UInt64.self)
        if length > 16 { room.storeBytes(of: second, toByteOffset: 8, as: UInt64.self) }
        if length > 8 {
          room.storeBytes(
            of: length > 16 ? third : second, toByteOffset: length - 8, as: UInt64.self)
        }
        let all = UnsafeRawBufferPointer(rebasing: room[..<length])
        return all.withMemoryRebound(to: UInt8.self) { bytes in
          body(
            UnsafeBufferPointer(rebasing: bytes[..<(colon ?? 0)]),
            UnsafeBufferPointer(rebasing: bytes[(colon.map { $0 + 1 } ?? 0)...]))
        }
      }
    }
  }

  struct Meaning {
    var element = Element.unknown
    var local: UnsafePointer<UInt8>?
    var uri: UnsafePointer<UInt8>?
    var isDeclared = true
    /// -1: not looked up yet.
    var generation = -1
  }

  /// Bytes.
  static let longest = 24
  private static let size = 128
  private static let steps = 8

  private let names = UnsafeMutablePointer<Name>.allocate(capacity: size)
  private var count = 0

  init() { names.initialize(repeating: Name(), count: Self.size) }

  deinit { names.deallocate() }

  /// The name in a place that `place` has given.
  subscript(place: Int) -> UnsafeMutablePointer<Name> { names + place }

  /// Begins with another document: names that it does not share are not to be in the way.
  func begin() {
    guard count > Self.size / 2 else { return }
    names.update(repeating: Name(), count: Self.size)
    count = 0
  }

  /// The place of the name that `length` bytes at `start` are, the same each time; nil for one that
  /// is unusual, or one name too many. Eight bytes are there in any case.
  @inline(__always)
  func place(of start: UnsafePointer<UInt8>, _ length: Int) -> Int? {
    guard length > 0, length <= Self.longest else { return nil }
    let (first, second, third) = Self.words(start, length)
    let mixed = (first ^ second &* 31 ^ third ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 57)
    for _ in 0..<Self.steps {
      let name = names + place
      if name.pointee.length == length, name.pointee.first == first,
        name.pointee.second == second, name.pointee.third == third
      {
        return place
      }
      if name.pointee.length == 0 { return add(start, length, at: place) }
      place = (place &+ 1) % Self.size
    }
    return nil
  }

  private func add(_ start: UnsafePointer<UInt8>, _ length: Int, at place: Int) -> Int? {
    let bytes = UnsafeBufferPointer(start: start, count: length)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    // What begins with `xml` means something of its own.
    guard !bytes.hasPrefixLike("xml"), colon == nil || bytes[..<(colon ?? 0)].isPlainName,
      bytes[(colon.map { $0 + 1 } ?? 0)...].isPlainName
    else { return nil }
    let (first, second, third) = Self.words(start, length)
    names[place] = Name(first: first, second: second, third: third, length: length, colon: colon)
    count += 1
    return place
  }

  /// All of a name in three words, which overlap.
  @inline(__always)
  private static func words(
    _ start: UnsafePointer<UInt8>, _ length: Int
  ) -> (UInt64, UInt64, UInt64) {
    let raw = UnsafeRawPointer(start)
    let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if length <= 8 { return (first & ~0 &>> UInt64(64 &- 8 &* length), 0, 0) }
    let last = raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
    if length <= 16 { return (first, last, 0) }
    return (first, raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self), last)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Whether it is a name without colon, of ASCII.
  fileprivate var isPlainName: Bool {
    guard let first, first.isPlainStart else { return false }
    return allSatisfy(\.isPlainNameByte)
  }
}
