/// Reads the query language (SEMANTICS §7, and the further operators of docs/matching.md).
struct TermParser {
  private let text: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  /// Longer terms are faults.
  static let longest = 4096
  /// Parentheses, fields and exclusions inside each other.
  static let deepest = 64

  init(_ term: String) { text = Array(term.unicodeScalars) }

  static func parse(_ term: String) throws(SyntaxFault) -> TermSyntax {
    var parser = TermParser(term)
    return try parser.term()
  }

  private mutating func term() throws(SyntaxFault) -> TermSyntax {
    guard text.count <= Self.longest else {
      throw SyntaxFault(
        offset: Self.longest,
        problem: .tooLong(count: text.count, limit: Self.longest))
    }
    skipSpaces()
    guard position < text.count else { throw SyntaxFault(offset: 0, problem: .empty) }
    let syntax = try or()
    skipSpaces()
    guard position >= text.count else {
      throw fault(
        text[position] == ")" ? .closingParenthesis : .operatorMissing)
    }
    guard syntax.isPositive else {
      throw SyntaxFault(offset: 0, problem: .onlyExcludes)
    }
    return syntax
  }

  // MARK: - Operators

  private mutating func or() throws(SyntaxFault) -> TermSyntax {
    var parts = [try and()]
    while take(["OR", "OU"]) { parts.append(try and()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func and() throws(SyntaxFault) -> TermSyntax {
    var parts = [try unary()]
    while true {
      if take(["AND", "ET"]) {
        parts.append(try unary())
      } else if take(["NOT", "SAUF"]) {
        parts.append(.not(try near()))
      } else {
        return parts.count == 1 ? parts[0] : .and(parts)
      }
    }
  }

  private mutating func unary() throws(SyntaxFault) -> TermSyntax {
    if take(["NOT", "SAUF"]) { return .not(try near()) }
    return try near()
  }

  private mutating func near() throws(SyntaxFault) -> TermSyntax {
    var left = try counted()
    while true {
      let at = position
      guard let (nearness, isOrdered) = try takeNearness() else { return left }
      let right = try counted()
      for operand in [left, right] where !Self.mayBeNear(operand) {
        throw SyntaxFault(offset: at, problem: .operandOfNear)
      }
      left = .near(left, right, nearness, isOrdered: isOrdered)
    }
  }

  private static func mayBeNear(_ syntax: TermSyntax) -> Bool {
    switch syntax {
    case .literal, .near: true
    case .or(let parts): parts.allSatisfy(mayBeNear)
    default: false
    }
  }

  private mutating func counted() throws(SyntaxFault) -> TermSyntax {
    let inner = try primary()
    let at = position
    skipSpaces()
    guard peek(0) == ">", peek(1) == "=" else {
      position = at
      return inner
    }
    position += 2
    skipSpaces()
    guard let count = takeNumber(), count >= 1, count <= 1000 else {
      throw fault(.countOutOfRange)
    }
    return .atLeast(count, inner)
  }

  // MARK: - Operands

  private mutating func primary() throws(SyntaxFault) -> TermSyntax {
    skipSpaces()
    guard let next = peek(0) else { throw fault(.operandMissingAtEnd) }
    if next == ")" { throw fault(.operandMissingBeforeParenthesis) }
    if isOperator() { throw fault(.operandMissingBefore(chunk())) }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw fault(.tooDeep(limit: Self.deepest))
    }
    if next == "(" {
      let open = position
      position += 1
      let inner = try or()
      skipSpaces()
      guard peek(0) == ")" else {
        throw SyntaxFault(offset: open, problem: .openParenthesis)
      }
      position += 1
      return inner
    }
    if let closing = TermQuotes.closing(next) {
      return .literal(.quoted, try quoted(closing), offset: position)
    }
    if next == "=", peek(1) != nil, peek(1) != "=" { return try exact() }
    if next == "/" { return try regex() }
    if let field = try fieldOperand() { return field }
    return try words()
  }

  private mutating func quoted(_ closing: [Unicode.Scalar]) throws(SyntaxFault) -> String {
    let open = position
    position += 1
    let start = position
    while let next = peek(0), !closing.contains(next) { position += 1 }
    guard position < text.count else {
      throw SyntaxFault(offset: open, problem: .openQuote)
    }
    let inner = String(String.UnicodeScalarView(text[start..<position]))
    position += 1
    guard inner.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw SyntaxFault(offset: open, problem: .emptyQuote)
    }
    return inner
  }

  private mutating func exact() throws(SyntaxFault) -> TermSyntax {
    let at = position
    position += 1
    if let next = peek(0), let closing = TermQuotes.closing(next) {
      return .literal(.exact, try quoted(closing), offset: at)
    }
    guard case .literal(let style, let words, _) = try words() else {
      throw SyntaxFault(offset: at, problem: .operandOfEqual)
    }
    guard style == .plain else {
      throw SyntaxFault(offset: at, problem: .equalAndStar)
    }
    return .literal(.exact, words, offset: at)
  }

  private mutating func regex() throws(SyntaxFault) -> TermSyntax {
    let open = position
    position += 1
    var source = String.UnicodeScalarView()
    var isInClass = false
    while let next = peek(0), next != "/" || isInClass {
      if next == "\\", let escaped = peek(1) {
        if escaped != "/" { source.append(next) }
        source.append(escaped)
        position += 2
        continue
      }
      if next == "[" { isInClass = true }
      if next == "]" { isInClass = false }
      source.append(next)
      position += 1
    }
    guard peek(0) == "/" else {
      throw SyntaxFault(offset: open, problem: .openRegex)
    }
    position += 1
    guard !source.isEmpty else {
      throw SyntaxFault(offset: open, problem: .emptyRegex)
    }
    var ignoresCase = false
    if peek(0) == "i", isEnd(peek(1)) {
      ignoresCase = true
      position += 1
    }
    guard isEnd(peek(0)) else {
      throw fault(.textAfterRegex)
    }
    return .regex(String(source), ignoresCase: ignoresCase, offset: open)
  }

  private func isEnd(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return true }
    return scalar == ")" || scalar == "(" || scalar == ">" || scalar.properties.isWhitespace
  }

