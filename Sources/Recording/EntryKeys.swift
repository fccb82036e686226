/// By what one entry is known: at most six hashes, in place, since a document has hundreds of them.
struct EntryKeys: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// By how many keys one entry is known at most.
  static let most = 6

  private var words: InlineArray<6, UInt64> = .init(repeating: 0)
  private var used = 0

  init() {}
  init(arrayLiteral keys: UInt64...) { self.init(keys) }

  /// The first six.
  init(_ keys: some Sequence<UInt64>) {
    for key in keys { append(key) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { used }

  subscript(place: Int) -> UInt64 { words[place] }

  /// Nothing when there are six.
  mutating func append(_ key: UInt64) {
    guard used < Self.most else { return }
    words[used] = key
    used += 1
  }
}

extension EntryKeys: Equatable {
  static func == (left: EntryKeys, right: EntryKeys) -> Bool { left.elementsEqual(right) }
}
