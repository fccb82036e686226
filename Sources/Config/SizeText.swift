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

  /// A writing of what `text` meant, where there is no doubt.
  static func meant(_ problem: Problem, by text: String) -> String? {
    switch problem {
    case .spaced: suggestion(text.filter { !$0.isWhitespace }, instead: text)
    case .unknownUnit(let unit):
      nearest(unit).flatMap { suggestion(text.dropLast(unit.count) + $0, instead: text) }
    default: nil
    }
  }

  static func isNearAUnit(_ word: String) -> Bool { nearest(word) != nil }

  private static func nearest(_ word: String) -> String? {
    let lower = word.lowercased()
    return [lower, lower + "b", lower.dropLast() + "b"].lazy
      .compactMap { wanted in units.first { $0.name.lowercased() == wanted } }.first?.name
  }

  private static func suggestion(_ better: String, instead text: String) -> String? {
    better != text && (try? bytes(better)) != nil ? better : nil
  }
}