  private mutating func fieldOperand() throws(SyntaxFault) -> TermSyntax? {
    let start = position
    var end = start
    while end < text.count, end - start <= 8, text[end] != ":" {
      guard text[end].properties.isAlphabetic || text[end].value >= 0x300 else { return nil }
      end += 1
    }
    guard end < text.count, text[end] == ":", end > start else { return nil }
    let name = String(String.UnicodeScalarView(text[start..<end]))
    guard let meaning = TermFields.meaning(of: name) else { return nil }
    position = end + 1
    skipSpaces()
    guard position < text.count else { throw fault(.operandMissingAfterField(name)) }
    switch meaning {
    case .field(let mask): return .field(mask, try primary())
    case .metadata(let kind):
      let inner = try primary()
      guard case .literal = inner else {
        throw SyntaxFault(offset: start, problem: .operandOfField(name))
      }
      return .metadata(kind, inner)
    case .language:
      let language = try bareName(after: name)
      return .language(LanguageRules.primarySubtag(language))
    case .list: return .list(try bareName(after: name), offset: start)
    }
  }

  private mutating func bareName(after field: String) throws(SyntaxFault) -> String {
    if let next = peek(0), let closing = TermQuotes.closing(next) { return try quoted(closing) }
    let start = position
    while let next = peek(0), next != "(", next != ")", !next.properties.isWhitespace {
      position += 1
    }
    guard position > start else { throw fault(.nameMissing(afterField: field)) }
    return String(String.UnicodeScalarView(text[start..<position]))
  }

  /// Words side by side, to the next operator, parenthesis or quotation mark.
  private mutating func words() throws(SyntaxFault) -> TermSyntax {
    let start = position
    var end = start
    var style = LiteralStyle.plain
    while position < text.count, style == .plain {
      let begin = position
      if position > start, isOperator() { break }
      scanChunk()
      if position == begin { break }
      end = position
      if let star = text[begin..<position].firstIndex(of: "*") {
        guard star == position - 1 else {
          throw SyntaxFault(offset: star, problem: .starInside)
        }
        guard star > begin else {
          throw SyntaxFault(offset: star, problem: .starAlone)
        }
        style = .prefix
        end = star
      }
      skipSpaces()
      if position < text.count, position > end, isStop(position) { break }
    }
    guard end > start else { throw fault(.operandMissing) }
    if style == .plain { position = end }
    let words = String(String.UnicodeScalarView(text[start..<end]))
    return .literal(style, words, offset: start)
  }

  /// Passes the characters up to white space, a parenthesis, a quotation mark or `>=`.
  private mutating func scanChunk() {
    while position < text.count, !text[position].properties.isWhitespace, !isStop(position) {
      position += 1
    }
  }

  private func isStop(_ i: Int) -> Bool {
    let scalar = text[i]
    if scalar == "(" || scalar == ")" { return true }
    if scalar == ">", i + 2 < text.count, text[i + 1] == "=" {
      let digit = text[i + 2]
      return digit == " " || digit.properties.numericType != nil
    }
    guard TermQuotes.closing(scalar) != nil || scalar == "»" else { return false }
    // צה"ל: between two Hebrew letters it belongs to the word.
    let isHebrew = { (j: Int) in
      self.text.indices.contains(j) && (0x590...0x5FF).contains(self.text[j].value)
    }
    return !(isHebrew(i - 1) && isHebrew(i + 1))
  }

  // MARK: - Reading

  private func peek(_ ahead: Int) -> Unicode.Scalar? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  private mutating func skipSpaces() {
    while let next = peek(0), next.properties.isWhitespace { position += 1 }
  }

  private func fault(_ problem: TermProblem) -> SyntaxFault {
    SyntaxFault(offset: min(position, text.count), problem: problem)
  }

  private func chunk() -> String {
    let rest = text[position...].prefix { !$0.properties.isWhitespace && $0 != "(" && $0 != ")" }
    return String(String.UnicodeScalarView(rest))
  }

  private func isOperator() -> Bool {
    let word = chunk()
    return ["OR", "OU", "AND", "ET", "NOT", "SAUF"].contains(word)
      || TermNearness.isOperator(word)
  }

  private mutating func take(_ operators: [String]) -> Bool {
    let start = position
    skipSpaces()
    let word = chunk()
    guard operators.contains(word) else {
      position = start
      return false
    }
    position += word.unicodeScalars.count
    return true
  }

  private mutating func takeNearness() throws(SyntaxFault) -> (Nearness, Bool)? {
    let start = position
    skipSpaces()
    let word = chunk()
    guard TermNearness.isOperator(word) else {
      position = start
      return nil
    }
    guard let nearness = TermNearness.read(word) else {
      throw fault(.distanceOutOfRange(operator: word))
    }
    position += word.unicodeScalars.count
    return nearness
  }

  private mutating func takeNumber() -> Int? {
    let start = position
    while let next = peek(0), (0x30...0x39).contains(next.value), position - start < 6 {
      position += 1
    }
    return Int(String(String.UnicodeScalarView(text[start..<position])))
  }
}
