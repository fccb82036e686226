/// Elements already met in a document, found by the addresses of their interned names: libxml2
/// gives the same pointer for the same name (xmlDict) as long as its context lives.
struct NameCache {
  private struct Slot {
    var local: UInt = 0
    var uri: UInt = 0
    var prefix: UInt = 0
    var element = Element.unknown
  }

  private static let size = 512
  /// Places after its own where a name may stand.
  private static let steps = 8
  private var slots = [Slot](repeating: Slot(), count: size)

  mutating func element(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?
  ) -> Element {
    let l = UInt(bitPattern: local)
    let u = UInt(bitPattern: uri)
    let p = UInt(bitPattern: prefix)
    let mixed = (l ^ (u &* 31) ^ (p &* 131)) &* 0x9E37_79B9_7F4A_7C15
    let first = Int(truncatingIfNeeded: mixed >> 55)
    // Names that fall on one place would be resolved again at each of their elements.
    var index = first
    for step in 0..<Self.steps {
      index = (first &+ step) % Self.size
      let slot = slots[index]
      if slot.local == l, slot.uri == u, slot.prefix == p { return slot.element }
      if slot.local == 0 { break }
    }
    let element = Self.resolve(
      UnsafeBufferPointer(start: local, count: length(local)),
      prefix: prefix.map { UnsafeBufferPointer(start: $0, count: length($0)) },
      uri: uri.map { Array(UnsafeBufferPointer(start: $0, count: length($0))) })
    slots[index] = Slot(local: l, uri: u, prefix: p, element: element)
    return element
  }

  /// Without a cache.
  static func resolve(
    _ local: UnsafeBufferPointer<UInt8>, prefix: UnsafeBufferPointer<UInt8>?, uri: [UInt8]?
  ) -> Element {
    guard local.count <= 32 else { return .foreign }
    let name = String(
      decoding: local.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    return Element.named(name, in: Family.of(uri: uri, prefix: prefix.map(Array.init)))
  }

  private func length(_ name: UnsafePointer<UInt8>) -> Int {
    var count = 0
    while name[count] != 0 { count += 1 }
    return count
  }
}
