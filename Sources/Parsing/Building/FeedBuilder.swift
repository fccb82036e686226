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

  let limits: FeedLimits
  private(set) var failure: FeedError?
  var warnings = Warnings()

  var format: String?
  /// The name of the first element, when it is no feed's.
  var strangeRoot: String?
  var isSitemap = false
  var feed = EntryDraft()
  var feedURL: String?
  var hints = HintDraft()
  var entries: [Entry] = []
  var surplus = 0
  var isWhole = true

  var draft = EntryDraft()
  var context = Context.outside
  private var contexts: [(context: Context, depth: Int)] = []
  private(set) var depth = 0
  var capture: Capture?
  let gather = ByteGather()
  var markup = MarkupWriter()
  private(set) var base: BaseAddress?
  private var bases: [(base: BaseAddress?, depth: Int)] = []
  private(set) var language: String?
  private var languages: [(language: String?, depth: Int)] = []

  init(base: String?, limits: FeedLimits) {
    self.limits = limits
    self.base = base.flatMap(BaseAddress.init)
  }

  func fail(_ error: FeedError) { failure = failure ?? error }

  // MARK: What the readers call

  func start(_ element: Element, _ name: RawName, _ attributes: Attributes) {
    depth += 1
    guard depth <= limits.depth else { return fail(.limit(.depth, most: limits.depth)) }
    guard attributes.list.count <= limits.attributes else {
      return fail(.limit(.attributes, most: limits.attributes))
    }
    if !attributes.list.isEmpty { inherit(from: attributes) }
    if capture != nil { return startInside(element, name, attributes) }
    switch context {
    case .outside: startRoot(element, name, attributes)
    case .feed: startInFeed(element, name, attributes)
    case .entry: startInEntry(element, attributes)
    case .source: if element == .author { begin(Capture(.author, depth: depth)) }
    case .skipped: break
    }
  }

  @inline(__always)
  func text(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard let isEscaping = capture?.isEscaping else { return }
    if isEscaping {
      gather.appendEscaped(UnsafeBufferPointer(start: start, count: count))
    } else {
      gather.append(start, count)
    }
    if gather.count > limits.text { fail(.limit(.text, most: limits.text)) }
  }

  func end() {
    if let open = capture {
      if open.depth == depth {
        capture = nil
        finish(open)
      } else {
        endInside(open)
      }
    } else if let last = contexts.last, last.depth == depth {
      contexts.removeLast()
      leave(last.context)
    }
    if let last = bases.last, last.depth == depth {
      base = last.base
      bases.removeLast()
    }
    if let last = languages.last, last.depth == depth {
      language = last.language
      languages.removeLast()
    }
    depth -= 1
  }

  /// The document ended in the middle: the text being read is lost, and its entry is kept only when
  /// it can be told from others.
  func cutOff() {
    isWhole = false
    capture = nil
    let isInEntry = context == .entry || contexts.contains { $0.context == .entry }
    guard isInEntry else { return }
    if draft.isIdentified { finishEntry() }
    context = .outside
    contexts = []
  }

  // MARK: Contexts

  /// Everything up to the end of the current element stands in `next`.
  func enter(_ next: Context) {
    contexts.append((context, depth))
    context = next
    if next == .entry {
      draft = EntryDraft()
    }
  }

  func begin(_ next: Capture) {
    gather.clear()
    markup.reset()
    capture = next
  }

  private func leave(_ outer: Context) {
    if context == .entry { finishEntry() }
    context = outer
  }

  private func inherit(from attributes: Attributes) {
    if let value = attributes.value("base", prefix: "xml") {
      let resolved = base?.resolving(value.trimmed) ?? Array(value.trimmed)
      let next = Address(resolved)
      bases.append((base, depth))
      if next.scheme != nil { base = BaseAddress(next) }
    }
    if let value = attributes.value("lang", prefix: "xml") ?? (depth < 4 ? attributes.value("lang") : nil) {
      languages.append((language, depth))
      let name = value.trimmed
      if language?.utf8.elementsEqual(name) != true {
        language = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      }
      ownLanguage = language
      ownLanguageDepth = depth
    }
  }

  /// The `xml:lang` that an element itself carries, and that element's depth.
  private var ownLanguage: String?
  private var ownLanguageDepth = 0

  /// The `xml:lang` of the element that has just started.
  var languageHere: String? { ownLanguageDepth == depth ? ownLanguage : nil }

  // MARK: Entries

  func finishEntry() {
    if isSitemap, draft.titleRank == 0 { return }
    if entries.count >= limits.entries * 2 { dropOldest() }
    entries.append(draft.entry)
    if entries.count > limits.entries, limits.surplus == .refuse {
      fail(.limit(.entries, most: limits.entries))
    }
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
