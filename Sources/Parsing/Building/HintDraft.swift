import Model

/// What a feed asks of those who poll it, while it is read.
struct HintDraft {
  var ttl: Int?
  var period: Int?
  var frequency: Int?
  var hours: Set<Int> = []
  var days: Set<Int> = []

  /// `ttl` is in minutes (RSS 2.0); `updatePeriod` is a word and `updateFrequency` how often in it
  /// (RSS 1.0 Syndication).
  mutating func read(_ element: Element, _ text: UnsafeBufferPointer<UInt8>) {
    switch element {
    case .ttl: ttl = number(text).flatMap { $0 > 0 ? $0 : nil }
    case .hour: if let hour = number(text), hour <= 24 { hours.insert(hour % 24) }
    case .day: if let day = Self.day(text) { days.insert(day) }
    case .updatePeriod: period = Self.seconds(text)
    case .updateFrequency: frequency = number(text).flatMap { $0 > 0 ? $0 : nil }
    default: break
    }
  }

  var hints: FeedHints {
    var interval: Duration?
    if let ttl {
      interval = .seconds(min(ttl, 525_600) * 60)
    } else if let period {
      interval = .seconds(max(1, period / (frequency ?? 1)))
    }
    return FeedHints(
      interval: interval, isUpdatePeriod: ttl == nil && interval != nil, skipHours: hours,
      skipDays: days)
  }

  private func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...9).contains(text.count) else { return nil }
    var value = 0
    for byte in text {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private static func day(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let names: [StaticString] = [
      "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]
    return names.firstIndex { text.isLike($0) }
  }

  private static func seconds(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let table: [(StaticString, Int)] = [
      ("hourly", 3600), ("daily", 86400), ("weekly", 604_800), ("monthly", 2_592_000),
      ("yearly", 31_536_000),
    ]
    return table.first { text.isLike($0.0) }?.1
  }
}
