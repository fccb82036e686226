public import Model

/// `2026-11-23T17:04:11.123Z` (RFC 3339).
public enum RFC3339 {
  /// In UTC; milliseconds only when there are any. Years beyond 0–9999 are clamped.
  public static func format(_ time: Timestamp) -> String {
    let bounds: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
    let total = min(max(time.milliseconds, bounds.lowerBound), bounds.upperBound)
    let days = total >= 0 ? total / 86_400_000 : (total - 86_399_999) / 86_400_000
    let rest = Int(total - days * 86_400_000)
    let date = CivilTime.date(ofDays: Int(days))
    var out: [UInt8] = []
    out.reserveCapacity(24)
    put(date.year, 4, into: &out)
    out.append(0x2D)
    put(date.month, 2, into: &out)
    out.append(0x2D)
    put(date.day, 2, into: &out)
    out.append(0x54)
    put(rest / 3_600_000, 2, into: &out)
    out.append(0x3A)
    put(rest / 60_000 % 60, 2, into: &out)
    out.append(0x3A)
    put(rest / 1000 % 60, 2, into: &out)
    if rest % 1000 != 0 {
      out.append(0x2E)
      put(rest % 1000, 3, into: &out)
    }
    out.append(0x5A)
    return String(decoding: out, as: UTF8.self)
  }

  private static func put(_ value: Int, _ digits: Int, into out: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      out.append(UInt8(0x30 + value / divisor % 10))
      divisor /= 10
    }
  }
}
