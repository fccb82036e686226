import Model

/// Builds a feed from the start tags, texts and end tags of a document. Both readers call it.
///
/// A class, since libxml2's callbacks reach it through a pointer. It never traps and never throws:
/// a limit that is reached stands in `failure`, and the reader stops.
final class FeedBuilder {
  enum Context {
    case outside, feed, entry
    /// The feed that an Atom entry was taken from.
    case source
    /// An element that means nothing here, with all that is inside.
    case skipped
  }

  /// What each event asks first.
  struct Place {
    var depth = 0
    /// Of the text that is being gathered; 0: none is.
    var capture = 0
    var isEscaping = false
    /// Of the innermost element that entered a context, changed the base or the language.
    var context = 0
    var base = 0
    var language = 0
    /// Nothing more is read: there is a failure, or another reader takes over.
    var isStopped = false
    /// `FeedLimits.text`
    let mostText: Int
  }

  let limits: FeedLimits
  private(set) var failure: FeedError?
  /// Behind a pointer, since a class's own fields cost a check at each access.
  let here: UnsafeMutablePointer<Place>
  var warnings = Warnings()

  /// The reader has seen to it that all bytes are UTF-8.
  let isTrusted: Bool

  /// A text was not UTF-8: the document is not in the charset that it was taken for.
  private(set) var hasBadBytes = false
  /// What is built of such a document is for nothing.
  var stopsAtBadBytes = false

  var format: String?
  /// The name of the first element, when it is no feed's.
  var strangeRoot: String?
  var isSitemap = false
  var feed = EntryDraft()
  var feedURL: String?
  var hints = HintDraft()
  var entries: [Entry] = []
  var surplus = 0
  /// Bytes of texts and addresses that became part of the feed.
  private var kept = 0
  var isWhole = true

  var draft = EntryDraft()
  var context = Context.outside
  private var contexts: [(context: Context, depth: Int)] = []
  /// The text that is being gathered; good while `isCapturing`.
  var capture = Capture(.unknown, depth: 0)
  /// Of the text that is being gathered.
  var captureLanguage: String?
  var person = PersonDraft()
  var shelf: TextShelf
  let gather: ByteGather
  /// Of `gather`.
  let gathered: UnsafeMutablePointer<ByteGather.Fields>
  var markup = MarkupWriter()
  private(set) var base: BaseAddress?
  private var bases: [(base: BaseAddress?, depth: Int)] = []
  private(set) var language: String?
  private var languages: [(language: String?, depth: Int)] = []

  /// Of a large document.
  var source: SpilledBytes?
  private let isLarge: Bool
  private var finished = 0
  /// What tags and authors of a large document take.
  private var listed = 0
  private static let mostListed = 12_000_000

  /// `length`: bytes of the document.
  init(base: String?, limits: FeedLimits, length: Int = 0, isTrusted: Bool = false) {
    self.limits = limits
    shelf = TextShelf(bytes: length, spillingTo: limits.folder)
    isLarge = length >= TextShelf.largeDocument
    self.isTrusted = isTrusted
    gather = ByteGather()
    gathered = gather.fields
    self.base = base.flatMap(BaseAddress.init)
    here = .allocate(capacity: 1)
    here.initialize(to: Place(mostText: limits.text))
  }

  deinit { here.deallocate() }

  func fail(_ error: FeedError) {
    failure = failure ?? error
    stop()
  }

  /// Notes that a text of that many bytes is kept: a short document must not make a long feed.
  func keep(_ length: Int) {
    kept += length
    if kept > limits.bytes { fail(.limit(.total, most: limits.bytes)) }
  }

  func stop() {
    here.pointee.isStopped = true
    here.pointee.capture = 0
  }

  func noteBadBytes() {
    hasBadBytes = true
    if stopsAtBadBytes { stop() }
  }

  var isStopped: Bool { here.pointee.isStopped }
  var depth: Int { here.pointee.depth }
  var isCapturing: Bool { here.pointee.capture != 0 }

  // MARK: What the readers call

  func start(_ element: Element, _ name: RawName, _ attributes: Attributes) {
    here.pointee.depth += 1
    guard depth <= limits.depth else { return fail(.limit(.depth, most: limits.depth)) }
    if !attributes.list.isEmpty {
      guard attributes.list.count <= limits.attributes else {
        return fail(.limit(.attributes, most: limits.attributes))
      }
      inherit(from: attributes)
    }
    if isCapturing { return startInside(element, name, attributes) }
    switch context {
    case .outside: startRoot(element, name, attributes)
    case .feed: startInFeed(element, name, attributes)
    case .entry: startInEntry(element, attributes)
    case .source: if element == .author { begin(Capture(.author, depth: depth)) }
    case .skipped: break
    }
  }

