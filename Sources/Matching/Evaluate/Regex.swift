import CICU

/// A regular expression of the query language: ICU's, compiled once, copied by each thread.
///
/// Owns ICU's compiled pattern, which is never run itself: that is why it is a class and may be
/// shared.
final class Regex: @unchecked Sendable {
  let source: String
  private let compiled: OpaquePointer

  /// ICU's steps, about a millisecond each; stack in bytes.
  private static let steps: Int32 = 100
  private static let stack: Int32 = 2_000_000

  enum Outcome { case found(Range<Int>), none, failed(String) }

  init(_ source: String, ignoresCase: Bool, offset: Int) throws(SyntaxFault) {
    self.source = source
    let pattern = Array(source.utf16)
    var at: Int32 = -1
    var message: UnsafePointer<CChar>?
    // 2: UREGEX_CASE_INSENSITIVE
    let opened = pattern.withUnsafeBufferPointer { buffer in
      icu_regex_open(buffer.baseAddress, Int32(buffer.count), ignoresCase ? 2 : 0, &at, &message)
    }
    guard let opened else {
      let name = message.map { String(cString: $0) } ?? ""
      throw SyntaxFault(
        offset: offset + 1 + max(0, Int(at) - 1),
        problem: .faultyRegex(name))
    }
    compiled = opened
    if let text = RegexProbe.textThatRunsAway(opened, source) {
      throw SyntaxFault(offset: offset, problem: .runawayRegex(on: text))
    }
  }

  deinit { icu_regex_close(compiled) }

  func copy() -> OpaquePointer? {
    guard let copy = icu_regex_clone(compiled) else { return nil }
    _ = icu_regex_set_limits(copy, Self.steps, Self.stack)
    return copy
  }
}

/// A thread's copies of regular expressions. Owns them, hence a class.
final class RegexCopies {
  private var copies: [ObjectIdentifier: (regex: Regex, copy: OpaquePointer)] = [:]
  private static let most = 4096

  deinit { removeAll() }

  private func removeAll() {
    for (_, entry) in copies { icu_regex_close(entry.copy) }
    copies = [:]
  }

  /// Every match in `text` (UTF-16), none empty; or why it was given up.
  func matches(
    of regex: Regex, in text: UnsafeBufferPointer<UChar>
  ) -> (ranges: [Range<Int>], failure: TermTrouble.Reason?) {
    guard let copy = copy(of: regex), let base = text.baseAddress else { return ([], nil) }
    guard icu_regex_set_text(copy, base, Int32(clamping: text.count)) != 0 else {
      return ([], .unreadableText)
    }
    var ranges: [Range<Int>] = []
    while true {
      var start: Int32 = 0
      var end: Int32 = 0
      switch icu_regex_find_next(copy, &start, &end) {
      case 1: if end > start { ranges.append(Int(start)..<Int(end)) }
      case 0: return (ranges, nil)
      case -1: return ([], .tooLong)
      case -2: return ([], .tooMuchMemory)
      default: return ([], .failed)
      }
      if ranges.count >= 10_000 { return (ranges, nil) }
    }
  }

  private func copy(of regex: Regex) -> OpaquePointer? {
    let key = ObjectIdentifier(regex)
    if let known = copies[key] { return known.copy }
    if copies.count >= Self.most { removeAll() }
    guard let copy = regex.copy() else { return nil }
    copies[key] = (regex, copy)
    return copy
  }
}
