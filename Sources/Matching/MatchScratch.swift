import CBytes

/// The buffers of one thread's matching: grow to the largest document met. A class, because it
/// owns raw memory that one document after another is written to.
public final class MatchScratch {
  /// What ran out of its limits in the last document.
  public internal(set) var troubles: [TermTrouble] = []

  var tokens = RawBuffer<Token>(capacity: 1024)
  /// Keys that the index may hold, to be looked up.
  var met = RawBuffer<MetKey>(capacity: 64)
  var candidates = RawBuffer<Candidate>(capacity: 64)
  var addresses: [Range<Int>] = []
  var addressesByField: [[Range<Int>]] = [[], [], []]
  /// Folded letters: `FoldedWord.capacity` bytes.
  let word = UnsafeMutablePointer<UInt8>.allocate(capacity: FoldedWord.capacity)
  let termUnits = UnsafeMutablePointer<Unit>.allocate(capacity: 4 * Unit.most)
  let formUnits = UnsafeMutablePointer<Unit>.allocate(capacity: 2 * Unit.most)
  /// One a word of a phrase that is being followed.
  private var streams = RawBuffer<WordStream>(capacity: 8)
  private(set) var text = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
  private(set) var count = 0
  private var capacity = 1 << 16
  private var blocks = UnsafeMutablePointer<bytes_block>.allocate(capacity: 1 << 10 + 2)
  /// Whether the field holds a capital; nil: not looked yet.
  var hasCapital: Bool?
  /// For `satisfiedTerms`: the round in which a term was last found.
  var rounds: [UInt32] = []
  var round: UInt32 = 0
  private var reading: Reading?
  var occurrences: [Occurrence] = []
  /// For `DocumentEvaluator`: the terms that hold of the watchlists at hand, and their places.
  var holding: [Int] = []
  var held: [HeldPlace] = []
  let segmenter = Segmenter()
  let regexes = RegexCopies()

  /// The bytes after a text that may be read.
  static let slack = 64

  public init() {
    word.initialize(repeating: 0, count: FoldedWord.capacity)
  }

  deinit {
    tokens.free()
    met.free()
    candidates.free()
    word.deallocate()
    termUnits.deallocate()
    formUnits.deallocate()
    text.deallocate()
    blocks.deallocate()
    for i in 0..<streams.count { streams[i].free() }
    streams.free()
  }

  /// Copies a text, so that bytes after it may be read.
  func load(_ source: UnsafeBufferPointer<UInt8>) {
    if capacity < source.count + Self.slack {
      text.deallocate()
      capacity = max(2 * capacity, source.count + Self.slack)
      text = .allocate(capacity: capacity)
      blocks.deallocate()
      blocks = .allocate(capacity: capacity >> 6 + 2)
    }
    count = source.count
    if let base = source.baseAddress { text.update(from: base, count: count) }
    (text + count).initialize(repeating: 0, count: Self.slack)
    hasCapital = nil
  }

  /// How documents in a language are read; the last answer is kept, since many in a row have one.
  func reading(of language: String?, by compiled: Compiled) -> Reading {
    if let reading, reading.compiled === compiled, reading.language == language {
      return reading
    }
    let new = Reading(compiled, language)
    reading = new
    return new
  }

  func load(_ source: String) {
    var source = source
    source.withUTF8 { load($0) }
  }

  func scanner(
    text: UnsafePointer<UInt8>, index: WordIndex, plan: ScanPlan
  ) -> FieldScanner {
    tokens.removeAll()
    met.removeAll()
    candidates.removeAll()
    return FieldScanner(
      characters: .standard, text: text, index: index.reader, plan: plan, tokens: tokens,
      met: met, word: word, blocks: blocks)
  }

  /// Takes the buffers back from a scanner: they may have grown.
  func keep(_ scanner: FieldScanner) {
    tokens = scanner.tokens
    met = scanner.met
    addresses = scanner.addresses
  }

  /// Of a text of megabytes, before anything is made of what was found in it.
  func letGoOfLargeBuffers() {
    if tokens.isLarge {
      tokens.free()
      tokens = RawBuffer(capacity: 1024)
    }
    if met.isLarge {
      met.free()
      met = RawBuffer(capacity: 64)
    }
  }

  func stream(_ level: Int) -> WordStream {
    while streams.count <= level { streams.append(WordStream()) }
    return streams[level]
  }
}

/// What a document's language makes of comparing and scanning: a class, since every document of a
/// feed shares one.
final class Reading {
  let compiled: Compiled
  let language: String?
  /// Its primary subtag; empty: unknown.
  let primary: String
  let rules: LanguageRules
  let plan: ScanPlan

  init(_ compiled: Compiled, _ language: String?) {
    self.compiled = compiled
    self.language = language
    primary = LanguageRules.primarySubtag(language ?? "")
    rules = LanguageRules(language)
    plan = compiled.plan(for: rules)
  }
}

/// A place where an operand was found, in bytes.
struct Occurrence {
  var operand: UInt32
  var field: UInt8
  var start: Int
  var end: Int
}
