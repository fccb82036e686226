/// What a `<` begins (HTML Standard §13.2.5.6 and after).
enum HTMLMarkup {
  /// An element's tag that ends before `end`; `name` is the hash of its name in small letters.
  case tag(name: UInt64, isEnd: Bool, isSelfClosing: Bool, end: Int)
  /// Comment, DOCTYPE, processing instruction: nothing, up to `end`.
  case nothing(end: Int)
  /// `<![CDATA[`, whose content begins at `end`.
  case sectionStart(end: Int)
  /// A tag that the text ends in.
  case unfinished(name: UInt64)
  /// No markup: the `<` is text.
  case text
}

/// Reads one piece of markup after the other; remembers what it learnt about the whole text, so that
/// no unclosed quote or tag is searched for twice.
struct HTMLTagReader {
  private let lastGreater: Int
  /// From where on, up to `lastGreater`, no double and no single quote stands, as far as is known.
  private var noQuotes = (double: Int.max, single: Int.max)
  /// A quoted value swallowed the end of the text: from then on quotes mean nothing.
  private var ignoresQuotes = false
  /// The last tag's last attribute had a value without quotes, to which a final `/` belongs.
  private var endsInUnquotedValue = false

  init(_ source: Span<UInt8>) {
    lastGreater = source.last(0x3E, before: source.count)
  }

  /// The place of the next `quote` at or after `start`; nil when there is none before the text's
  /// last `>`.
  private mutating func next(
    _ quote: UInt8, in source: Span<UInt8>, from start: Int
  ) -> Int? {
    guard start < (quote == 0x22 ? noQuotes.double : noQuotes.single) else { return nil }
    if let found = source.first(quote, from: start), found < lastGreater { return found }
    if quote == 0x22 { noQuotes.double = start } else { noQuotes.single = start }
    return nil
  }

  mutating func markup(in source: Span<UInt8>, at offset: Int) -> HTMLMarkup {
    guard offset + 1 < source.count else { return .text }
    switch source[offset + 1] {
    case UInt8(ascii: "/"):
      guard offset + 2 < source.count else { return .text }
      if HTMLScanner.isLetter(source[offset + 2]) {
        return tag(in: source, name: offset + 2, isEnd: true)
      }
      // `</>` is nothing, `</3` a comment up to the next `>`: as browsers do.
      return lastGreater > offset ? nothing(in: source, from: offset + 2) : .text
    case UInt8(ascii: "!"):
      return declaration(in: source, at: offset)
    case UInt8(ascii: "?"):
      return nothing(in: source, from: offset + 2)
    case let byte:
      return HTMLScanner.isLetter(byte) ? tag(in: source, name: offset + 1, isEnd: false) : .text
    }
  }

  private func nothing(in source: Span<UInt8>, from start: Int) -> HTMLMarkup {
    .nothing(end: source.first(UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? source.count)
  }

  private func declaration(in source: Span<UInt8>, at offset: Int) -> HTMLMarkup {
    if source.has("<!--", at: offset) { return comment(in: source, at: offset) }
    if source.has("<![CDATA[", at: offset) { return .sectionStart(end: offset + 9) }
    return nothing(in: source, from: offset + 2)
  }

  /// Ends at `-->` or `--!>`; `<!-->` and `<!--->` are whole; one that is not closed takes the rest.
  private func comment(in source: Span<UInt8>, at offset: Int) -> HTMLMarkup {
    var from = offset + 4
    while let close = source.first(UInt8(ascii: ">"), from: from) {
      if source.has("--", at: close - 2) { return .nothing(end: close + 1) }
      if close - 3 >= offset + 4, source.has("--!", at: close - 3) {
        return .nothing(end: close + 1)
      }
      from = close + 1
    }
    return .nothing(end: source.count)
  }

  private mutating func tag(in source: Span<UInt8>, name start: Int, isEnd: Bool) -> HTMLMarkup {
    var (name, at) = Self.name(in: source, at: start)
    guard lastGreater >= at else { return .unfinished(name: name) }
    while !HTMLScanner.endsTagName(source[at]) { at += 1 }
    guard let end = end(in: source, from: at) else {
      ignoresQuotes = true
      return .unfinished(name: name)
    }
    let isSelfClosing = source[end - 2] == UInt8(ascii: "/") && !endsInUnquotedValue
    return .tag(name: name, isEnd: isEnd, isSelfClosing: isSelfClosing, end: end)
  }

  /// The hash of a tag's name in small letters, and where it ends; a name longer than any element's
  /// is read in part only.
  static func name(in source: Span<UInt8>, at start: Int) -> (hash: UInt64, end: Int) {
    var hash = FowlerNollVo.start
    var at = start
    while at < source.count, !HTMLScanner.endsTagName(source[at]), at - start <= 16 {
      FowlerNollVo.add(HTMLScanner.lowercased(source[at]), to: &hash)
      at += 1
    }
    return (hash, at)
  }

  /// Behind the `>` of a tag whose attributes begin at `start`.
  private mutating func end(in source: Span<UInt8>, from start: Int) -> Int? {
    var at = start
    endsInUnquotedValue = false
    while at < source.count {
      let byte = source[at]
      if byte == UInt8(ascii: ">") { return at + 1 }
      at += 1
      if HTMLScanner.isSpace(byte) || byte == UInt8(ascii: "/") { continue }

      endsInUnquotedValue = false
      while at < source.count, !HTMLScanner.endsAttributeName(source[at]) { at += 1 }
      let equals = source.skippingSpace(from: at)
      guard equals < source.count, source[equals] == UInt8(ascii: "=") else { continue }
      at = source.skippingSpace(from: equals + 1)
      guard at < source.count else { break }
      let quote = source[at]
      if !ignoresQuotes, quote == 0x22 || quote == 0x27 {
        guard let close = next(quote, in: source, from: at + 1) else {
          // Never closed: the tag ends where it would without the quote.
          return source.first(UInt8(ascii: ">"), from: at + 1).map { $0 + 1 }
        }
        at = close + 1
      } else {
        endsInUnquotedValue = true
        while at < source.count, !HTMLScanner.isSpace(source[at]), source[at] != 0x3E { at += 1 }
        if at < source.count, source[at] != 0x3E { endsInUnquotedValue = false }
      }
    }
    guard let close = source.first(UInt8(ascii: ">"), from: start) else { return nil }
    ignoresQuotes = true
    return close + 1
  }
}
