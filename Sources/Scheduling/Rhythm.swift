import Glibc
import Model

/// How often a feed has news, by the hour of the day (UTC), learnt with a half-life of a week.
///
/// Each hour of the day is a counter of entries over a decaying number of days observed. Until days
/// have been seen, a guess of one entry an hour is worth a quarter of a day.
enum Rhythm {
  static let halfLife = 7.0  // days
  static let guess = 1.0  // entries an hour
  static let guessDays = 0.25

  /// Lets time pass and adds the entries published at `times` (or now, for those without a time).
  static func note(_ memory: inout FoldedMemory, new: Int, times: [Timestamp], at now: Timestamp) {
    if memory.hoursInRhythm != 24 { memory.rhythm = [Double](repeating: 0, count: 24) }
    if let last = memory.lastSuccess {
      let days = min(max(0, (now - last).days), 60)
      let kept = exp2(-days / halfLife)
      memory.scaleRhythm(by: kept)
      memory.observedDays = memory.observedDays * kept + observed(days)
      for time in times.prefix(new) {
        memory.add(1, to: hour(isRecent(time, before: now, days: 2) ? time : now))
      }
      if new > times.count { memory.add(Double(new - times.count), to: hour(now)) }
    } else {
      begin(&memory, times: times, at: now)
    }
  }

  /// A first document shows the past: its entries of the last ten days are the first observation.
  private static func begin(_ memory: inout FoldedMemory, times: [Timestamp], at now: Timestamp) {
    guard let oldest = times.min() else { return }
    let days = min(max(0.02, (now - oldest).days), 10)
    memory.observedDays = observed(days)
    for time in times where isRecent(time, before: now, days: days) {
      memory.add(exp2(-max(0, (now - time).days) / halfLife), to: hour(time))
    }
  }

  /// The weight of an hour of the day.
  static func mean(_ memory: FoldedMemory) -> Double { memory.sumOfRhythm / 24 }

  /// Entries an hour expected at that time.
  static func rate(_ memory: FoldedMemory, mean: Double, at time: Timestamp) -> Double {
    guard memory.hoursInRhythm == 24 else { return guess }
    let hour = hour(time)
    let around =
      0.5 * memory.weight(hour) + 0.25 * memory.weight((hour + 1) % 24)
      + 0.25 * memory.weight((hour + 23) % 24)
    return (0.85 * around + 0.15 * mean + guess * guessDays) / (memory.observedDays + guessDays)
  }

  /// Entries an hour over the whole day.
  static func meanRate(_ memory: FoldedMemory) -> Double {
    (mean(memory) + guess * guessDays) / (memory.observedDays + guessDays)
  }

  /// Entries that its habit before `lastNews` would have brought since then.
  static func missing(_ memory: FoldedMemory, at now: Timestamp) -> Double {
    guard let last = memory.lastNews, memory.observedDays >= 2 else { return 0 }
    let days = (now - last).days
    guard days > 0 else { return 0 }
    let before = memory.sumOfRhythm * exp2(min(days, 60) / halfLife)
    return before / (halfLife / 0.6931) * days
  }

  /// Days of weight that `days` of observation leave.
  private static func observed(_ days: Double) -> Double {
    (1 - exp2(-days / halfLife)) * halfLife / 0.6931
  }

  private static func isRecent(_ time: Timestamp, before now: Timestamp, days: Double) -> Bool {
    let age = (now - time).days
    return age >= -0.05 && age <= days
  }

  static func hour(_ time: Timestamp) -> Int {
    let hours = time.milliseconds / 3_600_000 % 24
    return Int(hours < 0 ? hours + 24 : hours)
  }
}

extension Duration {
  var days: Double { Double(milliseconds) / 86_400_000 }
  var hours: Double { Double(milliseconds) / 3_600_000 }

  static func hours(_ hours: Int64) -> Duration { .seconds(hours * 3600) }

  /// `45s`, `10m`, `1h30m`, `2d`: rounded to what matters.
  var phrase: String {
    let seconds = max(0, milliseconds / 1000)
    switch seconds {
    case ..<120: return "\(seconds)s"
    case ..<7200: return "\((seconds + 30) / 60)m"
    case ..<172_800:
      let minutes = (seconds + 30) / 60
      return minutes % 60 == 0 ? "\(minutes / 60)h" : "\(minutes / 60)h\(minutes % 60)m"
    default: return "\((seconds + 43200) / 86400)d"
    }
  }
}
