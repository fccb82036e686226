/// A 64-bit hash of texts that is the same in every run and on every machine: FNV's shape, eight
/// bytes at a time, with a folded multiplication. Not against deliberate collisions.
struct Fingerprint {
  private var state: UInt64 = 0x243F_6A88_85A3_08D3

  /// Adds a text, whose length counts: "a", "bc" is not "ab", "c".
  mutating func add(_ text: String) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { add($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { add($0) } }
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    mix(UInt64(truncatingIfNeeded: bytes.count) &+ 1)
    let raw = UnsafeRawBufferPointer(bytes)
    var i = 0
    while i + 8 <= raw.count {
      mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
      i += 8
    }
    guard i < raw.count else { return }
    var last: UInt64 = 0
    for (place, byte) in raw[i...].enumerated() { last |= UInt64(byte) << UInt64(place * 8) }
    mix(last)
  }

  var value: UInt64 {
    var copy = self
    copy.mix(0)
    return copy.state
  }

  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    state = (product.high ^ product.low) &+ 0x2545_F491_4F6C_DD1D
  }
}
