import Model

/// How near two operands must stand.
enum Nearness: Hashable {
  /// At most so many words between.
  case words(Int)
  case sentence
  case paragraph
}

/// Where a term may ask for something that is no field of text.
enum Metadata: String {
  case author, tag, source
}

/// Fields as bits: title 1, summary 2, content 4.
enum FieldMask {
  static let all: UInt8 = 7

  static func bit(_ field: Field) -> UInt8 {
    switch field {
    case .title: 1
    case .summary: 2
    case .content: 4
    }
  }

  static func name(_ mask: UInt8) -> String {
    switch mask {
    case 1: "title"
    case 2: "summary"
    case 4: "content"
    default: "any"
    }
  }
}

/// A term as parsed. Offsets are Unicode scalars into the term's text.
indirect enum TermSyntax: Sendable {
  case literal(LiteralStyle, String, offset: Int)
  case regex(String, ignoresCase: Bool, offset: Int)
  case and([TermSyntax])
  case or([TermSyntax])
  case not(TermSyntax)
  case near(TermSyntax, TermSyntax, Nearness, isOrdered: Bool)
  case field(UInt8, TermSyntax)
  case atLeast(Int, TermSyntax)
  case list(String, offset: Int)
  case metadata(Metadata, TermSyntax)
  case language(String)

  /// True when it cannot hold without something found: what excludes alone never does.
  var isPositive: Bool {
    switch self {
    case .literal, .regex, .near, .atLeast, .list, .metadata: true
    case .language, .not: false
    case .and(let parts): parts.contains { $0.isPositive }
    case .or(let parts): parts.allSatisfy { $0.isPositive }
    case .field(_, let inner): inner.isPositive
    }
  }

  /// With every parenthesis written.
  var form: String {
    switch self {
    case .literal(.plain, let text, _): text
    case .literal(.quoted, let text, _): "\"\(text)\""
    case .literal(.exact, let text, _): "=\"\(text)\""
    case .literal(.prefix, let text, _): "\(text)*"
    case .regex(let source, let ignoresCase, _): "/\(source)/\(ignoresCase ? "i" : "")"
    case .and(let parts): "(\(parts.map(\.form).joined(separator: " AND ")))"
    case .or(let parts): "(\(parts.map(\.form).joined(separator: " OR ")))"
    case .not(let inner): "NOT \(inner.form)"
    case .near(let a, let b, let nearness, let isOrdered):
      "(\(a.form) \(isOrdered ? "ONEAR" : "NEAR")/\(Self.name(nearness)) \(b.form))"
    case .field(let mask, let inner): "\(FieldMask.name(mask)):\(inner.form)"
    case .atLeast(let count, let inner): "\(inner.form)>=\(count)"
    case .list(let name, _): "list:\"\(name)\""
    case .metadata(let kind, let inner): "\(kind.rawValue):\(inner.form)"
    case .language(let language): "lang:\(language)"
    }
  }

  private static func name(_ nearness: Nearness) -> String {
    switch nearness {
    case .words(let count): String(count)
    case .sentence: "s"
    case .paragraph: "p"
    }
  }
}

/// A fault inside a term.
struct SyntaxFault: Error {
  /// Unicode scalars into the term.
  var offset: Int
  var problem: TermProblem
}
