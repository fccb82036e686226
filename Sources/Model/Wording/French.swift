/// A text in French. In what is written out, the space that French sets before `; : ! ? %` and
/// inside « » becomes a narrow no-break space; what is filled in stays as it is.
public struct French: Hashable, Sendable, ExpressibleByStringInterpolation {
  public let text: String

  public init(verbatim text: String) { self.text = text }
  public init(stringLiteral value: String) { text = French.typeset(value) }
  public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate(set) var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 20 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { text += French.typeset(literal) }
    public mutating func appendInterpolation(_ part: French) { text += part.text }
    public mutating func appendInterpolation(_ fact: String) { text += fact }
    public mutating func appendInterpolation(_ fact: Substring) { text += fact }
    public mutating func appendInterpolation(_ fact: Character) { text.append(fact) }
    public mutating func appendInterpolation(_ number: some BinaryInteger) { text += "\(number)" }
  }

  private static let narrow: Unicode.Scalar = "\u{202F}"

  private static func typeset(_ literal: String) -> String {
    let scalars = Array(literal.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
      let isBefore = i + 1 < scalars.count && ";:!?%»".unicodeScalars.contains(scalars[i + 1])
      let isAfter = i > 0 && scalars[i - 1] == "«"
      result.append(scalar == " " && (isBefore || isAfter) ? narrow : scalar)
    }
    return String(result)
  }

  /// `un`, `deux`: `plural` from two on, as French counts.
  public static func counted(
    _ count: some BinaryInteger, _ singular: String, _ plural: String
  ) -> String {
    "\(count) \(count >= 2 ? plural : singular)"
  }
}
