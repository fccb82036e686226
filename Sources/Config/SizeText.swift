/// `20MB`, `512KiB`: a whole number with a unit of bytes.
enum SizeText {
  enum Problem: Error, Hashable {
    case empty, negative, noUnit, spaced, fraction, tooLarge
    case unknownUnit(String)
    case unreadable
  }

  private static let units: [(name: String, bytes: Int64)] = [
    ("B", 1), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
  ]

  static func bytes(_ text: String) throws(Problem) -> Int64 {
    if text.allSatisfy(\.isWhitespace) { throw .empty }
    if text.hasPrefix("-") { throw .negative }
    if text.contains(where: \.isWhitespace) { throw .spaced }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let name = text.dropFirst(digits.count)
    if digits.isEmpty { throw .unreadable }
    if name.isEmpty { throw .noUnit }
    if name.first == "." || name.first == "," { throw .fraction }
    guard let unit = units.first(where: { $0.name == name }) else {
      throw .unknownUnit(String(name))
    }
    guard let count = Int64(digits) else { throw .tooLarge }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: unit.bytes)
    if overflow { throw .tooLarge }
    return bytes
  }

  static func text(_ bytes: Int64) -> String {
    for unit in units[0...4].reversed() where bytes >= unit.bytes && bytes % unit.bytes == 0 {
      return "\(bytes / unit.bytes)\(unit.name)"
    }
    return "\(bytes)B"
  }

  static func explanation(_ problem: Problem, of text: String) -> String {
    switch problem {
    case .empty: "it is empty: expected a size such as \"20MB\""
    case .negative: "a size is not negative"
    case .noUnit: "the unit is missing: \"\(text)B\", \"\(text)KB\", \"\(text)MB\"…"
    case .spaced:
      "a size has no space in it" + suggestion(text.filter { !$0.isWhitespace }, instead: text)
    case .fraction: "a size has no fraction: write \"1500KB\" for 1.5 MB"
    case .tooLarge: "it is too large"
    case .unknownUnit(let unit): "\"\(unit)\" is no unit" + meant(unit, in: text)
    case .unreadable: "it is no size such as \"20MB\""
    }
  }

  private static func meant(_ unit: String, in text: String) -> String {
    let lower = unit.lowercased()
    let known = [lower, lower + "b", lower.dropLast() + "b"].lazy
      .compactMap { wanted in units.first { $0.name.lowercased() == wanted } }.first
    let count = text.dropLast(unit.count)
    guard let known else { return ": the units are B, KB, MB, GB, TB, KiB, MiB, GiB and TiB" }
    return suggestion(count + known.name, instead: text)
  }

  private static func suggestion(_ better: String, instead text: String) -> String {
    guard better != text, (try? bytes(better)) != nil else { return "" }
    return "; did you mean \"\(better)\"?"
  }
}
