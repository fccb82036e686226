import Glibc

/// A word of a field, or a run of Han and kana or of Thai, by UTF-8 offsets.
struct Token {
  var start: UInt32
  /// After the last letter or mark; the final dot of a dotted acronym stands outside.
  var end: UInt32
  /// A `CharacterClass`: digit, han (for Han and kana together), thai, or a letter's script;
  /// `boundary` when it turned out to stand in an address.
  var kind: UInt8
  var flags: UInt8

  static let inTag: UInt8 = 1
  static let firstOfTag: UInt8 = 2
  static let lastOfTag: UInt8 = 4
  static let dotted: UInt8 = 8

  @inline(__always) var isInTag: Bool { flags & Self.inTag != 0 }
  @inline(__always) var isUnsegmented: Bool {
    kind == CharacterClass.han || kind == CharacterClass.thai
  }
}

/// An entry of the index whose key was met in the text, not yet verified.
struct Candidate {
  var entry: UInt32
  /// The tokens that the key was made of.
  var first: UInt32
  /// In a run of Han or kana: where the pair stands; else the first token's start.
  var offset: UInt32
}

/// A key that the index may hold, met in the text and not yet looked up.
struct MetKey {
  var hash: UInt64
  /// As in `Candidate`.
  var first: UInt32
  var offset: UInt32
}

/// A buffer that grows, with no cost but a comparison.
struct RawBuffer<Element> {
  private(set) var base: UnsafeMutablePointer<Element>
  var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = Self.memory(for: self.capacity)
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Where the next elements go: there is room for `more`. Who writes them sets `count`.
  @inline(__always)
  mutating func room(for more: Int) -> UnsafeMutablePointer<Element> {
    if count &+ more > capacity { grow() }
    return base + count
  }

  @inline(__always)
  func count(upTo room: UnsafeMutablePointer<Element>) -> Int { room - base }

  mutating func removeAll() { count = 0 }

  func free() { Self.free(base, capacity) }

  /// Whether it has grown to more than all but a few texts need.
  var isLarge: Bool { Self.isMapped(capacity) }

  /// Memory of a megabyte and more is mapped (mmap(2)): it goes back to the system at once.
  private static func isMapped(_ capacity: Int) -> Bool {
    capacity * MemoryLayout<Element>.stride >= 1 << 20
  }

  private static func memory(for capacity: Int) -> UnsafeMutablePointer<Element> {
    if isMapped(capacity) {
      let memory = mmap(
        nil, capacity * MemoryLayout<Element>.stride, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
      if let memory, memory != UnsafeMutableRawPointer(bitPattern: -1) {
        return memory.bindMemory(to: Element.self, capacity: capacity)
      }
      preconditionFailure("no memory")  // as `allocate` ends
    }
    return .allocate(capacity: capacity)
  }

  private static func free(_ base: UnsafeMutablePointer<Element>, _ capacity: Int) {
    if isMapped(capacity) {
      munmap(base, capacity * MemoryLayout<Element>.stride)
    } else {
      base.deallocate()
    }
  }

  @inline(__always)
  subscript(i: Int) -> Element {
    get { base[i] }
    nonmutating set { base[i] = newValue }
  }

  /// By much when it is large already: room that nothing was written to costs no memory, and what is
  /// copied is there twice.
  @inline(never)
  private mutating func grow() {
    let capacity = self.capacity * (self.capacity < 1 << 15 ? 2 : 64)
    let larger = Self.memory(for: capacity)
    larger.moveInitialize(from: base, count: count)
    Self.free(base, self.capacity)
    base = larger
    self.capacity = capacity
  }
}
