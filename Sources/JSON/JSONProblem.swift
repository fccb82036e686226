/// What keeps a text from being JSON.
public enum JSONProblem: Hashable, Sendable {
  /// What stood where something else should.
  public enum Found: Hashable, Sendable {
    case end, nothing, notUTF8, singleQuote
    /// Shown as it may be printed.
    case character(String)
  }

  case empty
  case afterValue(Found)
  case tooDeep(limit: Int)
  case keyExpected(Found)
  case bareKey(String)
  case colonExpected(afterKey: String)
  case nothingAfterComma
  case nothingBeforeComma
  case separatorExpected(closing: Character, found: Found?)
  case endsInsideObject(line: Int, column: Int)
  case endsInsideArray(line: Int, column: Int)
  case comment
  case commentBegin
  case commentWithoutEnd
  case stringWithoutEnd
  case stringWithoutEndOfLine
  case notUTF8(hex: String)
  case tab
  case controlCharacter(hex: String)
  case escape
  case hexadecimalDigits
  case leadingZero(String)
  case notANumber(String)
  case noValue
  case capitals(String)
  case notJSON(String)
  case notABoolean(String)
  case singleQuotes
  case commaForValue
  case signOfNumber
  case valueExpected(Found)
  case bareText(String)

  public var english: String {
    switch self {
    case .empty: "the text is empty: expected a value"
    case .afterValue(let found): "expected nothing after the value, found \(found.english)"
    case .tooDeep(let limit): "more than \(limit) arrays and objects inside each other"
    case .keyExpected(let found): "expected a key in double quotes or '}', found \(found.english)"
    case .bareKey(let word): "a key stands in double quotes: \"\(word)\""
    case .colonExpected(let key): "expected ':' after the key \"\(key)\""
    case .nothingAfterComma: "a comma with nothing after it"
    case .nothingBeforeComma: "a second comma, with nothing before it"
    case .separatorExpected(let closing, let found):
      "expected ',' or '\(closing)' after a value" + (found.map { ", found \($0.english)" } ?? "")
    case .endsInsideObject(let line, let column):
      "the text ends inside the object that begins at line \(line), column \(column)"
    case .endsInsideArray(let line, let column):
      "the text ends inside the array that begins at line \(line), column \(column)"
    case .comment: "comments are not allowed"
    case .commentBegin: "a comment begins with // or /*"
    case .commentWithoutEnd: "the comment that begins here has no end"
    case .stringWithoutEnd: "the string that begins here has no closing quote"
    case .stringWithoutEndOfLine: "the string that begins here has no closing quote on its line"
    case .notUTF8(let hex): "a byte that is not UTF-8: 0x\(hex)"
    case .tab: "a tab in a string is written \\t"
    case .controlCharacter(let hex): "a control character in a string is written \\u00\(hex)"
    case .escape: "\\ in a string is written \\\\, or begins \\n \\t \\\" \\uXXXX"
    case .hexadecimalDigits: "\\u needs four hexadecimal digits"
    case .leadingZero(let word): "a number does not begin with 0: \(word)"
    case .notANumber(let word):
      "\(word) is not a number" + (word.count > 1 ? "; text stands in quotes" : "")
    case .noValue: "the text ends where a value should be"
    case .capitals(let word): "\(word) is written \(word.lowercased())"
    case .notJSON(let word): "\(word) is not JSON: expected a value, or null"
    case .notABoolean(let word): "\(word) is not JSON: write true or false"
    case .singleQuotes: "text stands in double quotes, not in single ones"
    case .commaForValue: "expected a value before the comma"
    case .signOfNumber: "a number begins with a digit or '-'"
    case .valueExpected(let found): "expected a value, found \(found.english)"
    case .bareText(let word): "expected a value, found \(word); text stands in quotes"
    }
  }
}

extension JSONProblem.Found {
  var english: String {
    switch self {
    case .end: "the end of the text"
    case .nothing: "nothing"
    case .notUTF8: "a byte that is not UTF-8"
    case .singleQuote: "a single quote"
    case .character(let text): "'\(text)'"
    }
  }
}
