import Glibc
import Model
import PlainText

/// What becomes of a text once it is whole.
extension FeedBuilder {
  /// A start tag inside a text.
  func startInside(_ element: Element, _ name: RawName, _ attributes: Attributes) {
    guard capture.mode == .markup else {
      let isPart = element == .name || element == .email || element == .address
      if capture.element == .author, capture.part == nil, isPart {
        capture.part = (element, gather.count, depth)
      }
      return
    }
    if !capture.hasChildren {
      capture.hasChildren = true
      let isFirst = gather.bytes.trimmed.isEmpty
      if !capture.isEscaping { becomeHTML() }
      if isFirst, name.bytes.isLike("div"), capture.kind == .html, capture.element != .body {
        capture.divDepth = depth
        return
      }
    }
    // References in values.
    if !attributes.list.isEmpty { gathered.pointee.mayHoldControls = true }
    markup.start(name.bytes, attributes, base: base, into: gather)
    if gather.count > limits.text { fail(.limit(.text, most: limits.text)) }
  }

  func endInside(_ open: Capture) {
    guard open.mode == .markup else {
      if let part = open.part, part.depth == depth { finishPart(part) }
      return
    }
    if open.divDepth != depth { markup.end(into: gather) }
  }

  /// A field that was not announced as XHTML holds tags all the same: what stood before them is
  /// text, unless it holds escaped tags itself.
  private func becomeHTML() {
    capture.kind = .html
    guard !gather.bytes.contains(0x3C) else { return }
    beginEscaping()
    let before = Array(gather.bytes)
    gather.clear()
    before.withUnsafeBufferPointer { gather.appendEscaped($0) }
  }

  private func finishPart(_ part: (element: Element, start: Int, depth: Int)) {
    let start = min(part.start, gather.count)
    let text = UnsafeBufferPointer(rebasing: gather.bytes[start...]).trimmed
    if !text.isEmpty {
      if part.element == .name { person.name = person.name ?? plain(text) }
      if part.element == .email { person.address = person.address ?? string(text) }
    }
    gather.cut(to: start)
    capture.part = nil
  }

  func finish(_ done: Capture) {
    let text = gather.bytes.trimmed
    guard gathered.pointee.mayHoldControls, let repaired = Windows1252.repaired(text) else {
      return finish(done, text)
    }
    repaired.withUnsafeBufferPointer { finish(done, $0) }
  }

  private func finish(_ done: Capture, _ text: UnsafeBufferPointer<UInt8>) {
    if let rule = FieldRule.of(done.element) { return finish(done, rule, text) }
    if !isTrusted, text.contains(where: { $0 >= 0x80 }) { _ = string(text) }
    if done.element == .author { return finishAuthor(done, text) }
    guard !text.isEmpty else { return }
    if context == .feed { return finishInFeed(done.element, text) }
    switch done.element {
    case .link: draft.offer(url: absolute(text, mustBeWeb: false), rank: 50)
    case .location: draft.offer(url: absolute(text, mustBeWeb: false), rank: 50)
    case .originalLink: draft.offer(url: absolute(text, mustBeWeb: true), rank: 10)
    case .guid, .id: finishIdentity(done, text)
    case .identifier: draft.offer(id: string(text), rank: 20)
    case .creator: offer(author: text, rank: 60)
    case .itunesAuthor: offer(author: text, rank: 30)
    case .category, .subject, .itunesCategory, .mediaCategory: offer(tag: text)
    case .keywords: for word in text.split(separator: 0x2C) { offer(tag: word) }
    case .language: draft.offer(language: string(text), rank: 55)
    case .dcLanguage: draft.offer(language: string(text), rank: 60)
    default:
      if let rule = DateRule.of(done.element), let date = FeedDate.parse(text) {
        draft.offer(date, by: rule)
      }
    }
  }

  private func finishInFeed(_ element: Element, _ text: UnsafeBufferPointer<UInt8>) {
    switch element {
    case .link: feed.offer(url: absolute(text, mustBeWeb: false), rank: 50)
    case .language: feed.offer(language: string(text), rank: 60)
    case .dcLanguage: feed.offer(language: string(text), rank: 50)
    default: hints.read(element, text)
    }
  }

