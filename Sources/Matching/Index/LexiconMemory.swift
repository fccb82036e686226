/// A finished lexicon, in memory that is written once in `init` and freed in `deinit`: that is why
/// it is a class, and, `@unchecked`, may be shared.
final class LexiconMemory: @unchecked Sendable {
  /// What the matcher needs, without reference counting. Valid as long as its `LexiconMemory`.
  struct Reader {
    fileprivate let bytes: UnsafePointer<UInt8>
    let words: UnsafePointer<PatternWord>
    let patterns: UnsafePointer<Pattern>
    let signs: UnsafePointer<[UInt32]>

    @inline(__always)
    func word(_ pattern: Pattern, _ i: Int) -> PatternWord { words[Int(pattern.firstWord) &+ i] }

    /// The word as written in the term; eight bytes past it may be read.
    @inline(__always)
    func bytes(of word: PatternWord) -> UnsafePointer<UInt8> { bytes + Int(word.start) }
  }

  let reader: Reader
  private let signCount: Int

  init(_ lexicon: Lexicon) {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: lexicon.bytes.count + 64)
    bytes.initialize(repeating: 0, count: lexicon.bytes.count + 64)
    for (i, byte) in lexicon.bytes.enumerated() { bytes[i] = byte }
    signCount = lexicon.signs.count
    reader = Reader(
      bytes: bytes, words: Self.copy(lexicon.words), patterns: Self.copy(lexicon.patterns),
      signs: Self.copy(lexicon.signs))
  }

  deinit {
    reader.bytes.deallocate()
    reader.words.deallocate()
    reader.patterns.deallocate()
    UnsafeMutablePointer(mutating: reader.signs).deinitialize(count: signCount)
    reader.signs.deallocate()
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      memory.initialize(from: base, count: source.count)
    }
    return UnsafePointer(memory)
  }
}