  func end() {
    let depth = here.pointee.depth
    if isCapturing {
      if here.pointee.capture == depth {
        here.pointee.capture = 0
        here.pointee.isEscaping = false
        finish(capture)
      } else {
        endInside(capture)
      }
    } else if here.pointee.context == depth, let last = contexts.popLast() {
      here.pointee.context = contexts.last?.depth ?? 0
      leave(last.context)
    }
    if here.pointee.base == depth, let last = bases.popLast() {
      base = last.base
      here.pointee.base = bases.last?.depth ?? 0
    }
    if here.pointee.language == depth, let last = languages.popLast() {
      language = last.language
      here.pointee.language = languages.last?.depth ?? 0
    }
    here.pointee.depth = depth - 1
  }

  /// The document ended in the middle: the text being read is lost, and its entry is kept only when
  /// it can be told from others.
  func cutOff() {
    isWhole = false
    here.pointee.capture = 0
    let isInEntry = context == .entry || contexts.contains { $0.context == .entry }
    guard isInEntry else { return }
    if draft.isIdentified { finishEntry() }
    context = .outside
    contexts = []
    here.pointee.context = 0
  }

  // MARK: Contexts

  /// Everything up to the end of the current element stands in `next`.
  func enter(_ next: Context) {
    contexts.append((context, depth))
    here.pointee.context = depth
    context = next
  }

  private func leave(_ outer: Context) {
    if context == .entry { finishEntry() }
    context = outer
  }

  private func inherit(from attributes: Attributes) {
    for attribute in attributes.list {
      if attribute.prefix.isLike("xml") {
        if attribute.name.isLike("base") { inherit(base: attribute.value.trimmed) }
        if attribute.name.isLike("lang") { inherit(language: attribute.value.trimmed) }
      } else if depth < 4, attribute.prefix.isEmpty, attribute.name.isLike("lang") {
        inherit(language: attribute.value.trimmed)
      }
    }
  }

  private func inherit(base value: UnsafeBufferPointer<UInt8>) {
    bases.append((base, depth))
    here.pointee.base = depth
    base = BaseAddress(base?.resolving(value) ?? Array(value)) ?? base
  }

  private func inherit(language value: UnsafeBufferPointer<UInt8>) {
    languages.append((language, depth))
    here.pointee.language = depth
    if language?.utf8.elementsEqual(value) != true {
      language = value.isEmpty ? nil : string(value)
    }
  }

  /// The `xml:lang` of the element that has just started; nil when it has none of its own.
  var languageHere: String? { here.pointee.language == depth ? language : nil }

  // MARK: Entries

  func finishEntry() {
    if isSitemap, draft.ranks.title == 0 {
      draft = EntryDraft()
      return
    }
    if entries.count >= limits.entries * 2 { dropOldest() }
    if isLarge { boundLists() }
    draft.finish(into: &entries)
    if entries.count > limits.entries, limits.surplus == .refuse {
      fail(.limit(.entries, most: limits.entries))
    }
  }

  /// Short tags and names take several times as much in memory as in the document.
  private func boundLists() {
    finished += 1
    if finished % 256 == 0 { source?.rest() }
    listed += draft.entry.tags.room + draft.entry.authors.room
    guard listed > Self.mostListed, !draft.entry.tags.isEmpty || !draft.entry.authors.isEmpty else {
      return
    }
    (draft.entry.tags, draft.entry.authors) = ([], [])
    warnings.note(.lists)
  }

  /// Keeps the newest entries, in document order. Undated ones count as their place says: feeds
  /// begin with the newest.
  func dropOldest() {
    guard entries.count > limits.entries else { return }
    surplus += entries.count - limits.entries
    let times = entries.map { $0.published ?? $0.updated }
    let newest = entries.indices.sorted { a, b in
      guard let first = times[a], let second = times[b], first != second else { return a < b }
      return first > second
    }
    entries = newest.prefix(limits.entries).sorted().map { entries[$0] }
  }
}

extension [String] {
  /// About how many bytes they take: fifteen of a string stand in itself.
  fileprivate var room: Int {
    reduce(0) { $0 + 16 + ($1.utf8.count < 16 ? 0 : 40 + $1.utf8.count) }
  }
}
