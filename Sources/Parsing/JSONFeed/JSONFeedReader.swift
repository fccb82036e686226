import JSON
import Model
import PlainText

/// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). A value of the wrong type is left
/// out and noted; nothing but the object itself is required.
enum JSONFeedReader {
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, base: String?, limits: FeedLimits, _ noted: Warnings,
    _ spilled: SpilledBytes? = nil
  ) -> Result<ParsedFeed, FeedError> {
    var warnings = noted
    if countValues(bytes, most: limits.values) > limits.values {
      return .failure(.limit(.values, most: limits.values))
    }
    do throws(JSONError) {
      try JSON.check(bytes, allowing: JSONText.dialect)
    } catch {
      var items = wholeItems(bytes)
      spilled?.rest()
      var whole = DocumentBody(taking: &items)
      whole.spill(to: limits.folder)
      let partial = whole.withBytes { bytes -> Result<ParsedFeed, FeedError>? in
        guard !bytes.isEmpty, (try? JSON.check(bytes, allowing: [.sloppyStrings])) != nil else {
          return nil
        }
        return feed(
          of: bytes, isWhole: false, base: base, limits: limits, &warnings, whole.spilled)
      }
      if let partial { return partial }
      if case .tooDeep = error.problem {
        return .failure(.limit(.depth, most: JSON.depthLimit))
      }
      return .failure(.badJSON(line: error.line, column: error.column, what: error.message))
    }
    spilled?.rest()
    return feed(of: bytes, isWhole: true, base: base, limits: limits, &warnings, spilled)
  }

  /// The commas and openings outside strings, and so about the values; stops above `most`.
  private static func countValues(_ bytes: UnsafeBufferPointer<UInt8>, most: Int) -> Int {
    var count = 0
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if byte == 0x2C || byte == 0x7B || byte == 0x5B {
        count += 1
        if count > most { return count }
      } else if byte == 0x22 {
        while i < bytes.count, bytes[i] != 0x22 { i += bytes[i] == 0x5C ? 2 : 1 }
        i += 1
      }
    }
    return count
  }

  /// A cut-off document up to its last whole item, closed; empty when none is whole.
  private static func wholeItems(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var depth = 0
    var isInString = false
    var end = 0
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      if isInString {
        if byte == 0x5C { i += 1 }
        if byte == 0x22 { isInString = false }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        depth -= 1
        // The text goes on after the feed's own end: it is not cut off, but wrong.
        if depth <= 0 { return [] }
        if depth == 2, byte == 0x7D { end = i }
      default: break
      }
    }
    guard end > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: end + 2) { items, count in
      count = items.initialize(fromContentsOf: bytes[..<end])
      for closing: UInt8 in [0x5D, 0x7D] {
        items.initializeElement(at: count, to: closing)
        count += 1
      }
    }
  }

  private static func feed(
    of bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, base: String?, limits: FeedLimits,
    _ warnings: inout Warnings, _ spilled: SpilledBytes? = nil
  ) -> Result<ParsedFeed, FeedError> {
    guard let feed = JSONText(document: bytes).object(keys) else {
      return .failure(FeedError.notAFeed(.jsonArray))
    }
    let items = feed.value("items")?.elements
    let version = feed.string("version") ?? ""
    guard version.contains("jsonfeed.org") || items != nil else {
      return .failure(FeedError.notAFeed(.otherJSON))
    }
    if !version.contains("jsonfeed.org") { warnings.note(.version) }
    if limits.surplus == .refuse, let items, items.reduce(0, { n, _ in n + 1 }) > limits.entries {
      return .failure(.limit(.entries, most: limits.entries))
    }
    let builder = FeedBuilder(base: nil, limits: limits, length: bytes.count)
    builder.source = spilled
    var reader = ItemReader(base: feed.string("feed_url") ?? base, limits: limits, into: builder)
    builder.format = version.hasSuffix("1.1") ? "JSON Feed 1.1" : "JSON Feed 1.0"
    builder.feed.entry.title = Markup(feed.string("title") ?? "", .plain)
    builder.feed.entry.summary = Markup(feed.string("description") ?? "", .plain)
    builder.feed.entry.url = reader.address(feed.string("home_page_url"))
    builder.feedURL = reader.address(feed.string("feed_url"))
    builder.feed.entry.language = feed.string("language").flatMap { $0.isEmpty ? nil : $0 }
    let named = reader.authors(feed)
    let authors = named.areBrief ? named : []
    if let items {
      for item in items {
        guard let members = item.object(ItemReader.keys) else {
          warnings.note(.json)
          continue
        }
        builder.draft = reader.draft(members, feedAuthors: authors)
        if let failure = reader.failure { return .failure(failure) }
        builder.finishEntry()
      }
    }
    builder.warnings = warnings
    builder.isWhole = isWhole
    if let failure = builder.failure { return .failure(failure) }
    return builder.result().map { .success($0) } ?? .failure(.empty)
  }

  /// What is read of the feed itself.
  private static let keys = [
    "version", "title", "description", "home_page_url", "feed_url", "language", "authors", "author",
    "items",
  ]
}

