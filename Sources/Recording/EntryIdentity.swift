internal import Model

/// By what an entry is known again (SPEC "Alerts").
///
/// An entry is its id within its feed; else its link, http and https being equal, when no other
/// entry of the document has that link; else link and title; else title and date. Entries are also
/// known by title, link and date together, for feeds that renew their ids at every poll.
enum EntryIdentity {
  /// What one entry of a document is looked up by.
  struct Keys: Equatable {
    /// In the order of trying: the first that is known decides.
    var candidates: [UInt64]
    /// Whether the first candidate is the entry's own id.
    var hasID: Bool
  }

  /// Reads `entries` as one document, since a link says who an entry is only when it is alone there.
  static func keys(of entries: [Entry]) -> [Keys] {
    let parts = entries.map(Parts.init)
    var seen: Set<UInt64> = []
    var links: [UInt64: Int] = [:]
    var linkedTitles: [UInt64: Int] = [:]
    // An entry that stands twice in the document, all equal, does not make its link ambiguous.
    for part in parts where part.link != nil && seen.insert(part.whole).inserted {
      links[part.linkKey, default: 0] += 1
      linkedTitles[part.linkAndTitleKey, default: 0] += 1
    }
    return parts.map { part in
      part.keys(
        linkIsAlone: links[part.linkKey] == 1,
        linkedTitleIsAlone: linkedTitles[part.linkAndTitleKey] == 1)
    }
  }

  /// By what an entry whose id or link is `text` may be known.
  static func keys(ofText text: String) -> [UInt64] {
    Parts(Entry(id: text, url: text)).ownKeys
  }

  /// A link without its scheme when that is http or https, its host in lower case.
  static func normalized(link: String) -> String? {
    let trimmed = trim(link.utf8)
    guard !trimmed.isEmpty else { return nil }
    var bytes = Array(trimmed)
    let host: Int
    if hasPrefix(bytes, "https://") {
      bytes.removeFirst(8)
      host = 0
    } else if hasPrefix(bytes, "http://") {
      bytes.removeFirst(7)
      host = 0
    } else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var at = host
    while at < bytes.count, !"/?#".utf8.contains(bytes[at]) {
      if bytes[at] >= 0x41 && bytes[at] <= 0x5A { bytes[at] |= 0x20 }
      at += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A title with its white space made single and trimmed.
  static func normalized(title: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    var blank = false
    for byte in title.utf8 {
      if isBlank(byte) {
        blank = !bytes.isEmpty
        continue
      }
      if blank { bytes.append(0x20) }
      blank = false
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  fileprivate static func trim(_ utf8: String.UTF8View) -> Substring.UTF8View {
    var rest = utf8[...]
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private static func hasPrefix(_ bytes: [UInt8], _ prefix: String) -> Bool {
    bytes.count >= prefix.utf8.count
      && zip(bytes, prefix.utf8).allSatisfy { byte, expected in
        byte == expected || (byte >= 0x41 && byte <= 0x5A && byte | 0x20 == expected)
      }
  }
}

/// What an entry may be known by, hashed once.
private struct Parts {
  let idKey: UInt64?
  let link: String?
  let linkKey: UInt64
  let linkAndTitleKey: UInt64
  let titleAndDateKey: UInt64
  /// Title, link and date together; the text too where one of them is missing, since what is left
  /// would be too little to tell two entries apart.
  let whole: UInt64
  let hasTitle: Bool

  init(_ entry: Entry) {
    let title = EntryIdentity.normalized(title: entry.title.source)
    let date = entry.published ?? entry.updated
    link = entry.url.flatMap { EntryIdentity.normalized(link: $0) }
    hasTitle = !title.isEmpty

    let id = entry.id.map { EntryIdentity.trim($0.utf8) } ?? ""[...].utf8
    idKey = id.isEmpty ? nil : Self.hash(1, String(Substring(id)))
    linkKey = Self.hash(2, link ?? "")
    linkAndTitleKey = Self.hash(3, link ?? "", title)
    titleAndDateKey = Self.hash(4, title, date: date)
    if link != nil && hasTitle && date != nil {
      whole = Self.hash(5, link ?? "", title, date: date)
    } else {
      whole = Self.hash(6, link ?? "", title, date: date, text: entry.fingerprint)
    }
  }

  /// Those of the id and of the link alone.
  var ownKeys: [UInt64] { (idKey.map { [$0] } ?? []) + (link == nil ? [] : [linkKey]) }

  func keys(linkIsAlone: Bool, linkedTitleIsAlone: Bool) -> EntryIdentity.Keys {
    if let idKey { return .init(candidates: [idKey, whole], hasID: true) }
    guard link != nil else {
      return .init(candidates: hasTitle ? [titleAndDateKey] : [whole], hasID: false)
    }
    // The most telling first: a link that stood alone before may since be another entry's too.
    var candidates = [whole]
    if hasTitle && linkedTitleIsAlone { candidates.append(linkAndTitleKey) }
    if linkIsAlone { candidates.append(linkKey) }
    return .init(candidates: candidates, hasID: false)
  }

  private static func hash(
    _ domain: UInt64, _ first: String, _ second: String = "", date: Timestamp? = nil,
    text: UInt64? = nil
  ) -> UInt64 {
    var hash = StableHash(domain)
    hash.combine(first)
    hash.combine(second)
    hash.combine(date == nil ? 0 : 1)
    hash.combine(UInt64(bitPattern: date?.milliseconds ?? 0))
    hash.combine(text ?? 0)
    return hash.value
  }
}
