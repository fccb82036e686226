import Model

extension FeedBuilder {
  /// The feed, once the document is read; nil when it was none.
  func result() -> ParsedFeed? {
    guard let format else { return nil }
    if isSitemap, entries.isEmpty { return nil }
    if entries.count > limits.entries { dropOldest() }
    if surplus > 0 { warnings.note(.surplus, "\(surplus) of \(surplus + entries.count) left out") }
    if !isWhole { warnings.note(.cutOff) }
    completeEntries()
    shelf.close()
    return ParsedFeed(
      format: format, title: feed.entry.title,
      description: feed.entry.summary, homePageURL: feed.entry.url, feedURL: feedURL,
      language: feed.entry.language, hints: hints.hints, entries: entries, warnings: warnings.lines,
      isWhole: isWhole)
  }

  /// What entries take from their feed: its language, in Atom its authors (RFC 4287 §4.2.1), and,
  /// for a document whose own address is unknown, the page's address as a base.
  private func completeEntries() {
    let isAtom = format?.utf8.first == UInt8(ascii: "A")
    let authors = isAtom && feed.entry.authors.areBrief ? feed.entry.authors : []
    let page = base == nil ? feed.entry.url.flatMap(BaseAddress.init) : nil
    for i in entries.indices {
      Self.complete(&entries[i], language: feed.entry.language, authors: authors, page: page)
    }
  }

  private static func complete(
    _ entry: inout Entry, language: String?, authors: [String], page: BaseAddress?
  ) {
    if entry.language == nil { entry.language = language }
    var isChanged = false
    if entry.authors.isEmpty, !authors.isEmpty {
      entry.authors = authors
      isChanged = true
    }
    if let page, let url = entry.url, Address.schemeLength(url.utf8) == nil {
      entry.url = String(decoding: page.resolving(url.utf8), as: UTF8.self)
      isChanged = true
    }
    if isChanged { entry.fingerprint = entry.textFingerprint }
  }
}

extension [String] {
  /// Whether each entry may take these names from its feed: thousands of entries take them.
  var areBrief: Bool { reduce(0) { $0 + $1.utf8.count } <= 4096 }
}
