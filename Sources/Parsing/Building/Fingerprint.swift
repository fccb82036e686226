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
    var i = raw.count >= 64 ? mixLanes(raw) : 0
    while i + 8 <= raw.count {
      mix(Self.word(raw, i))
      i += 8
    }
    guard i < raw.count else { return }
    // The last eight bytes, of which the length tells how many are new.
    if raw.count >= 8 { return mix(Self.word(raw, raw.count - 8)) }
    var last: UInt64 = 0
    while i < raw.count {
      last = last << 8 | UInt64(raw[i])
      i += 1
    }
    mix(last)
  }

  /// Long texts in four lanes, since one multiplication waits for the one before it, of sixteen
  /// bytes each. Returns how many bytes are done.
  private mutating func mixLanes(_ raw: UnsafeRawBufferPointer) -> Int {
    var second = Fingerprint()
    var third = Fingerprint()
    var fourth = Fingerprint()
    var i = 0
    while i + 64 <= raw.count {
      mix(Self.word(raw, i), Self.word(raw, i + 8))
      second.mix(Self.word(raw, i + 16), Self.word(raw, i + 24))
      third.mix(Self.word(raw, i + 32), Self.word(raw, i + 40))
      fourth.mix(Self.word(raw, i + 48), Self.word(raw, i + 56))
      i += 64
    }
    mix(second.state)
    mix(third.state)
    mix(fourth.state)
    return i
  }

  @inline(__always)
  private static func word(_ raw: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  var value: UInt64 {
    var copy = self
    copy.mix(0)
    return copy.state
  }

  @inline(__always)
  private mutating func mix(_ first: UInt64, _ second: UInt64) {
    let product = (state ^ first).multipliedFullWidth(by: second ^ 0x9E37_79B9_7F4A_7C15)
    state = (product.high ^ product.low) &+ 0x2545_F491_4F6C_DD1D
  }

  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    state = (product.high ^ product.low) &+ 0x2545_F491_4F6C_DD1D
  }
}
