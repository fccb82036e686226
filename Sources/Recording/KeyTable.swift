/// Numbers by key, for keys that are hashes already: they need no more than a multiplication, where a
/// `Dictionary` hashes them again. A key that was given a number keeps it.
///
/// The factor is this process's own, so that nobody can write a feed whose keys meet.
struct KeyTable {
  private var keys: [UInt64]
  private var numbers: [Int32]
  private var count = 0
  private static let factor = UInt64.random(in: .min ... .max) | 1

  init(minimumCapacity: Int) {
    let size = Self.size(for: minimumCapacity)
    keys = Array(repeating: 0, count: size)
    numbers = Array(repeating: -1, count: size)
  }

  subscript(key: UInt64) -> Int? {
    let number = numbers[place(of: key)]
    return number < 0 ? nil : Int(number)
  }

  /// False, and nothing, when the key is there.
  @discardableResult
  mutating func insert(_ key: UInt64, _ number: Int) -> Bool {
    let place = place(of: key)
    guard numbers[place] < 0 else { return false }
    (keys[place], numbers[place]) = (key, Int32(number))
    count += 1
    if count * 2 > keys.count { grow() }
    return true
  }

  /// Where the key stands, or would.
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key &* Self.factor) >> 32) & mask
    while numbers[place] >= 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    var larger = KeyTable(minimumCapacity: keys.count)
    for place in keys.indices where numbers[place] >= 0 {
      larger.insert(keys[place], Int(numbers[place]))
    }
    self = larger
  }

  /// A power of two, at least twice `count`.
  private static func size(for count: Int) -> Int {
    var size = 16
    while size < count * 2 { size *= 2 }
    return size
  }
}
