internal import Model
internal import PlainText

extension Document {
  /// An entry of a feed, its texts made plain, as the matcher reads it.
  ///
  /// The language is the configured one of the feed, else the entry's own, else the feed's.
  init(
    _ entry: Entry, from feed: FeedSettings, titled title: String, language: String?,
    using scratch: PlainText.Scratch
  ) {
    self.init(
      title: PlainText.field(entry.title, using: scratch),
      summary: PlainText.field(entry.summary, using: scratch),
      content: PlainText.field(entry.content, using: scratch),
      language: feed.language ?? entry.language ?? language, authors: entry.authors,
      tags: entry.tags,
      source: Source(name: feed.name ?? title, url: feed.url, tags: feed.tags))
  }
}
