/// SEMANTICS §3.9.
enum FunctionWords {
  private static let list = """
    a al am an and are as at au aux be but by can car ce ces con da dans das de del der des die do \
    don du e el elle en es est et for from had has have he her his i if il im in is ist it la le \
    les lo los ma mais mas me mes mi mit my ne ni no non not notre nous of on or ou our out par \
    pas pero plus por pour pro que qui sa se ses she si sin so son su sur ta te tes the they to \
    ton tu un una und une uno up us von vous was we where who will with wo y you zu
    """

  private static let keys: Set<UInt64> = Set(list.split(separator: " ").map { key(Array($0.utf8)) })

  /// At most eight letters: the word itself is the key.
  private static func key(_ bytes: [UInt8]) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// `bytes`: the folded letters.
  static func contains(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 0, count <= 5 else { return false }
    var key: UInt64 = 0
    for i in 0..<count { key |= UInt64(bytes[i]) << UInt64(8 * i) }
    return keys.contains(key)
  }

  static func contains(_ units: UnsafePointer<Unit>, _ count: Int) -> Bool {
    guard count > 0, count <= 5 else { return false }
    var key: UInt64 = 0
    for i in 0..<count {
      guard units[i].base < 0x80 else { return false }
      key |= UInt64(units[i].base) << UInt64(8 * i)
    }
    return keys.contains(key)
  }
}
