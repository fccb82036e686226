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

  /// What is wrong with `text`, and a writing of what was meant where there is no doubt.
  public static func explanation(_ problem: Problem, of text: String) -> String {
    switch problem {
    case .empty: "it is empty: expected a duration such as \"10m\""
    case .negative: "a duration is not negative"
    case .noUnit:
      "the unit is missing: "
        + listed("smhd".map { text + String($0) }.filter { (try? seconds($0)) != nil })
    case .spaced:
      "a duration has no space in it"
        + suggestion(text.filter { !$0.isWhitespace }.lowercased(), instead: text)
    case .fraction: "a duration has no fraction: write \"1h30m\" for one hour and a half"
    case .tooLarge: "it is too large"
    case .unknownUnit(let unit): "\"\(unit)\" is no unit" + meant(unit, in: text)
    case .order: "larger units stand first, each once, as in \"1h30m\""
    case .unreadable: "it is no duration such as \"90s\", \"10m\", \"1h30m\" or \"7d\""
    }
  }

  private static func meant(_ unit: String, in text: String) -> String {
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
    let written = suggestion(count + (names[lower] ?? lower), instead: text)
    return written.isEmpty ? ": the units are s, m, h and d" : written
  }

  private static func suggestion(_ better: String, instead text: String) -> String {
    guard better != text, (try? seconds(better)) != nil else { return "" }
    return "; did you mean \"\(better)\"?"
  }
}
