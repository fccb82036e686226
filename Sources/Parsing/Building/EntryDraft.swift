import Model

/// An entry, or a feed's own fields, while they are read.
struct EntryDraft {
  var title = Markup("", .plain)
  var summary = Markup("", .plain)
  var content = Markup("", .plain)
  var id: String?
  var url: String?
  var published: Timestamp?
  var updated: Timestamp?
  var authors: [String] = []
  var sourceAuthors: [String] = []
  var tags: [String] = []
  var language: String?
  var attachments: [Attachment] = []

  var titleRank: UInt8 = 0
  var summaryRank: UInt8 = 0
  var contentRank: UInt8 = 0
  var idRank: UInt8 = 0
  var urlRank: UInt8 = 0
  var publishedRank: UInt8 = 0
  var updatedRank: UInt8 = 0
  var languageRank: UInt8 = 0
  var authorRank: UInt8 = 0

  /// Whether a text of that target and rank would be kept.
  func wants(_ target: FieldRule.Target, _ rank: UInt8) -> Bool {
    switch target {
    case .title: rank > titleRank
    case .summary: rank > summaryRank
    case .content: rank > contentRank
    }
  }

  mutating func set(_ target: FieldRule.Target, _ rank: UInt8, _ markup: Markup) {
    switch target {
    case .title: (title, titleRank) = (markup, rank)
    case .summary: (summary, summaryRank) = (markup, rank)
    case .content: (content, contentRank) = (markup, rank)
    }
  }

  mutating func offer(id value: @autoclosure () -> String, rank: UInt8) {
    if rank > idRank { (id, idRank) = (value(), rank) }
  }

  mutating func offer(url value: @autoclosure () -> String?, rank: UInt8) {
    if rank > urlRank, let value = value() { (url, urlRank) = (value, rank) }
  }

  mutating func offer(language value: String, rank: UInt8) {
    if rank > languageRank, !value.isEmpty { (language, languageRank) = (value, rank) }
  }

  mutating func offer(_ date: Timestamp, by rule: DateRule) {
    if rule.published > publishedRank { (published, publishedRank) = (date, rule.published) }
    if rule.updated > updatedRank { (updated, updatedRank) = (date, rule.updated) }
  }

  /// Authors of a higher rank replace those of a lower one; equal ones add up.
  mutating func offer(author name: String, rank: UInt8, most: Int) {
    if rank > authorRank { (authors, authorRank) = ([], rank) }
    guard rank == authorRank, authors.count < most, !authors.contains(name) else { return }
    authors.append(name)
  }

  mutating func offer(tag: String, most: Int) {
    guard tags.count < most, !tags.contains(tag) else { return }
    tags.append(tag)
  }

  mutating func offer(_ attachment: Attachment, most: Int) {
    if let same = attachments.firstIndex(where: { $0.url == attachment.url }) {
      if attachments[same].type == nil { attachments[same].type = attachment.type }
      if attachments[same].bytes == nil { attachments[same].bytes = attachment.bytes }
    } else if attachments.count < most {
      attachments.append(attachment)
    }
  }

  /// Whether an entry that was cut off can be told from others when it comes again.
  var isIdentified: Bool { idRank >= 50 || (url != nil && titleRank > 0) }

  consuming func makeEntry() -> Entry {
    var entry = Entry(
      id: id, url: url, title: title, summary: summary, content: content, published: published,
      updated: updated, authors: authors.isEmpty ? sourceAuthors : authors, tags: tags,
      language: language, attachments: attachments)
    entry.fingerprint = entry.textFingerprint
    return entry
  }
}

extension Entry {
  /// Of what matching reads, and the address.
  var textFingerprint: UInt64 {
    var hash = Fingerprint()
    hash.add(title.source)
    hash.add(summary.source)
    hash.add(content.source)
    hash.add(url ?? "")
    for author in authors { hash.add(author) }
    for tag in tags { hash.add(tag) }
    return hash.value
  }
}
