internal import Model

/// By what an entry is known again (SPEC "Alerts").
///
/// An entry is its id within its feed; else its link, http and https being equal, when no other
/// entry of the document has that link; else link and title; else title and date. Entries are also
/// known by title, link and date together, for feeds that renew their ids at every poll.
enum EntryIdentity {
  /// What one entry of a document is looked up by.
  struct Keys: Equatable, Sendable {
    /// In the order of trying: the first that is known decides.
    var candidates: EntryKeys
    /// Whether the first candidate is the entry's own id.
    var hasID: Bool
  }

  /// Reads `entries` as one document, since a link says who an entry is only when it is alone there.
  /// Cost: some 0.2 µs an entry that has an id, 0.8 µs one that has none.
  static func keys(of entries: [Entry]) -> [Keys] {
    var parts = Parts()
    var all: [Keys] = []
    all.reserveCapacity(entries.count)
    for index in entries.indices {
      parts.read(entries, index)
      guard let id = parts.idKey else { return keysByLinks(of: entries, &parts) }
      all.append(Keys(candidates: [id, parts.whole], hasID: true))
    }
    return all
  }

  /// Where an entry has no id, what is alone in its document has to be counted.
  private static func keysByLinks(of entries: [Entry], _ parts: inout Parts) -> [Keys] {
    let all = entries.indices.map { index in
      parts.read(entries, index)
      return parts.candidates
    }
    var seen: Set<UInt64> = []
    var links: [UInt64: Int] = [:]
    var linkedTitles: [UInt64: Int] = [:]
    // An entry that stands twice in the document, all equal, does not make its link ambiguous.
    for one in all where one.hasLink && seen.insert(one.whole).inserted {
      links[one.link, default: 0] += 1
      linkedTitles[one.linkAndTitle, default: 0] += 1
    }
    return all.map { one in
      one.keys(
        linkIsAlone: links[one.link] == 1, linkedTitleIsAlone: linkedTitles[one.linkAndTitle] == 1)
    }
  }

  /// By what an entry whose id or link is `text` may be known.
  static func keys(ofText text: String) -> [UInt64] {
    var parts = Parts()
    parts.read([Entry(id: text, url: text)], 0)
    let candidates = parts.candidates
    return (candidates.id.map { [$0] } ?? []) + (candidates.hasLink ? [candidates.link] : [])
  }

