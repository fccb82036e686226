import Glibc

/// What libxml2 is shown of a document: all of it but the inside of its CDATA sections, where
/// nothing is markup and which it would go through three times, byte by byte.
///
/// One byte stands in for each text that is left out, and its place among the bytes shown is kept:
/// a section counts only when libxml2 finds it at that very place. One that stands where none can
/// be (in a processing instruction) is thus found out, and the document read in another way.
struct Outline {
  struct Section {
    var text: UnsafeBufferPointer<UInt8>
    /// Of the byte that stands for it, counted from the first byte shown.
    var place: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Of `bytes`, shown or left out.
  private var done = 0
  /// The next text to be left out.
  private var next: Range<Int>?
  /// Bytes shown.
  private(set) var shown = 0
  /// Left out, and not taken yet.
  private var sections: [Section] = []
  private var taken = 0
  /// A section or a comment has no end, or a section holds what is no XML character: the document is
  /// not well-formed (or its sections are not what they seem).
  private(set) var isIllFormed = false

  init(of bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    findNext(from: 0)
  }

  var isAtEnd: Bool { done == bytes.count || isIllFormed }

  /// Whether each text that was left out has been taken.
  var isComplete: Bool { taken == sections.count && !isIllFormed }

  /// Writes the next bytes to be shown, at most `room`; returns how many.
  mutating func write(to piece: UnsafeMutablePointer<UInt8>, room: Int) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    forgetTaken()
    var count = 0
    while count < room, !isAtEnd {
      if let section = next, section.lowerBound == done {
        piece[count] = UInt8(ascii: "x")
        let text = UnsafeBufferPointer(rebasing: bytes[section])
        sections.append(Section(text: text, place: shown + count))
        count += 1
        done = section.upperBound
        findNext(from: section.upperBound)
      } else {
        let length = min((next?.lowerBound ?? bytes.count) - done, room - count)
        if bytes.mayBeOverlong(in: done..<(done + length)) { isIllFormed = true }
        memcpy(piece + count, start + done, length)
        count += length
        done += length
      }
    }
    shown += count
    return count
  }

  /// The text of the section that libxml2 has found at `place`; nil when none was left out there.
  mutating func take(at place: Int) -> UnsafeBufferPointer<UInt8>? {
    guard taken < sections.count, sections[taken].place == place else { return nil }
    taken += 1
    return sections[taken - 1].text
  }

  private mutating func forgetTaken() {
    if taken == sections.count {
      sections.removeAll(keepingCapacity: true)
    } else {
      sections.removeFirst(taken)
    }
    taken = 0
  }

  /// Looks for the `!` of `<![CDATA[`, which is rarer than `<`.
  private mutating func findNext(from start: Int) {
    next = nil
    var i = start
    while let mark = position(of: "!", from: i) {
      i = mark + 1
      guard mark > 0, bytes[mark - 1] == UInt8(ascii: "<") else { continue }
      if holds("[CDATA[", at: i) {
        guard let end = position(of: "]]>", from: i + 7) else { return isIllFormed = true }
        let text = UnsafeBufferPointer(rebasing: bytes[(i + 7)..<end])
        guard text.isXMLText else { return isIllFormed = true }
        return next = (i + 7)..<end
      }
      if holds("--", at: i) {
        guard let end = position(of: "-->", from: i + 2) else { return isIllFormed = true }
        i = end + 3
      }
    }
  }

  private func position(of text: StaticString, from start: Int) -> Int? {
    var i = start
    while i < bytes.count, let base = bytes.baseAddress,
      let found = find(text.utf8Start[0], in: base + i, bytes.count - i)
    {
      if holds(text, at: i + found) { return i + found }
      i += found + 1
    }
    return nil
  }

  private func holds(_ text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count, let base = bytes.baseAddress else {
      return false
    }
    return memcmp(base + place, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
