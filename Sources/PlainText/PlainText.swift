public import Model

/// The plain text of what feeds write (SEMANTICS §1): one implementation for parsing and matching.
///
/// Text comes back in blocks that a blank line (`"\n\n"`) separates. Every function is linear in its
/// input, whatever stands in it, and never fails: what cannot be markup is text.
public enum PlainText {
  /// The plain text of a field: HTML is read, plain text is untouched, and a field that its format
  /// does not type is HTML when `looksLikeHTML` says so (SEMANTICS §1.2).
  public static func field(_ markup: Markup) -> FieldText {
    switch markup.kind {
    case .plain: FieldText(markup.source)
    case .html: fromHTML(markup.source)
    case .untyped:
      looksLikeHTML(markup.source) ? fromHTML(markup.source) : FieldText(markup.source)
    }
  }

  /// The text of an HTML document or fragment (SEMANTICS §1.3).
  public static func fromHTML(_ source: String) -> FieldText {
    var source = source
    return source.withUTF8 { text(of: $0.span) }
  }

  /// The same for UTF-8 bytes; ill-formed ones become U+FFFD.
  public static func fromHTML(utf8 source: UnsafeBufferPointer<UInt8>) -> FieldText {
    // Repaired first where need be: repair moves the offsets of cuts.
    guard let text = String(validating: source, as: UTF8.self) else {
      return fromHTML(String(decoding: source, as: UTF8.self))
    }
    return fromHTML(text)
  }

  private static func text(of source: Span<UInt8>) -> FieldText {
    let (bytes, cuts) = SecondDecoding.apply(to: HTMLScanner.text(of: source))
    // The source is a string's, and is cut at ASCII characters only: what was valid has stayed so.
    let text = unsafe UTF8Span(unchecked: bytes.span)
    return FieldText(String(copying: text), cuts: cuts)
  }

  /// Whether a text holds a tag (`<` then a letter, `/`, `!` or `?`) or a character reference with
  /// its semicolon.
  public static func looksLikeHTML(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { looksLikeHTML($0.span) }
  }

  private static func looksLikeHTML(_ source: Span<UInt8>) -> Bool {
    for at in source.indices {
      switch source[at] {
      case UInt8(ascii: "<") where at + 1 < source.count:
        switch source[at + 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case let next: if HTMLScanner.isLetter(next) { return true }
        }
      case UInt8(ascii: "&"):
        if CharacterReferences.reference(in: source, at: at)?.hasSemicolon == true { return true }
      default: break
      }
    }
    return false
  }

  /// A text on one line, for titles and logs: runs of white space and line breaks, the no-break and
  /// other Unicode spaces included, become one space; the ends are trimmed. A text of more than
  /// `limit` scalars is cut and ends in `…`, the `limit`-th scalar.
  public static func oneLine(_ text: String, limit: Int = .max) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var hasSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        hasSpace = count > 0
        continue
      }
      if count + (hasSpace ? 2 : 1) > limit {
        while count >= max(1, limit), line.popLast() != nil { count -= 1 }
        while line.last == " " { line.removeLast() }
        line.append("…")
        break
      }
      if hasSpace {
        line.append(" ")
        count += 1
        hasSpace = false
      }
      line.append(scalar)
      count += 1
    }
    return String(line)
  }
}