  /// A link without its scheme when that is http or https, its host in lower case.
  static func normalized(link: String) -> String? {
    var bytes: [UInt8] = []
    return Normal.append(link: link, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

/// What an entry may be known by. Its memory serves for one entry after the other.
private struct Parts {
  private(set) var idKey: UInt64?
  /// Title, link and date together; the text too where one of them is missing, since what is left
  /// would be too little to tell two entries apart.
  private(set) var whole: UInt64 = 0
  private var hasLink = false
  private var date: Timestamp?
  private var link: [UInt8] = []
  private var title: [UInt8] = []
  private var id: [UInt8] = []

  /// In place: an entry's copy counts each of its fields.
  mutating func read(_ entries: [Entry], _ index: Int) {
    id.removeAll(keepingCapacity: true)
    if let text = entries[index].id { Normal.append(trimmed: text, to: &id) }
    idKey = id.isEmpty ? nil : hash(1, id, [])
    link.removeAll(keepingCapacity: true)
    hasLink = entries[index].url.map { Normal.append(link: $0, to: &link) } ?? false
    title.removeAll(keepingCapacity: true)
    entries[index].title.text.withUTF8 { Normal.append(title: $0, to: &title) }
    date = entries[index].published ?? entries[index].updated
    whole =
      hasLink && !title.isEmpty && date != nil
      ? hash(5, link, title, date: date)
      : hash(6, link, title, date: date, text: entries[index].fingerprint)
  }

  /// All that the entry which was read last may be known by.
  var candidates: Candidates {
    Candidates(
      id: idKey, whole: whole, hasLink: hasLink, link: hash(2, link, []),
      linkAndTitle: hash(3, link, title), titleAndDate: hash(4, title, [], date: date),
      hasTitle: !title.isEmpty)
  }

  private func hash(
    _ domain: UInt64, _ first: [UInt8], _ second: [UInt8], date: Timestamp? = nil,
    text: UInt64 = 0
  ) -> UInt64 {
    var hash = StableHash(domain)
    first.withUnsafeBytes { hash.combine($0) }
    second.withUnsafeBytes { hash.combine($0) }
    hash.combine(date == nil ? 0 : 1)
    hash.combine(UInt64(bitPattern: date?.milliseconds ?? 0))
    hash.combine(text)
    return hash.value
  }
}

private struct Candidates {
  let id: UInt64?
  let whole: UInt64
  let hasLink: Bool
  let link: UInt64
  let linkAndTitle: UInt64
  let titleAndDate: UInt64
  let hasTitle: Bool

  func keys(linkIsAlone: Bool, linkedTitleIsAlone: Bool) -> EntryIdentity.Keys {
    if let id { return .init(candidates: [id, whole], hasID: true) }
    guard hasLink else {
      return .init(candidates: hasTitle ? [titleAndDate] : [whole], hasID: false)
    }
    // The most telling first: a link that stood alone before may since be another entry's too.
    var candidates: EntryKeys = [whole]
    if hasTitle && linkedTitleIsAlone { candidates.append(linkAndTitle) }
    if linkIsAlone { candidates.append(link) }
    return .init(candidates: candidates, hasID: false)
  }
}

/// Texts as they are compared: their bytes, appended to memory that is used again.
private enum Normal {
  /// A link without its scheme when that is http or https, its host in lower case; false when it is
  /// empty.
  static func append(link: String, to bytes: inout [UInt8]) -> Bool {
    var link = link
    return link.withUTF8 { utf8 in
      let all = UnsafeRawBufferPointer(utf8)
      let text = trimmed(all)
      if text.isEmpty { return false }
      let scheme = prefix(of: text, "https://") ?? prefix(of: text, "http://")
      let start = bytes.count
      bytes.append(contentsOf: text[(text.startIndex + (scheme ?? 0))...])
      guard scheme != nil else { return true }
      for at in start..<bytes.count {
        let byte = bytes[at]
        if byte == 0x2F || byte == 0x3F || byte == 0x23 { break }
        if byte >= 0x41 && byte <= 0x5A { bytes[at] = byte | 0x20 }
      }
      return true
    }
  }

  /// A title with its white space made single and trimmed.
  static func append(title utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    if isSingleSpaced(UnsafeRawBufferPointer(utf8)) {
      bytes.append(contentsOf: utf8)
      return
    }
    let start = bytes.count
    var at = 0
    // Word by word.
    while at < utf8.count {
      let first = at
      while at < utf8.count, !isBlank(utf8[at]) { at += 1 }
      if at > first {
        if bytes.count > start { bytes.append(0x20) }
        bytes.append(contentsOf: utf8[first..<at])
      }
      while at < utf8.count, isBlank(utf8[at]) { at += 1 }
    }
  }

  /// Whether what is blank in a text is single spaces between words; false when in doubt.
  private static func isSingleSpaced(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first, let last = text.last, !isBlank(first), !isBlank(last) else {
      return text.isEmpty
    }
    let ones: UInt64 = 0x0101_0101_0101_0101
    var wasBlank: UInt64 = 0
    var at = 0
    while at + 8 <= text.count {
      let word = text.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      // In doubt: a byte below 0x0E.
      if (word &- ones &* 0x0E) & ~word & (ones << 7) != 0 { return false }
      // The top bit of each byte that is a space.
      let others = word ^ (ones &* 0x20)
      let blanks = ~((others & ~(ones << 7)) &+ (ones &* 0x7F) | others) & (ones << 7)
      if blanks & (blanks << 8 | wasBlank) != 0 { return false }
      wasBlank = blanks >> 56
      at += 8
    }
    var isAfterBlank = wasBlank != 0
    while at < text.count {
      guard isBlank(text[at]) else {
        isAfterBlank = false
        at += 1
        continue
      }
      if isAfterBlank || text[at] != 0x20 { return false }
      isAfterBlank = true
      at += 1
    }
    return true
  }

  static func append(trimmed text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: trimmed(UnsafeRawBufferPointer($0))) }
  }

  private static func trimmed(
    _ bytes: UnsafeRawBufferPointer
  ) -> Slice<UnsafeRawBufferPointer> {
    var rest = bytes[...]
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// How long `prefix` is, when the bytes begin with it, in letters of any case.
  private static func prefix(
    of bytes: Slice<UnsafeRawBufferPointer>, _ prefix: StaticString
  ) -> Int? {
    let count = prefix.utf8CodeUnitCount
    guard bytes.count >= count else { return nil }
    for offset in 0..<count {
      let (byte, wanted) = (bytes[bytes.startIndex + offset], prefix.utf8Start[offset])
      guard byte == wanted || (byte >= 0x41 && byte <= 0x5A && byte | 0x20 == wanted) else {
        return nil
      }
    }
    return count
  }
}
