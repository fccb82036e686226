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
    /// Of the element that was left out with it, in `LeafNames`; -1 for a text alone.
    var name: Int
    /// Of that element, in `LeafAttributes`.
    var attributes: Range<Int>
  }

  /// In one piece: what is known of each takes more than the byte that stands for it.
  private static let mostSections = 4096

  private let bytes: UnsafeBufferPointer<UInt8>
  private let blocks: MarkupBlocks
  private let names: LeafNames
  private let attributes: LeafAttributes
  private var gaps: OutlineGaps
  /// Of `bytes`, shown or left out.
  private var done = 0
  /// Where the next begins that is left out, which stands in `gaps`; `.max` when there is none.
  private var next = Int.max
  /// Bytes shown.
  private(set) var shown = 0
  /// Left out, and not taken yet.
  private var sections: [Section] = []
  private var taken = 0
  /// A section or a comment has no end, or a section holds what is no XML character: the document is
  /// not well-formed (or its sections are not what they seem).
  private(set) var isIllFormed = false

  init(
    of bytes: UnsafeBufferPointer<UInt8>, names: LeafNames = LeafNames(),
    attributes: LeafAttributes = LeafAttributes()
  ) {
    self.init(of: bytes, MarkupBlocks(), names, attributes)
  }

  private init(
    of bytes: UnsafeBufferPointer<UInt8>, _ blocks: MarkupBlocks, _ names: LeafNames,
    _ attributes: LeafAttributes
  ) {
    self.bytes = bytes
    self.blocks = blocks
    self.names = names
    self.attributes = attributes
    gaps = OutlineGaps(bytes, blocks, names, attributes)
    findNext()
  }

  /// The outline of another document, in the same memory.
  mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    var kept: [Section] = []
    if sections.capacity <= 2 * Self.mostSections { swap(&kept, &sections) }
    kept.removeAll(keepingCapacity: true)
    self = Outline(of: bytes, blocks, names, attributes)
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
    // libxml2 has reported none of them.
    if sections.count == Self.mostSections { isIllFormed = true }
    var count = 0
    while count < room, sections.count < Self.mostSections, !isAtEnd {
      if next == done {
        piece[count] = UInt8(ascii: "x")
        sections.append(
          Section(
            text: UnsafeBufferPointer(
              start: start + gaps.gap.textStart, count: gaps.gap.textEnd - gaps.gap.textStart),
            place: shown + count, hasReferences: gaps.gap.hasReferences, name: gaps.gap.name,
            attributes: gaps.gap.attributes))
        count += 1
        done = gaps.gap.end
        findNext()
      } else {
        let length = min(min(next, bytes.count) - done, room - count)
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
    sections.removeFirst(taken)
    let areAllTaken = sections.isEmpty
    taken = 0
    // In a run of elements some always wait: the others' attributes are then let go of now and again.
    guard areAllTaken || attributes.count > 2 * Self.mostSections else { return }
    let pending = next == .max ? 0..<0 : gaps.gap.attributes
    let kept = sections.first { !$0.attributes.isEmpty }?.attributes ?? pending
    let gone = kept.isEmpty ? attributes.count : kept.lowerBound
    attributes.forget(before: gone)
    gaps.gap.attributes = pending.isEmpty ? 0..<0 : pending.moved(by: -gone)
    for i in sections.indices where !sections[i].attributes.isEmpty {
      sections[i].attributes = sections[i].attributes.moved(by: -gone)
    }
  }

  private mutating func findNext() {
    switch gaps.next() {
    case .gap: next = gaps.gap.start
    case .end: next = .max
    case .illFormed:
      next = .max
      isIllFormed = true
    }
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