  private func finish(_ done: Capture, _ rule: FieldRule, _ text: UnsafeBufferPointer<UInt8>) {
    guard !text.isEmpty else { return }
    if context == .feed {
      guard feed.wants(rule.target, rule.rank) else { return }
      return feed.set(rule.target, rule.rank, field(done, text))
    }
    if draft.wants(rule.target, rule.rank) {
      if done.hasLanguage, let language = captureLanguage {
        draft.offer(language: language, rank: 20)
      }
      draft.set(rule.target, rule.rank, field(done, text))
    } else if rule.target == .summary, rule.rank >= 60, draft.wants(.content, 5) {
      // A second description: feeds that have two put the long text into the second.
      draft.set(.content, 5, field(done, text))
    }
  }

  private func field(_ done: Capture, _ text: UnsafeBufferPointer<UInt8>) -> Markup {
    if done.isBase64, let decoded = Base64.decode(text) {
      return Markup(String(decoding: decoded, as: UTF8.self), done.kind)
    }
    if done.kind != .plain, let base, FieldRule.of(done.element)?.target == .content,
      let absolute = ContentAddresses.resolved(text, against: base, most: limits.text)
    {
      keep(absolute.count)
      if absolute.count > limits.text { fail(.limit(.text, most: limits.text)) }
      return Markup(absolute.withUnsafeBufferPointer { shared($0) }, done.kind)
    }
    keep(text.count)
    return Markup(shared(text), done.kind)
  }

  /// The same as `string`, in memory that the document's texts share.
  private func shared(_ text: UnsafeBufferPointer<UInt8>) -> SharedText {
    if isTrusted || String(validating: text, as: UTF8.self) != nil { return shelf.add(text) }
    noteBadBytes()
    return SharedText(String(decoding: text, as: UTF8.self))
  }

  /// A text; one that is not UTF-8 is repaired and noted.
  func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
    if isTrusted { return String(trusted: text) }
    if let valid = String(validating: text, as: UTF8.self) { return valid }
    noteBadBytes()
    return String(decoding: text, as: UTF8.self)
  }

  /// One line of plain text: names and tags come with references and tags at times.
  func plain(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    PersonName.plain(string(text), isPlain: PersonName.isPlain(text))
  }

  /// An identity is most often the entry's address, which is there already.
  private func identity(_ text: UnsafeBufferPointer<UInt8>) -> String {
    guard let url = draft.entry.url, url.utf8.count == text.count, let start = text.baseAddress,
      url.utf8.withContiguousStorageIfAvailable({
        $0.baseAddress.map { memcmp($0, start, text.count) == 0 } ?? false
      }) == true
    else { return string(text) }
    return url
  }

  /// RSS 2.0 `guid` is the entry's address too, unless it says that it is not.
  private func finishIdentity(_ done: Capture, _ text: UnsafeBufferPointer<UInt8>) {
    let rank: UInt8 = done.element == .guid ? 60 : 55
    if rank > draft.ranks.id {
      let id = identity(text)
      draft.offer(id: id, rank: rank)
    }
    if done.element == .guid, done.isPermalink {
      draft.offer(url: absolute(text, mustBeWeb: true), rank: 20)
    }
  }

  private func finishAuthor(_ done: Capture, _ text: UnsafeBufferPointer<UInt8>) {
    defer { person = PersonDraft() }
    guard let name = person.name ?? PersonName.of(text, string) ?? person.address else { return }
    switch context {
    case .entry: draft.offer(author: name, rank: 60, most: limits.list)
    case .source: if draft.sourceAuthors.count < limits.list { draft.sourceAuthors.append(name) }
    default: feed.offer(author: name, rank: 60, most: limits.list)
    }
  }

  private func offer(author text: UnsafeBufferPointer<UInt8>, rank: UInt8) {
    guard let name = PersonName.of(text, string) else { return }
    draft.offer(author: name, rank: rank, most: limits.list)
  }

  func offer(tag text: UnsafeBufferPointer<UInt8>) {
    guard let tag = plain(text) else { return }
    draft.offer(tag: tag, most: limits.list)
  }

  private func offer(tag word: Slice<UnsafeBufferPointer<UInt8>>) {
    offer(tag: UnsafeBufferPointer(rebasing: word).trimmed)
  }
}
