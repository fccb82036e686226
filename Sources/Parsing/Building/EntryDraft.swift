import Model

/// An entry, or a feed's own fields, while they are read.
struct EntryDraft {
  var entry = Entry()
  var sourceAuthors: [String] = []
  /// The one author of the entry before: most feeds have few, whose list entries then share.
  private var usualAuthor: [String] = []

  private(set) var ranks = Ranks()

  /// Of the element that gave each field; 0 when none has.
  struct Ranks {
    var title: UInt8 = 0
    var summary: UInt8 = 0
    var content: UInt8 = 0
    var id: UInt8 = 0
    var url: UInt8 = 0
    var published: UInt8 = 0
    var updated: UInt8 = 0
    var language: UInt8 = 0
    var author: UInt8 = 0
  }

  /// Whether a text of that target and rank would be kept.
  func wants(_ target: FieldRule.Target, _ rank: UInt8) -> Bool {
    switch target {
    case .title: rank > ranks.title
    case .summary: rank > ranks.summary
    case .content: rank > ranks.content
    }
  }

  mutating func set(_ target: FieldRule.Target, _ rank: UInt8, _ markup: Markup) {
    switch target {
    case .title: (entry.title, ranks.title) = (markup, rank)
    case .summary: (entry.summary, ranks.summary) = (markup, rank)
    case .content: (entry.content, ranks.content) = (markup, rank)
    }
  }

  mutating func offer(id value: @autoclosure () -> String, rank: UInt8) {
    if rank > ranks.id { (entry.id, ranks.id) = (value(), rank) }
  }

  mutating func offer(url value: @autoclosure () -> String?, rank: UInt8) {
    if rank > ranks.url, let value = value() { (entry.url, ranks.url) = (value, rank) }
  }

  mutating func offer(language value: String, rank: UInt8) {
    if rank > ranks.language, !value.isEmpty { (entry.language, ranks.language) = (value, rank) }
  }

  mutating func offer(_ date: Timestamp, by rule: DateRule) {
    if rule.published > ranks.published {
      (entry.published, ranks.published) = (date, rule.published)
    }
    if rule.updated > ranks.updated { (entry.updated, ranks.updated) = (date, rule.updated) }
  }

  /// Authors of a higher rank replace those of a lower one; equal ones add up.
  mutating func offer(author name: String, rank: UInt8, most: Int) {
    if rank > ranks.author {
      ranks.author = rank
      entry.authors = usualAuthor.first == name && most > 0 ? usualAuthor : []
    }
    guard rank == ranks.author, entry.authors.count < most, !entry.authors.holds(name) else {
      return
    }
    entry.authors.append(name)
  }

  mutating func offer(tag: String, most: Int) {
    guard entry.tags.count < most, !entry.tags.holds(tag) else { return }
    if entry.tags.isEmpty { entry.tags.reserveCapacity(6) }
    entry.tags.append(tag)
  }

  mutating func offer(_ attachment: Attachment, most: Int) {
    if let same = entry.attachments.firstIndex(where: { $0.url == attachment.url }) {
      if entry.attachments[same].type == nil { entry.attachments[same].type = attachment.type }
      if entry.attachments[same].bytes == nil { entry.attachments[same].bytes = attachment.bytes }
    } else if entry.attachments.count < most {
      entry.attachments.append(attachment)
    }
  }

  /// Whether an entry that was cut off can be told from others when it comes again.
  var isIdentified: Bool { ranks.id >= 50 || (entry.url != nil && ranks.title > 0) }

  /// Adds the entry to `entries`; the draft is then blank again.
  mutating func finish(into entries: inout [Entry]) {
    if entry.authors.isEmpty { entry.authors = sourceAuthors }
    entry.fingerprint = entry.textFingerprint
    if entry.authors.count == 1 { usualAuthor = entry.authors }
    // Moved, not copied: each of its fields is counted.
    var done = Entry()
    swap(&entry, &done)
    if entries.isEmpty { entries.reserveCapacity(24) }
    entries.append(consume done)
    sourceAuthors = []
    ranks = Ranks()
  }
}

extension [String] {
  /// As `contains`, but most strings differ in length, which costs less to see.
  fileprivate func holds(_ text: String) -> Bool {
    let count = text.utf8.count
    return contains { $0.utf8.count == count && $0 == text }
  }
}

extension Entry {
  /// Of what matching reads, and the address.
  var textFingerprint: UInt64 {
    var hash = Fingerprint()
    title.text.withUTF8 { hash.add($0) }
    summary.text.withUTF8 { hash.add($0) }
    content.text.withUTF8 { hash.add($0) }
    hash.add(url ?? "")
    for author in authors { hash.add(author) }
    for tag in tags { hash.add(tag) }
    return hash.value
  }
}
