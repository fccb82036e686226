/// `90s`, `10m`, `1h30m`, `7d`: whole numbers with a unit, the larger unit first.
public enum DurationText {
  public enum Problem: Error, Hashable {
    case empty, negative, noUnit, spaced, fraction, tooLarge
    case unknownUnit(String)
    case order
    case unreadable
  }

  private static let units: [(name: Character, seconds: Int64)] = [
    ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// The seconds that `text` says; no sum overflows.
  public static func seconds(_ text: String) throws(Problem) -> Int64 {
    if text.allSatisfy(\.isWhitespace) { throw .empty }
    if text.hasPrefix("-") { throw .negative }
    if text.contains(where: \.isWhitespace) { throw .spaced }

    var total: Int64 = 0
    var rest = text[...]
    var nextUnit = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      if digits.isEmpty { throw .unreadable }
      if rest.first == "." || rest.first == "," { throw .fraction }
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count)
      if name.isEmpty { throw rest.isEmpty ? .noUnit : .unreadable }
      guard let unit = units.firstIndex(where: { String($0.name) == name }) else {
        throw .unknownUnit(String(name))
      }
      if unit < nextUnit { throw .order }
      nextUnit = unit + 1
      guard let count = Int64(digits) else { throw .tooLarge }
      let (part, overflow) = count.multipliedReportingOverflow(by: units[unit].seconds)
      let (sum, overflow2) = total.addingReportingOverflow(part)
      if overflow || overflow2 { throw .tooLarge }
      total = sum
    }
    return total
  }

  /// The shortest writing of `seconds`.
  static func text(_ seconds: Int64) -> String {
    if seconds == 0 { return "0s" }
    var rest = seconds
    var text = ""
    for unit in units where rest >= unit.seconds {
      text += "\(rest / unit.seconds)\(unit.name)"
      rest %= unit.seconds
    }
    return text
  }

  /// `text` with each unit that makes a duration of it.
  static func withUnits(_ text: String) -> [String] {
    "smhd".map { text + String($0) }.filter { (try? seconds($0)) != nil }
  }

  /// A writing of what `text` meant, where there is no doubt.
  static func meant(_ problem: Problem, by text: String) -> String? {
    switch problem {
    case .spaced: suggestion(text.filter { !$0.isWhitespace }.lowercased(), instead: text)
    case .unknownUnit(let unit): meant(unit, in: text)
    default: nil
    }
  }

  private static func meant(_ unit: String, in text: String) -> String? {
    let names = [
      "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m",
      "minute": "m", "minutes": "m", "mn": "m", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
      "heure": "h", "heures": "h", "day": "d", "days": "d", "j": "d", "jour": "d", "jours": "d",
      "secondes": "s", "seconde": "s",
    ]
    let lower = unit.lowercased()
    let count = text.dropLast(unit.count)
    if lower == "w" || lower.hasPrefix("week"), let weeks = Int64(count), weeks < 10_000 {
      return suggestion("\(weeks * 7)d", instead: text)
    }
    return suggestion(count + (names[lower] ?? lower), instead: text)
  }

  private static func suggestion(_ better: String, instead text: String) -> String? {
    better != text && (try? seconds(better)) != nil ? better : nil
  }
}
