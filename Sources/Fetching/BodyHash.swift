/// A 64-bit hash of bytes, the same in every run and on every machine, at memory speed.
///
/// Multiply-and-fold over 16 bytes at a time (the scheme of wyhash). It tells a changed body from
/// an unchanged one; it does not defend against a publisher who wants to be overlooked.
func bodyHash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
  bytes.withUnsafeBytes { hash($0, seed: seed) }
}

private let k0: UInt64 = 0xa076_1d64_78bd_642f
private let k1: UInt64 = 0xe703_7ed1_a0b4_28db
private let k2: UInt64 = 0x8ebc_6af0_9c88_c6e3

private func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

private func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
  func word(_ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }
  func tail(_ from: Int, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for i in 0..<count { word |= UInt64(bytes[from + i]) << UInt64(8 * i) }
    return word
  }

  var first = seed ^ k0
  var second = seed ^ k2
  var at = 0
  while bytes.count - at >= 32 {
    first = fold(word(at) ^ k1, word(at + 8) ^ first)
    second = fold(word(at + 16) ^ k2, word(at + 24) ^ second)
    at += 32
  }
  while bytes.count - at > 0 {
    let low = min(8, bytes.count - at)
    let high = min(8, max(0, bytes.count - at - 8))
    first = fold(tail(at, low) ^ k1, tail(at + 8, high) ^ first)
    at += low + high
  }
  return fold(first ^ second ^ k0, UInt64(bytes.count) ^ k1)
}
