/// A 64-bit hash that is the same in every run and on every machine, for what the ledger stores.
///
/// Each word is folded in by a 128-bit multiplication (as wyhash does); fields are framed by their
/// length, so that ("ab", "c") and ("a", "bc") differ. About 1 GB/s.
struct StableHash {
  private var state: UInt64

  init(_ domain: UInt64) { state = Self.mix(domain ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB) }

  mutating func combine(_ word: UInt64) {
    state = Self.mix(state ^ 0x8EBC_6AF0_9C88_C6E3, word ^ 0x5899_65CC_7537_4CC3)
  }

  mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    combine(UInt64(bytes.count))
    guard var at = bytes.baseAddress else { return }
    var rest = bytes.count
    while rest >= 8 {
      combine(UInt64(littleEndian: at.loadUnaligned(as: UInt64.self)))
      at += 8
      rest &-= 8
    }
    guard rest > 0 else { return }
    if bytes.count >= 8 {
      let last = UInt64(bigEndian: (at + rest - 8).loadUnaligned(as: UInt64.self))
      return combine(last & ((1 << UInt64(8 &* rest)) &- 1))
    }
    var last: UInt64 = 0
    for byte in UnsafeRawBufferPointer(start: at, count: rest) { last = last << 8 | UInt64(byte) }
    combine(last)
  }

  mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
  }

  /// Never 0.
  var value: UInt64 {
    let value = Self.mix(state ^ 0x1D8E_4E27_C47D_124F, 0xEB44_ACCA_B455_D165)
    return value == 0 ? 1 : value
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
