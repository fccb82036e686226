/// A term word as the first part of a longer German word (SEMANTICS §5).
enum GermanCompounds {
  static let leastHead = 7
  static let leastRest = 4

  private static let derivations: [[UInt32]] = [
    "isch", "nisch", "lich", "haft", "schaft", "heit", "keit", "ung",
  ].map { $0.unicodeScalars.map(\.value) }

  /// `rest`: what follows the term word, a linking s included.
  static func allows(_ rest: UnsafePointer<Unit>, _ count: Int) -> Bool {
    guard count >= leastRest else { return false }
    return !derivations.contains { derivation in
      derivation.count <= count
        && derivation.indices.allSatisfy { rest[$0].base == derivation[$0] }
    }
  }
}
