/// The namespace declarations in force, as libxml2 reports them with start tags. It gives the same
/// pointer for the same text (xmlDict) as long as its context lives.
struct Declarations {
  private var list: [(prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?, depth: Int)] = []
  /// Of the innermost element that has some; 0: none has.
  private(set) var depth = 0
  /// Another number after each change.
  private(set) var generation = 0

  /// Another document begins.
  mutating func begin() {
    list.removeAll(keepingCapacity: true)
    depth = 0
    generation += 1
  }

  /// Those of an element at `depth`: a prefix, nil for none, and an address in turn.
  mutating func declare(
    _ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: Int, depth: Int
  ) {
    for i in 0..<count { list.append((pairs[2 * i], pairs[2 * i + 1], depth)) }
    self.depth = depth
    generation += 1
  }

  /// The element at `depth` ends.
  mutating func leave() {
    while let last = list.last, last.depth == depth { list.removeLast() }
    depth = list.last?.depth ?? 0
    generation += 1
  }

  /// nil for what is not declared, and for no namespace.
  func uri(of prefix: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8>? {
    guard let uri = list.last(where: { $0.prefix == prefix })?.uri, uri[0] != 0 else { return nil }
    return uri
  }
}
