/// Which namespace a prefix stands for, and what elements mean under it.
struct NamespaceScope {
  private var bindings: [(prefix: [UInt8], uri: [UInt8])] = []
  private(set) var generation = 0
  private var generations = 0
  private var known = [Known](repeating: Known(), count: 512)

  private struct Known {
    var key: UInt64 = 0
    var element = Element.unknown
    var isDeclared = true
  }

  var count: Int { bindings.count }

  mutating func bind(_ prefix: some Collection<UInt8>, to uri: some Collection<UInt8>) {
    bindings.append((Array(prefix), Array(uri)))
    generations += 1
    generation = generations
  }

  /// Back to an outer scope.
  mutating func leave(to outer: (count: Int, generation: Int)) {
    bindings.removeLast(max(0, bindings.count - outer.count))
    generation = outer.generation
  }

  func uri(of prefix: some Collection<UInt8>) -> [UInt8]? {
    bindings.last { $0.prefix.elementsEqual(prefix) }?.uri
  }

  /// The element of a qualified name, and whether its prefix is declared.
  mutating func element(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> (element: Element, isDeclared: Bool) {
    var hash = Fingerprint()
    hash.add(name)
    let key = hash.value &+ UInt64(truncatingIfNeeded: generation)
    let slot = Int(truncatingIfNeeded: key >> 55)
    if known[slot].key == key { return (known[slot].element, known[slot].isDeclared) }
    let (prefix, local) = Self.split(name)
    let uri = uri(of: prefix)
    let element = NameCache.resolve(local, prefix: prefix, uri: uri)
    let isDeclared = uri != nil || prefix.isEmpty || prefix.isLike("xml")
    known[slot] = Known(key: key, element: element, isDeclared: isDeclared)
    return (element, isDeclared)
  }

  static func split(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> (prefix: UnsafeBufferPointer<UInt8>, local: UnsafeBufferPointer<UInt8>) {
    guard let colon = name.firstIndex(of: 0x3A), colon > 0, colon + 1 < name.count else {
      return (.none, name)
    }
    return (
      UnsafeBufferPointer(rebasing: name[..<colon]),
      UnsafeBufferPointer(rebasing: name[(colon + 1)...])
    )
  }
}
