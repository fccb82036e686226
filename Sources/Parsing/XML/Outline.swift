import Glibc

/// What libxml2 is shown of a document: its markup, and of its texts only those that are short or
/// hold something unusual. It would go through a text several times, byte by byte.
///
/// One byte stands in for each text that is left out, and its place among the bytes shown is kept:
/// a text counts only when libxml2 finds it at that very place. One that stands where none can be
/// is thus found out, and the document read in another way. Since libxml2 finds its byte in
/// content, and the text is checked here, what it makes of the outline holds for the document.
struct Outline {
  /// A text that was left out.
  struct Section {
    var text: UnsafeBufferPointer<UInt8>
    /// Of the byte that stands for it, counted from the first byte shown.
    var place: Int
    var hasReferences: Bool
    /// Of the element that was left out with it, in `LeafNames`.
    var name: Int?
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let blocks: MarkupBlocks
  private let names: LeafNames
  private var gaps: OutlineGaps
  /// Of `bytes`, shown or left out.
  private var done = 0
  /// The next text to be left out.
  private var next: OutlineGaps.Gap?
  /// Bytes shown.
  private(set) var shown = 0
  /// Left out, and not taken yet.
  private var sections: [Section] = []
  private var taken = 0
  /// A section or a comment has no end, or a section holds what is no XML character: the document is
  /// not well-formed (or its sections are not what they seem).
  private(set) var isIllFormed = false

  init(of bytes: UnsafeBufferPointer<UInt8>, names: LeafNames = LeafNames()) {
    self.init(of: bytes, MarkupBlocks(), names)
  }

  private init(
    of bytes: UnsafeBufferPointer<UInt8>, _ blocks: MarkupBlocks, _ names: LeafNames
  ) {
    self.bytes = bytes
    self.blocks = blocks
    self.names = names
    gaps = OutlineGaps(bytes, blocks, names)
    findNext()
  }

  /// The outline of another document, in the same memory.
  mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    var kept: [Section] = []
    if sections.capacity <= 4096 { swap(&kept, &sections) }
    kept.removeAll(keepingCapacity: true)
    self = Outline(of: bytes, blocks, names)
    sections = kept
  }

  /// Whether a control character beyond ASCII may stand in the texts of what was written.
  var mayHoldControls: Bool { blocks.mayHoldControls }

  var isAtEnd: Bool { done == bytes.count || isIllFormed }

  /// Whether each text that was left out has been taken.
  var isComplete: Bool { taken == sections.count && !isIllFormed }

  /// Writes the next bytes to be shown, at most `room`; returns how many.
  mutating func write(to piece: UnsafeMutablePointer<UInt8>, room: Int) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    forgetTaken()
    var count = 0
    while count < room, !isAtEnd {
      if let gap = next, gap.range.lowerBound == done {
        piece[count] = UInt8(ascii: "x")
        sections.append(
          Section(
            text: UnsafeBufferPointer(rebasing: bytes[gap.text]), place: shown + count,
            hasReferences: gap.hasReferences, name: gap.name))
        count += 1
        done = gap.range.upperBound
        findNext()
      } else {
        let length = min((next?.range.lowerBound ?? bytes.count) - done, room - count)
        memcpy(piece + count, start + done, length)
        count += length
        done += length
      }
    }
    let following = done < bytes.count ? bytes[done] : 0
    if UnsafeBufferPointer(start: piece, count: count).mayBeOverlong(before: following) {
      isIllFormed = true
    }
    shown += count
    return count
  }

  /// Of the next one to be taken; nil when there is none.
  @inline(__always)
  var nextPlace: Int? { taken < sections.count ? sections[taken].place : nil }

  /// The text that libxml2 has found at `place`; nil when none was left out there.
  @inline(__always)
  mutating func take(at place: Int) -> Section? {
    guard taken < sections.count, sections[taken].place == place else { return nil }
    taken += 1
    return sections[taken - 1]
  }

  private mutating func forgetTaken() {
    if taken == sections.count {
      sections.removeAll(keepingCapacity: true)
    } else {
      sections.removeFirst(taken)
    }
    taken = 0
  }

  private mutating func findNext() {
    switch gaps.next() {
    case .gap(let gap): next = gap
    case .end: next = nil
    case .illFormed:
      next = nil
      isIllFormed = true
    }
  }
}
