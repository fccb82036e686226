/// Elements that are dropped with what they contain.
extension HTMLScanner {
  /// Moves from the end of a start tag to behind its element. Where the end tag is missing, `script`
  /// and its like take the rest of the text, as browsers do; `svg`, `object`, `head` and their like
  /// take nothing: their content is read rather than a whole entry lost.
  mutating func drop(_ source: Span<UInt8>, _ element: HTMLElement, _ name: UInt64) {
    if element == .droppedRaw { return dropRaw(source, name) }
    let content = at
    if dropTree(source, element, name) || element == .reading { return }
    neverClosed.insert(name)
    at = content
  }

  /// To behind `</name`; nothing else is markup there.
  private mutating func dropRaw(_ source: Span<UInt8>, _ name: UInt64) {
    while let open = source.first(UInt8(ascii: "<"), from: at) {
      at = open + 1
      guard source.has("</", at: open) else { continue }
      let (hash, end) = HTMLTagReader.name(in: source, at: open + 2)
      guard hash == name, end == source.count || Self.endsTagName(source[end]) else { continue }
      if case .tag(_, _, _, let end) = reader.markup(in: source, at: open) {
        at = end
      } else {
        at = source.count
      }
      return
    }
    at = source.count
  }

  /// To behind the end tag of `name`, or to the tag that ends the element without one; false when
  /// the text ends first.
  private mutating func dropTree(
    _ source: Span<UInt8>, _ element: HTMLElement, _ name: UInt64
  ) -> Bool {
    var depth = 1
    while let open = source.first(UInt8(ascii: "<"), from: at) {
      switch reader.markup(in: source, at: open) {
      case .nothing(let end): at = end
      case .sectionStart(let end): at = end
      case .text: at = open + 1
      case .unfinished(let tag): at = elements[tag] == .unknown ? open + 1 : source.count
      case .tag(let tag, let isEnd, let isSelfClosing, let end):
        if isEnding(element, tag, isEnd: isEnd) {
          at = open
          return true
        }
        at = end
        if tag == name {
          if isEnd { depth -= 1 } else if !isSelfClosing { depth += 1 }
          if depth == 0 { return true }
        } else if !isEnd, !isSelfClosing {
          dropInside(source, element, tag)
        }
      }
    }
    at = source.count
    return false
  }

  /// What a dropped element drops in its turn, since an end tag inside is not its own.
  private mutating func dropInside(_ source: Span<UInt8>, _ element: HTMLElement, _ tag: UInt64) {
    switch elements[tag] {
    case .droppedRaw: dropRaw(source, tag)
    case .dropped where element == .head && !neverClosed.contains(tag): drop(source, .dropped, tag)
    default: break
    }
  }

  /// Whether a tag ends an element whose end tag may be left out.
  private func isEnding(_ element: HTMLElement, _ tag: UInt64, isEnd: Bool) -> Bool {
    switch (element, elements[tag]) {
    case (.head, .block): !isEnd && tag != Self.title
    case (.head, .preformatted): !isEnd
    case (.reading, .reading): !isEnd
    case (.reading, .ruby), (.reading, .block), (.reading, .preformatted): true
    default: false
    }
  }

  private static let title = FowlerNollVo.hash(Array("title".utf8).span)
}
