/// Counts words between two places of a field as they are written between spaces; Han, kana and
/// Thai characters count one each (SEMANTICS §7.5).
struct NearCounter {
  /// For each byte: the number of the word that it belongs to or follows.
  private var words: [Int32]
  private var blocks: [Int32]
  private var sentences: [Int32]

  init(_ text: [UInt8]) {
    let characters = CharacterTables.standard
    words = [Int32](repeating: 0, count: text.count + 1)
    blocks = words
    sentences = words
    var word: Int32 = 0
    var block: Int32 = 0
    var sentence: Int32 = 0
    var isInWord = false
    /// Where the signs begin that stand before a word: they are part of it.
    var signs = 0
    var lineFeeds = 0
    var endsSentence = false
    let padded = text + [UInt8](repeating: 0, count: 8)
    padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var p = 0
      while p < text.count {
        let (scalar, length) = UTF8Text.decode(base + p)
        let kind = characters.characterClass(of: scalar)
        if kind == CharacterClass.space {
          isInWord = false
          signs = p + length
          if scalar == 0x0A || scalar == 0x2028 || scalar == 0x85 { lineFeeds += 1 }
          if lineFeeds == 2 || scalar == 0x2029 {
            block += 1
            sentence += 1
          }
          if endsSentence { sentence += 1 }
          endsSentence = false
        } else if kind != CharacterClass.ignored {
          lineFeeds = 0
          if CharacterClass.isUnsegmented(kind) {
            word += 1
            isInWord = false
            signs = p + length
          } else if CharacterClass.isWord(kind), !isInWord {
            word += 1
            isInWord = true
            for i in signs..<p { words[i] = word }
          }
          switch scalar {
          case 0x2E, 0x21, 0x3F, 0x2026, 0x61F, 0x6D4: endsSentence = true
          case 0x3002, 0xFF01, 0xFF1F: sentence += 1
          default:
            let isClosing =
              kind == CharacterClass.quote || kind == CharacterClass.apostrophe || scalar == 0x29
            if !isClosing { endsSentence = false }
          }
        }
        for i in p..<min(p + length, text.count) {
          words[i] = word
          blocks[i] = block
          sentences[i] = sentence
        }
        p += length
      }
    }
    words[text.count] = word
    blocks[text.count] = block
    sentences[text.count] = sentence
  }

  func areNear(_ a: Occurrence, _ b: Occurrence, _ nearness: Nearness) -> Bool {
    let (first, second) = a.start <= b.start ? (a, b) : (b, a)
    let last = max(first.end - 1, first.start)
    guard second.start < words.count, last < words.count, blocks[last] == blocks[second.start]
    else { return false }
    switch nearness {
    case .paragraph: return true
    case .sentence: return sentences[last] == sentences[second.start]
    case .words(let count): return words[second.start] - words[last] - 1 <= Int32(count)
    }
  }
}
