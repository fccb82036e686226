/// Feeds escape twice: a reference that is still there once HTML was read is decoded once more, in
/// the whole text (SEMANTICS §1.3). Only references with their semicolon, and never tags.
enum SecondDecoding {
  /// To what stands in `memory` from `start` on; returns its cuts, which move.
  static func apply(to memory: TextMemory, from start: Int, cuts: [Int]) -> [Int] {
    let text = UnsafeBufferPointer(rebasing: memory.bytes[start...])
    guard let first = reference(in: text.span, from: 0) else { return cuts }
    let (bytes, moved) = decoded((text.span, cuts), from: first)
    memory.cut(to: start)
    bytes.withUnsafeBufferPointer { memory.append($0) }
    return moved
  }

  private typealias Reference = (offset: Int, found: CharacterReferences.Found)

  private static func decoded(
    _ text: (bytes: Span<UInt8>, cuts: [Int]), from first: Reference
  ) -> (bytes: [UInt8], cuts: [Int]) {
    let source = text.bytes
    var next = first
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var cuts = text.cuts[...]
    var movedCuts: [Int] = []
    var at = 0
    while true {
      while let cut = cuts.first, cut <= next.offset {
        // One inside the reference itself now stands behind what it stood for.
        let moved = bytes.count + max(0, cut - at)
        if movedCuts.last != moved { movedCuts.append(moved) }
        cuts.removeFirst()
      }
      append(source, at..<next.offset, to: &bytes)
      append(next.found.value, to: &bytes)
      at = next.offset + next.found.length
      // White space that a reference stood for runs together with the text's own.
      if bytes.last == 0x20 || bytes.isEmpty, at < source.count, source[at] == 0x20 { at += 1 }
      guard let following = reference(in: source, from: at) else { break }
      next = following
    }
    for cut in cuts {
      let moved = bytes.count + max(0, cut - at)
      if movedCuts.last != moved { movedCuts.append(moved) }
    }
    append(source, at..<source.count, to: &bytes)
    while let last = bytes.last, HTMLScanner.isSpace(last) { bytes.removeLast() }
    return (bytes, movedCuts.filter { $0 > 0 && $0 < bytes.count })
  }

  private static func reference(
    in source: Span<UInt8>, from start: Int
  ) -> Reference? {
    var start = start
    while let offset = source.first(UInt8(ascii: "&"), from: start) {
      if let found = CharacterReferences.reference(in: source, at: offset), found.hasSemicolon {
        return (offset, found)
      }
      start = offset + 1
    }
    return nil
  }

  private static func append(_ source: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
    source.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private static func append(_ value: CharacterReferences.Value, to bytes: inout [UInt8]) {
    if let space = UInt8(exactly: value.first.value), HTMLScanner.isSpace(space) {
      if let last = bytes.last, !HTMLScanner.isSpace(last) { bytes.append(0x20) }
      return
    }
    bytes.append(contentsOf: value.text.utf8)
  }
}
