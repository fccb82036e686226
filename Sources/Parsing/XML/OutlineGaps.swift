/// Finds the texts that libxml2 need not be shown: the inside of CDATA sections, and what stands
/// between two tags where it is long and nothing but characters and references to such.
///
/// Reads markup only as far as to find its end. Where a document is well-formed it ends where libxml2
/// says; where it is not, libxml2 will say that. Linear.
struct OutlineGaps {
  struct Gap {
    var range: Range<Int>
    /// It is not of a CDATA section, and holds references.
    var hasReferences = false
  }

  enum Found {
    case gap(Gap)
    case end
    /// A section or a comment has no end, or a section holds what is no XML character.
    case illFormed
  }

  /// Bytes, below which a text costs more to leave out than to show.
  private static let shortest = 12

  private let bytes: UnsafeBufferPointer<UInt8>
  private let blocks: MarkupBlocks
  /// Where markup has ended, or a text that was found.
  private var at = 0

  /// `blocks` serve for no other document meanwhile.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ blocks: MarkupBlocks) {
    self.bytes = bytes
    self.blocks = blocks
    blocks.begin(bytes)
    // What stands before the first tag is no text of the document.
    at = blocks.text(from: 0)?.end ?? bytes.count
  }

  mutating func next() -> Found {
    while at < bytes.count {
      var open = at
      if bytes[at] == 0x0A, at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "<") {
        // What stands between most tags. To see it here does not wait for where the text ends.
        open = at + 1
      } else if bytes[at] != UInt8(ascii: "<") {
        guard let text = blocks.text(from: at) else { break }
        open = text.end
        if let gap = gap(at..<open, text) {
          at = open
          return .gap(gap)
        }
      }
      switch open + 1 < bytes.count ? bytes[open + 1] : 0 {
      case UInt8(ascii: "?"):
        at = end(of: "?>", from: open + 2) ?? bytes.count
      case UInt8(ascii: "!"):
        if bytes.holds("[CDATA[", at: open + 2) { return section(from: open + 9) }
        guard bytes.holds("--", at: open + 2) else {
          at = blocks.endOfTag(from: open + 2) ?? bytes.count
          continue
        }
        guard let end = end(of: "-->", from: open + 4) else { return .illFormed }
        at = end
      default:
        at = blocks.endOfTag(from: open + 1) ?? bytes.count
      }
    }
    return .end
  }

  private mutating func section(from start: Int) -> Found {
    guard let end = end(of: "]]>", from: start) else { return .illFormed }
    at = end
    let range = start..<(end - 3)
    guard blocks.isUsual(range) || UnsafeBufferPointer(rebasing: bytes[range]).isXMLText else {
      return .illFormed
    }
    return .gap(Gap(range: range))
  }

  /// A text between two tags; nil for one that has to be shown.
  private func gap(_ range: Range<Int>, _ found: MarkupBlocks.Text) -> Gap? {
    // Blanks may stand where text may not.
    guard range.count >= Self.shortest, !bytes[range.lowerBound].isBlank else { return nil }
    let text = UnsafeBufferPointer(rebasing: bytes[range])
    guard found.isUsual || text.isCharacterData else { return nil }
    guard found.hasAmpersand, let base = text.baseAddress else { return Gap(range: range) }
    var i = 0
    while let found = find(UInt8(ascii: "&"), in: base + i, text.count - i) {
      guard let reference = XMLReference.character(in: text, at: i + found) else { return nil }
      i = reference.end
    }
    return Gap(range: range, hasReferences: i > 0)
  }

  private func position(of byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    return find(byte, in: base + start, bytes.count - start).map { start + $0 }
  }

  /// Behind the next `text`.
  private func end(of text: StaticString, from start: Int) -> Int? {
    var i = start
    while let found = position(of: text.utf8Start[0], from: i) {
      if bytes.holds(text, at: found) { return found + text.utf8CodeUnitCount }
      i = found + 1
    }
    return nil
  }
}
