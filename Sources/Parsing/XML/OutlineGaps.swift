import Glibc

/// Finds what libxml2 need not be shown: the inside of CDATA sections, what stands between two tags
/// where it is long and nothing but characters and references to such, and elements that hold nothing
/// or one such text, with nothing but blanks around them and nothing unusual in their attributes.
///
/// Reads markup only as far as to find its end. Where a document is well-formed it ends where libxml2
/// says; where it is not, libxml2 will say that. Linear.
struct OutlineGaps {
  /// Something that is left out.
  struct Gap {
    var start = 0
    var end = 0
    var textStart = 0
    var textEnd = 0
    /// Its text is not of a CDATA section, and holds references.
    var hasReferences = false
    /// Of the element, in `LeafNames`; -1 for a text alone.
    var name = -1
    /// In `LeafAttributes`.
    var attributes = 0..<0
  }

  enum Found {
    case gap, end
    /// A section or a comment has no end, or a section holds what is no XML character.
    case illFormed
  }

  /// Bytes, below which a text costs more to leave out than to show.
  private static let shortest = 12
  /// Of a start tag: a longer one has many attributes, or an unusual one.
  private static let longestTag = 1024

  private let bytes: UnsafeBufferPointer<UInt8>
  private let blocks: MarkupBlocks
  private let names: LeafNames
  private let attributes: LeafAttributes
  /// Where markup has ended, or a text that was found.
  private var at = 0
  /// The one that was found last. It stays where it is, since a copy waits for what was just written.
  var gap = Gap()
  /// The first start tag is behind: what stands before it, or is it, is not in content.
  private var isInside = false

  /// The latter three serve for no other document meanwhile.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ blocks: MarkupBlocks, _ names: LeafNames,
    _ attributes: LeafAttributes
  ) {
    self.bytes = bytes
    self.blocks = blocks
    self.names = names
    self.attributes = attributes
    blocks.begin(bytes)
    names.begin()
    attributes.begin()
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
        if isGap(at, text) {
          at = open
          return .gap
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
        if isAlone, isInside, isLeaf(from: open, at) {
          at = gap.end
          return .gap
        }
        isInside = true
      }
    }
    return .end
  }

  private mutating func section(from start: Int) -> Found {
    guard let end = end(of: "]]>", from: start) else { return .illFormed }
    at = end
    guard isXMLText(start, end - 3) else { return .illFormed }
    setText(start, end - 3, hasReferences: false)
    return .gap
  }

  private func isXMLText(_ start: Int, _ end: Int) -> Bool {
    blocks.isUsual(start..<end) || UnsafeBufferPointer(rebasing: bytes[start..<end]).isXMLText
  }

  private mutating func setText(_ start: Int, _ end: Int, hasReferences: Bool) {
    (gap.start, gap.end, gap.textStart, gap.textEnd) = (start, end, start, end)
    gap.hasReferences = hasReferences
    gap.name = -1
    gap.attributes = 0..<0
  }

  /// A text between two tags; false for one that has to be shown.
  private mutating func isGap(_ start: Int, _ found: MarkupBlocks.Text) -> Bool {
    // Blanks may stand where text may not.
    guard found.end - start >= Self.shortest, !bytes[start].isBlank,
      let hasReferences = hasReferences(start, found)
    else { return false }
    setText(start, found.end, hasReferences: hasReferences)
    return true
  }

  /// An element, whose start tag stands between `open` and `start`; false for one that has to be shown.
  private mutating func isLeaf(from open: Int, _ start: Int) -> Bool {
    // A name is looked at eight bytes at a time.
    guard let base = bytes.baseAddress, open + 9 <= bytes.count, start < bytes.count else {
      return false
    }
    var nameEnd = open + 1
    while nameEnd < start - 1, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/") {
      nameEnd += 1
    }
    let (name, length) = (base + open + 1, nameEnd - open - 1)
    if nameEnd == start - 1 { return isLeaf(open, start, name, length, isEmpty: false) }
    let first = attributes.count
    if start - open < Self.longestTag,
      let isEmpty = attributes.read(bytes, from: nameEnd, to: start - 1, blocks),
      isLeaf(open, start, name, length, isEmpty: isEmpty)
    {
      gap.attributes = first..<attributes.count
      return true
    }
    attributes.forget(from: first)
    return false
  }

  @inline(__always)
  private mutating func isLeaf(
    _ open: Int, _ start: Int, _ name: UnsafePointer<UInt8>, _ length: Int, isEmpty: Bool
  ) -> Bool {
    var (textStart, textEnd, end) = (start, start, start)
    var hasReferences = false
    if !isEmpty {
      var close = start
      if bytes[start] != UInt8(ascii: "<") {
        guard let found = blocks.text(from: start), isEndTag(found.end, name, length),
          let references = self.hasReferences(start, found)
        else { return false }
        (textEnd, close, hasReferences) = (found.end, found.end, references)
      } else if bytes.holds("![CDATA[", at: start + 1) {
        guard let found = self.end(of: "]]>", from: start + 9), isEndTag(found, name, length),
          isXMLText(start + 9, found - 3)
        else { return false }
        (textStart, textEnd, close) = (start + 9, found - 3, found)
      } else if !isEndTag(start, name, length) {
        return false
      }
      end = close + length + 3
    }
    var next = end
    while next < bytes.count, bytes[next].isBlank { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: "<"),
      let place = names.place(of: name, length)
    else { return false }
    (gap.start, gap.end, gap.textStart, gap.textEnd) = (open, end, textStart, textEnd)
    gap.hasReferences = hasReferences
    gap.name = place
    gap.attributes = 0..<0
    return true
  }

  @inline(__always)
  private func isEndTag(_ place: Int, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard let base = bytes.baseAddress, place + length + 3 <= bytes.count else { return false }
    return bytes[place] == UInt8(ascii: "<") && bytes[place + 1] == UInt8(ascii: "/")
      && bytes[place + 2 + length] == UInt8(ascii: ">")
      && memcmp(base + place + 2, name, length) == 0
  }

  /// Whether a text holds references; nil for one in which something is unusual.
  @inline(__always)
  private func hasReferences(_ start: Int, _ found: MarkupBlocks.Text) -> Bool? {
    if found.isUsual && !found.hasAmpersand { return false }
    return closerLook(UnsafeBufferPointer(rebasing: bytes[start..<found.end]), found)
  }

  @inline(never)
  private func closerLook(
    _ text: UnsafeBufferPointer<UInt8>, _ found: MarkupBlocks.Text
  ) -> Bool? {
    guard found.isUsual || text.isCharacterData, let base = text.baseAddress else { return nil }
    var i = 0
    while let found = find(UInt8(ascii: "&"), in: base + i, text.count - i) {
      guard let reference = XMLReference.character(in: text, at: i + found) else { return nil }
      i = reference.end
    }
    return i > 0
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
