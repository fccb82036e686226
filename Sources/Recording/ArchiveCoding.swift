public import Model

/// An entry's text as it was seen at one poll, from the archive.
public struct ArchivedEntry: Sendable {
  /// Ascending in the order of recording, without a gap while nothing is lost.
  public var id: Int64
  /// The feed and the entry's number in it, as the ledger counts them: the same for each text that
  /// one entry had.
  public var feed: Int64
  public var number: Int64
  /// When it was seen: the time of the alerts that it gave.
  public var time: Timestamp
  /// False when it was only remembered (older than its feed's `backfill`).
  public var wasMatched: Bool
  /// Whether the entry was known with another text before.
  public var isChange: Bool
  /// The entry, its markup left out: `document` has the texts.
  public var entry: Entry
  public var document: Document
}

/// An archived entry as bytes; what compresses (texts) is left to the page that holds it.
enum ArchiveCoding {
  static let format: UInt64 = 1

  /// By what `why URL` finds an entry: its link, else its id.
  static func key(of entry: Entry) -> UInt64? {
    if let url = entry.url { return key(ofLink: url) }
    return entry.id.flatMap(key(ofLink:))
  }

  static func key(ofLink link: String) -> UInt64? {
    EntryIdentity.normalized(link: link).map { link in
      var hash = StableHash(7)
      hash.combine(link)
      return hash.value
    }
  }

  /// By what the other texts of an entry are found, whose link may have changed.
  static func key(ofEntry number: Int64, in feed: Int64) -> UInt64 {
    var hash = StableHash(8)
    hash.combine(UInt64(bitPattern: feed))
    hash.combine(UInt64(bitPattern: number))
    return hash.value
  }

  /// The key of an entry that `encode` wrote; nil when it has none, or is damaged.
  static func key(in bytes: UnsafeRawBufferPointer) -> UInt64? {
    var reader = ByteReader(bytes)
    guard (try? reader.unsigned()) == format, (try? reader.unsigned()) != nil,
      let id = try? reader.optionalText(), let url = try? reader.optionalText()
    else { return nil }
    return key(of: Entry(id: id, url: url))
  }

  static let matchedFlag: UInt64 = 1
  static let changeFlag: UInt64 = 2

  /// `language` and `source` are the document's; its authors and tags are the entry's.
  static func encode(
    _ entry: Entry, _ texts: DocumentBytes, language: String?, source: Document.Source?,
    wasMatched: Bool, into writer: inout ByteWriter
  ) {
    writer.write(format)
    writer.write(wasMatched ? matchedFlag : 0)
    writer.write(entry.id)
    writer.write(entry.url)
    writer.write(entry.published?.milliseconds)
    writer.write(entry.updated?.milliseconds)
    writer.write(language)
    writer.write(entry.authors)
    writer.write(entry.tags)
    if let source {
      writer.write(source.name as String?)
      writer.write(source.url as String?)
      writer.write(source.tags)
    } else {
      // Neither name nor address, and no tags.
      for _ in 0..<3 { writer.write(0 as UInt64) }
    }
    // In the order of `Field.allCases`.
    encode(texts.title, into: &writer)
    encode(texts.summary, into: &writer)
    encode(texts.content, into: &writer)
  }

  private static func encode(_ text: DocumentBytes.Text, into writer: inout ByteWriter) {
    writer.write(text.bytes)
    writer.write(UInt64(text.cuts.count))
    var last = 0
    for cut in text.cuts {
      writer.write(Int64(cut &- last))
      last = cut
    }
  }

  /// Where the flags stand in what `encode` wrote.
  static let flagsPlace = 1

  static func decode(
    _ bytes: UnsafeRawBufferPointer, id: Int64, feed: Int64, number: Int64, time: Timestamp
  ) throws(ByteFault) -> ArchivedEntry {
    var reader = ByteReader(bytes)
    let flags = try flags(&reader)
    var entry = Entry(id: try reader.optionalText(), url: try reader.optionalText())
    entry.published = try reader.optionalSigned().map { Timestamp(milliseconds: $0) }
    entry.updated = try reader.optionalSigned().map { Timestamp(milliseconds: $0) }
    entry.language = try reader.optionalText()
    entry.authors = try reader.texts()
    entry.tags = try reader.texts()
    let (name, url) = (try reader.optionalText(), try reader.optionalText())
    let tags = try reader.texts()
    var texts: [FieldText] = []
    for _ in Field.allCases {
      let text = try reader.text()
      texts.append(FieldText(text, cuts: try cuts(&reader)))
    }
    let document = Document(
      title: texts[0], summary: texts[1], content: texts[2], language: entry.language,
      authors: entry.authors, tags: entry.tags,
      source: url.map { Document.Source(name: name ?? "", url: $0, tags: tags) })
    return ArchivedEntry(
      id: id, feed: feed, number: number, time: time, wasMatched: flags.wasMatched,
      isChange: flags.isChange, entry: entry, document: document)
  }
}
