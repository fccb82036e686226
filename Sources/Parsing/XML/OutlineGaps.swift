/// Finds what libxml2 need not be shown: the inside of CDATA sections, what stands between two tags
/// where it is long and nothing but characters and references to such, and elements that have no
/// attributes and hold nothing but one such text, with nothing but blanks around them.
///
/// Reads markup only as far as to find its end. Where a document is well-formed it ends where libxml2
/// says; where it is not, libxml2 will say that. Linear.
struct OutlineGaps {
  struct Gap {
    var range: Range<Int>
    var text: Range<Int>
    /// It is not of a CDATA section, and holds references.
    var hasReferences = false
    /// Of the element, in `LeafNames`; nil for a text alone.
    var name: Int?
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
  private let names: LeafNames
  /// Where markup has ended, or a text that was found.
  private var at = 0
  /// The first start tag is behind: what stands before it, or is it, is not in content.
  private var isInside = false

  /// `blocks` and `names` serve for no other document meanwhile.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ blocks: MarkupBlocks, _ names: LeafNames) {
    self.bytes = bytes
    self.blocks = blocks
    self.names = names
    blocks.begin(bytes)
    names.begin()
    // What stands before the first tag is no text of the document.
    at = blocks.text(from: 0)?.end ?? bytes.count
  }

  mutating func next() -> Found {
    while at < bytes.count {
      var open = at
      // With nothing but blanks before it.
      var isAlone = true
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
        isAlone = bytes[at..<open].allSatisfy(\.isBlank)
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
      case UInt8(ascii: "/"):
        at = blocks.endOfTag(from: open + 2) ?? bytes.count
      default:
        at = blocks.endOfTag(from: open + 1) ?? bytes.count
        if isAlone, isInside, let gap = leaf(from: open, at) {
          at = gap.range.upperBound
          return .gap(gap)
        }
        isInside = true
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
    return .gap(Gap(range: range, text: range))
  }

  /// A text between two tags; nil for one that has to be shown.
  private func gap(_ range: Range<Int>, _ found: MarkupBlocks.Text) -> Gap? {
    // Blanks may stand where text may not.
    guard range.count >= Self.shortest, !bytes[range.lowerBound].isBlank else { return nil }
    return whole(range, found)
  }

  /// The element whose start tag stands between `open` and `start`; nil for one that has to be shown.
  private func leaf(from open: Int, _ start: Int) -> Gap? {
    let length = start - open - 2
    // A name is looked at eight bytes at a time.
    guard let base = bytes.baseAddress, length > 0, open + 9 <= bytes.count, start < bytes.count
    else { return nil }
    var (close, text) = (start, start..<start)
    var found: MarkupBlocks.Text?
    var isSection = false
    if bytes[start] != UInt8(ascii: "<") {
      found = blocks.text(from: start)
      close = found?.end ?? bytes.count
      text = start..<close
    } else if bytes.holds("![CDATA[", at: start + 1), let end = end(of: "]]>", from: start + 9) {
      (isSection, close, text) = (true, end, (start + 9)..<(end - 3))
    }
    guard close + max(10, length + 3) <= bytes.count, bytes[close] == UInt8(ascii: "<"),
      bytes[close + 1] == UInt8(ascii: "/"),
      bytes[close + 2 + length] == UInt8(ascii: ">"),
      let name = names.place(of: base + open + 1, length), names.stands(name, at: base + close + 2)
    else { return nil }
    let end = close + length + 3
    var next = end
    while next < bytes.count, bytes[next].isBlank { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: "<") else { return nil }
    var gap = Gap(range: open..<end, text: text, name: name)
    if isSection {
      return blocks.isUsual(text) || UnsafeBufferPointer(rebasing: bytes[text]).isXMLText
        ? gap : nil
    }
    guard let found else { return gap }
    guard let whole = whole(text, found) else { return nil }
    gap.hasReferences = whole.hasReferences
    return gap
  }

  /// nil for a text in which something is unusual.
  private func whole(_ range: Range<Int>, _ found: MarkupBlocks.Text) -> Gap? {
    let text = UnsafeBufferPointer(rebasing: bytes[range])
    guard found.isUsual || text.isCharacterData else { return nil }
    guard found.hasAmpersand, let base = text.baseAddress else {
      return Gap(range: range, text: range)
    }
    var i = 0
    while let found = find(UInt8(ascii: "&"), in: base + i, text.count - i) {
      guard let reference = XMLReference.character(in: text, at: i + found) else { return nil }
      i = reference.end
    }
    return Gap(range: range, text: range, hasReferences: i > 0)
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
