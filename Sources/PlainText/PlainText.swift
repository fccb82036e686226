public import Model

/// The plain text of what feeds write (SEMANTICS §1): one implementation for parsing and matching.
///
/// Text comes back in blocks that a blank line (`"\n\n"`) separates. Every function is linear in its
/// input, whatever stands in it, and never fails: what cannot be markup is text.
public enum PlainText {
  /// Memory for the texts of one entry after another. For one thread at a time.
  public final class Scratch {
    private let memory = TextMemory()

    public init() {}

    /// The plain texts of an entry's fields as bytes, which are good while `body` runs. The entry is
    /// handed on: a closure that keeps one of its own counts each of its fields.
    public func withTexts<Result>(
      of entry: Entry, _ body: (Entry, DocumentBytes) -> Result
    ) -> Result {
      memory.clear()
      let title = PlainText.write(entry.title, to: memory)
      let titleEnd = memory.count
      let summary = PlainText.write(entry.summary, to: memory)
      let summaryEnd = memory.count
      let content = PlainText.write(entry.content, to: memory)
      return withExtendedLifetime(memory) {
        let all = memory.bytes
        return body(
          entry,
          DocumentBytes(
            title: .init(UnsafeBufferPointer(rebasing: all[..<titleEnd]), cuts: title),
            summary: .init(
              UnsafeBufferPointer(rebasing: all[titleEnd..<summaryEnd]), cuts: summary),
            content: .init(UnsafeBufferPointer(rebasing: all[summaryEnd...]), cuts: content)))
      }
    }
  }

  /// The plain text of a field: HTML is read, plain text is untouched, and a field that its format
  /// does not type is HTML when `looksLikeHTML` says so (SEMANTICS §1.2).
  public static func field(_ markup: Markup) -> FieldText {
    markup.text.withUTF8 { source in
      isHTML(source, markup.kind)
        ? html(source) : FieldText(String(copying: UTF8Span(unchecked: source.span)))
    }
  }

  /// The text of an HTML document or fragment (SEMANTICS §1.3).
  public static func fromHTML(_ source: String) -> FieldText {
    var source = source
    return source.withUTF8 { html($0) }
  }

  /// `source` is well-formed UTF-8.
  private static func html(_ source: UnsafeBufferPointer<UInt8>) -> FieldText {
    let memory = TextMemory()
    let cuts = writeHTML(source, to: memory)
    return withExtendedLifetime(memory) {
      // The source is cut at ASCII characters only: what was well-formed has stayed so.
      FieldText(String(copying: UTF8Span(unchecked: memory.bytes.span)), cuts: cuts)
    }
  }

  /// The same for UTF-8 bytes; ill-formed ones become U+FFFD.
  public static func fromHTML(utf8 source: UnsafeBufferPointer<UInt8>) -> FieldText {
    // Repaired first where need be: repair moves the offsets of cuts.
    guard let text = String(validating: source, as: UTF8.self) else {
      return fromHTML(String(decoding: source, as: UTF8.self))
    }
    return fromHTML(text)
  }

  private static func isHTML(
    _ source: UnsafeBufferPointer<UInt8>, _ kind: Markup.Kind
  ) -> Bool {
    switch kind {
    case .plain: false
    case .html: true
    case .untyped: looksLikeHTML(source.span)
    }
  }

  /// Writes a field's plain text behind what `memory` holds; returns its cuts.
  private static func write(_ markup: Markup, to memory: TextMemory) -> [Int] {
    markup.text.withUTF8 { source in
      if isHTML(source, markup.kind) { return writeHTML(source, to: memory) }
      memory.append(source)
      return []
    }
  }

  private static func writeHTML(
    _ source: UnsafeBufferPointer<UInt8>, to memory: TextMemory
  ) -> [Int] {
    let start = memory.count
    let cuts = HTMLScanner.write(source.span, to: memory)
    return SecondDecoding.apply(to: memory, from: start, cuts: cuts)
  }

  /// Whether a text holds a tag (`<` then a letter, `/`, `!` or `?`) or a character reference with
  /// its semicolon.
  public static func looksLikeHTML(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { looksLikeHTML($0.span) }
  }

  private static func looksLikeHTML(_ source: Span<UInt8>) -> Bool {
    var at = 0
    while let open = source.first(UInt8(ascii: "<"), from: at), open + 1 < source.count {
      switch source[open + 1] {
      case UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case let next: if HTMLScanner.isLetter(next) { return true }
      }
      at = open + 1
    }
    at = 0
    while let mark = source.first(UInt8(ascii: "&"), from: at) {
      if CharacterReferences.reference(in: source, at: mark)?.hasSemicolon == true { return true }
      at = mark + 1
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
      if isWhiteSpace(scalar) {
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
  /// Unicode's `White_Space`; its table is asked only where something might be.
  private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace
  }
}