/// One item of `items`.
private struct ItemReader {
  static let keys = [
    "id", "url", "external_url", "title", "summary", "content_html", "content_text",
    "date_published", "date_modified", "language", "authors", "author", "tags", "attachments",
  ]

  let base: BaseAddress?
  let limits: FeedLimits
  /// Whose shelf the texts stand on.
  private let builder: FeedBuilder
  private(set) var failure: FeedError?
  /// Bytes of texts and addresses that became part of the feed.
  private var kept = 0

  init(base: String?, limits: FeedLimits, into builder: FeedBuilder) {
    self.base = base.flatMap(BaseAddress.init)
    self.limits = limits
    self.builder = builder
  }

  mutating func draft(_ item: JSONObject, feedAuthors: [String]) -> EntryDraft {
    var draft = EntryDraft()
    if let id = trimmed(item.string("id")) { draft.offer(id: id, rank: 60) }
    draft.offer(url: address(item.string("url")), rank: 60)
    draft.offer(url: address(item.string("external_url")), rank: 20)
    set(&draft, .title, item.string("title"), .plain)
    set(&draft, .summary, item.string("summary"), .plain)
    set(&draft, .content, item.string("content_html"), .html)
    set(&draft, .content, item.string("content_text"), .plain)
    if let date = item.string("date_published").flatMap({ FeedDate.parse($0) }) {
      draft.offer(date, by: DateRule(published: 60, updated: 0))
    }
    if let date = item.string("date_modified").flatMap({ FeedDate.parse($0) }) {
      draft.offer(date, by: DateRule(published: 0, updated: 60))
    }
    if let language = trimmed(item.string("language")) { draft.offer(language: language, rank: 60) }
    let authors = authors(item)
    draft.entry.authors = authors.isEmpty ? feedAuthors : authors
    if let tags = item.value("tags")?.elements {
      for tag in tags {
        if let name = trimmed(tag.string) { draft.offer(tag: name, most: limits.list) }
      }
    }
    if limits.attachments > 0, let files = item.value("attachments")?.elements {
      for file in files {
        guard let file = file.object(["url", "mime_type", "size_in_bytes"]),
          let url = address(file.string("url"))
        else { continue }
        draft.offer(
          Attachment(
            url: url, type: trimmed(file.string("mime_type")),
            bytes: file.value("size_in_bytes")?.number?.int64), most: limits.attachments)
      }
    }
    return draft
  }

  /// `authors` of 1.1, `author` of 1.0; a person without a name is called by the address.
  func authors(_ object: JSONObject) -> [String] {
    var people = object.value("authors")?.elements.map { Array($0.prefix(limits.list)) } ?? []
    if people.count < limits.list, let author = object.value("author") { people.append(author) }
    var names: [String] = []
    for person in people {
      let members = person.object(["name", "url"])
      let name =
        trimmed(members?.value("name")?.string) ?? trimmed(members?.value("url")?.string)
        ?? trimmed(person.string)
      if let name, !names.contains(name) { names.append(name) }
    }
    return names
  }

  mutating func address(_ text: String?) -> String? {
    guard let text = trimmed(text) else { return nil }
    guard Address.schemeLength(text.utf8) == nil, let base else { return text }
    let resolved = base.resolving(text.utf8)
    keep(resolved.count)
    return String(decoding: resolved, as: UTF8.self)
  }

  private mutating func keep(_ length: Int) {
    kept += length
    if kept > limits.bytes { failure = failure ?? .limit(.total, most: limits.bytes) }
  }

  private mutating func set(
    _ draft: inout EntryDraft, _ target: FieldRule.Target, _ text: String?, _ kind: Markup.Kind
  ) {
    guard let text = trimmed(text), draft.wants(target, 60) else { return }
    guard text.utf8.count <= limits.text else {
      return failure = failure ?? .limit(.text, most: limits.text)
    }
    guard kind == .html, let base else { return draft.set(target, 60, markup(text, kind)) }
    var source = text
    let resolved = source.withUTF8 {
      ContentAddresses.resolved($0, against: base, most: limits.text)
    }
    keep(resolved?.count ?? 0)
    if let resolved, resolved.count > limits.text {
      failure = failure ?? .limit(.text, most: limits.text)
    }
    draft.set(
      target, 60, markup(resolved.map { String(decoding: $0, as: UTF8.self) } ?? text, kind))
  }

  private func markup(_ text: String, _ kind: Markup.Kind) -> Markup {
    var text = text
    return Markup(text.withUTF8 { builder.shelf.add($0) }, kind)
  }

  private func trimmed(_ text: String?) -> String? {
    guard var text else { return nil }
    let inner = text.withUTF8 { bytes -> String? in
      let inner = bytes.trimmed
      return inner.count == bytes.count ? nil : String(decoding: inner, as: UTF8.self)
    }
    // What has nothing to trim stands in memory once.
    let trimmed = inner ?? text
    return trimmed.isEmpty ? nil : trimmed
  }
}
