import Foundation
import Model

/// The query language (SEMANTICS §7).
extension Reference {
  indirect enum Query: Sendable {
    case or([Query])
    case and([Query])
    case not(Query)
    case near(Query, Query, Int)
    case field(Field, Query)
    case words(String, Mode)
    case regex(String, ignoresCase: Bool)
  }

  struct Fault: Error { var what: String }

  static func query(_ term: String) throws -> Query {
    var parser = Parser(rest: Substring(term))
    let query = try parser.or()
    parser.skipSpace()
    guard parser.rest.isEmpty else { throw Fault(what: "left over: \(parser.rest)") }
    return query
  }

  private struct Parser {
    var rest: Substring

    mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }

    /// The next word, up to white space or a parenthesis.
    private func word() -> Substring {
      rest.drop(while: \.isWhitespace).prefix { !$0.isWhitespace && $0 != "(" && $0 != ")" }
    }

    private mutating func take(_ words: String...) -> Bool {
      guard words.contains(String(word())) else { return false }
      skipSpace()
      rest = rest.dropFirst(word().count)
      return true
    }

    mutating func or() throws -> Query {
      var parts = [try and()]
      while take("OR", "OU") { parts.append(try and()) }
      return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func and() throws -> Query {
      var parts = [try unary()]
      while true {
        if take("AND", "ET") {
          parts.append(try unary())
        } else if take("NOT", "SAUF") {
          parts.append(.not(try unary()))
        } else {
          return parts.count == 1 ? parts[0] : .and(parts)
        }
      }
    }

    private mutating func unary() throws -> Query {
      take("NOT", "SAUF") ? .not(try near()) : try near()
    }

    private mutating func near() throws -> Query {
      var left = try prim()
      while word().hasPrefix("NEAR/"), let count = Int(word().dropFirst(5)) {
        skipSpace()
        rest = rest.dropFirst(word().count)
        left = .near(left, try prim(), count)
      }
      return left
    }

    private mutating func prim() throws -> Query {
      skipSpace()
      if rest.hasPrefix("(") {
        rest = rest.dropFirst()
        let inside = try or()
        skipSpace()
        guard rest.hasPrefix(")") else { throw Fault(what: "no )") }
        rest = rest.dropFirst()
        return inside
      }
      for field in Field.allCases where rest.hasPrefix(field.rawValue + ":") {
        rest = rest.dropFirst(field.rawValue.count + 1)
        return .field(field, try prim())
      }
      if rest.hasPrefix("/") { return try regex() }
      let isExact = rest.hasPrefix("=")
      if isExact { rest = rest.dropFirst() }
      if rest.hasPrefix("\"") {
        let inside = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest.dropFirst(inside.count + 1)
        guard rest.hasPrefix("\"") else { throw Fault(what: "no closing quotation mark") }
        rest = rest.dropFirst()
        return .words(String(inside), isExact ? .exact : .quoted)
      }
      return try words(isExact)
    }

    private mutating func words(_ isExact: Bool) throws -> Query {
      let operators: Set<String> = ["OR", "OU", "AND", "ET", "NOT", "SAUF", ""]
      var words: [String] = []
      while !operators.contains(String(word())), !word().hasPrefix("NEAR/"),
        !word().hasPrefix("\"")
      {
        skipSpace()
        words.append(String(word()))
        rest = rest.dropFirst(word().count)
        if words[words.count - 1].hasSuffix("*") { break }
      }
      guard !words.isEmpty else { throw Fault(what: "empty operand") }
      let text = words.joined(separator: " ")
      if text.hasSuffix("*"), !isExact { return .words(String(text.dropLast()), .prefix) }
      return .words(text, isExact ? .exact : .standard)
    }

    private mutating func regex() throws -> Query {
      var pattern = ""
      rest = rest.dropFirst()
      while let next = rest.first, next != "/" {
        rest = rest.dropFirst()
        pattern.append(next)
        if next == "\\", let escaped = rest.first {
          pattern.append(escaped)
          rest = rest.dropFirst()
        }
      }
      guard rest.hasPrefix("/") else { throw Fault(what: "no closing /") }
      rest = rest.dropFirst()
      let ignoresCase = rest.hasPrefix("i")
      if ignoresCase { rest = rest.dropFirst() }
      return .regex(pattern, ignoresCase: ignoresCase)
    }
  }
}
