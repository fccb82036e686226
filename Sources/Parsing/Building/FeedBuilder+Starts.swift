import Model

/// What each element means where it stands.
extension FeedBuilder {
  func startRoot(_ element: Element, _ name: RawName, _ attributes: Attributes) {
    switch element {
    case .rss: format = "RSS" + (version(attributes) ?? "")
    case .rdf: format = "RDF (RSS 1.0)"
    case .feed:
      let isOld = version(attributes) == " 0.3" || name.namespaceHolds("purl.org/atom/ns")
      format = isOld ? "Atom 0.3" : "Atom 1.0"
    case .urlset:
      format = "News sitemap"
      isSitemap = true
    case .channel:
      format = format ?? "RSS"
      warnings.note(.noRoot)
    case .item:
      format = format ?? "RSS"
      warnings.note(.noRoot)
      readFeedLanguage()
      return enterEntry(attributes)
    case .entry:
      format = format ?? "Atom 1.0"
      return enterEntry(attributes)
    default:
      if strangeRoot == nil {
        strangeRoot = String(decoding: name.bytes.prefix(64), as: UTF8.self)
      }
      return enter(.skipped)
    }
    enter(.feed)
    readFeedLanguage()
  }

  func startInFeed(_ element: Element, _ name: RawName, _ attributes: Attributes) {
    switch element {
    case .item, .entry: enterEntry(attributes)
    case .sitemapURL where isSitemap: enterEntry(attributes)
    case .channel:
      if name.namespaceHolds("rdf/simple/0.9") { format = "RDF (RSS 0.90)" }
      readFeedLanguage()
    case .transparent, .skipHours, .skipDays, .rss, .rdf, .feed: break
    case .link: startLink(attributes, isOfFeed: true)
    case .language, .dcLanguage, .ttl, .hour, .day, .updatePeriod, .updateFrequency, .author:
      begin(Capture(element, depth: depth))
    default:
      if let rule = FieldRule.of(element) {
        begin(capture(of: element, rule, attributes))
      } else {
        enter(.skipped)
      }
    }
  }

  func startInEntry(_ element: Element, _ attributes: Attributes) {
    switch element {
    case .link: startLink(attributes, isOfFeed: false)
    case .enclosure: attach(attributes, url: "url", type: "type", size: "length")
    case .mediaContent: attach(attributes, url: "url", type: "type", size: "filesize")
    case .category, .itunesCategory, .mediaCategory: startCategory(element, attributes)
    case .transparent: break
    case .source: enter(.source)
    case .guid, .id:
      var next = Capture(element, depth: depth)
      if let value = attributes.value("ispermalink") {
        next.isPermalink = value.trimmed.isLike("true")
      }
      begin(next)
    case .identifier, .originalLink, .location, .author, .creator, .itunesAuthor, .subject,
      .keywords, .language, .dcLanguage:
      begin(Capture(element, depth: depth))
    default:
      if let rule = FieldRule.of(element) {
        begin(capture(of: element, rule, attributes))
      } else if DateRule.of(element) != nil {
        begin(Capture(element, depth: depth))
      } else {
        enter(.skipped)
      }
    }
  }

  private func version(_ attributes: Attributes) -> String? {
    guard let value = attributes.value("version")?.trimmed, (1...8).contains(value.count),
      value.allSatisfy({ $0.isDigit || $0.isLetter || $0 == 0x2E })
    else { return nil }
    return " " + String(decoding: value, as: UTF8.self)
  }

  private func readFeedLanguage() {
    if let language { feed.offer(language: language, rank: 40) }
  }

  private func enterEntry(_ attributes: Attributes) {
    enter(.entry)
    if let language = languageHere { draft.offer(language: language, rank: 50) }
    if let about = attributes.value("about", prefix: "rdf") ?? attributes.value("about") {
      let address = about.trimmed
      guard !address.isEmpty else { return }
      draft.offer(id: string(address), rank: 30)
      draft.offer(url: absolute(address, mustBeWeb: true), rank: 5)
    }
  }

  /// The kind of a text by its element and attributes (RFC 4287 §3.1.1, Atom 0.3 `mode`).
  private func capture(
    of element: Element, _ rule: FieldRule, _ attributes: Attributes
  ) -> Capture {
    var next = Capture(element, depth: depth, mode: .markup)
    next.kind = rule.kind
    captureLanguage = languageHere
    next.hasLanguage = captureLanguage != nil
    if rule.kind == .html, element == .body { next.isEscaping = true }
    let isAtom = format?.utf8.first == UInt8(ascii: "A")
    if isAtom, rule.kind == .untyped { next.kind = .plain }
    guard let type = attributes.value("type")?.trimmed else {
      if element == .content, attributes.value("src") != nil { attachSource(attributes) }
      if let mode = attributes.value("mode") { next.isBase64 = mode.trimmed.isLike("base64") }
      return next
    }
    if attributes.value("src") != nil { attachSource(attributes) }
    let mode = attributes.value("mode")?.trimmed ?? .none
    if type.isLike("text") || type.isLike("plain") {
      next.kind = isAtom ? .plain : rule.kind
    } else if type.isLike("html") || type.hasPrefixLike("text/html") {
      next.kind = .html
    } else if type.isLike("xhtml") || type.hasPrefixLike("application/xhtml") {
      next.kind = .html
      next.isEscaping = !mode.isLike("escaped") && !mode.isLike("base64")
    } else if type.hasPrefixLike("text/") {
      next.kind = isAtom ? .plain : rule.kind
    } else if type.hasSuffixXML {
      next.kind = .html
      next.isEscaping = true
    } else if element == .content, mode.isEmpty {
      next.isBase64 = isAtom && type.contains(0x2F)
    }
    if mode.isLike("base64") { next.isBase64 = true }
    return next
  }

  private func startCategory(_ element: Element, _ attributes: Attributes) {
    let name =
      attributes.value("term") ?? attributes.value("text") ?? attributes.value("label")
    if let name = name?.trimmed, !name.isEmpty {
      offer(tag: name)
      if element == .itunesCategory { return }
      return enter(.skipped)
    }
    begin(Capture(element, depth: depth))
  }

  /// Atom's `link` has `href` and `rel` (RFC 4287 §4.2.7); RSS's is a text.
  private func startLink(_ attributes: Attributes, isOfFeed: Bool) {
    guard let href = attributes.value("href") else {
      return begin(Capture(.link, depth: depth))
    }
    let relation = (attributes.value("rel") ?? .none).trimmed
    let type = (attributes.value("type") ?? .none).trimmed
    if relation.isLike("enclosure") {
      if !isOfFeed { attach(attributes, url: "href", type: "type", size: "length") }
    } else if relation.isEmpty || relation.isLike("alternate") || relation.isAlternateAddress {
      let isPage = type.isEmpty || type.hasPrefixLike("text/html") || type.hasSuffixXHTML
      let address = absolute(href, mustBeWeb: false)
      if isOfFeed {
        feed.offer(url: address, rank: isPage ? 45 : 40)
      } else {
        draft.offer(url: address, rank: isPage ? 45 : 40)
      }
    } else if relation.isLike("self") {
      let address = absolute(href, mustBeWeb: false)
      if isOfFeed { feedURL = feedURL ?? address } else { draft.offer(url: address, rank: 3) }
    }
    // What an Atom link holds (a title, an image) is no field of the entry.
    enter(.skipped)
  }

  private func attach(
    _ attributes: Attributes, url: StaticString, type: StaticString, size: StaticString
  ) {
    guard limits.attachments > 0, let href = attributes.value(url),
      let address = absolute(href, mustBeWeb: false)
    else { return }
    let bytes = attributes.value(size).flatMap { Self.size($0.trimmed) }
    let name = attributes.value(type).map { string($0.trimmed) }
    draft.offer(
      Attachment(url: address, type: name?.isEmpty == true ? nil : name, bytes: bytes),
      most: limits.attachments)
  }

  /// A number of bytes.
  private static func size(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard (1...18).contains(text.count) else { return nil }
    var value: Int64 = 0
    for byte in text {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  /// Atom content that stands elsewhere (RFC 4287 §4.1.3.2).
  private func attachSource(_ attributes: Attributes) {
    guard context == .entry, let src = attributes.value("src"),
      let address = absolute(src, mustBeWeb: false)
    else { return }
    draft.offer(url: address, rank: 2)
    attach(attributes, url: "src", type: "type", size: "length")
  }

  /// An address made absolute where the document allows; nil for none, and for one that is a script.
  func absolute(_ text: UnsafeBufferPointer<UInt8>, mustBeWeb: Bool) -> String? {
    let text = text.trimmed
    guard !text.isEmpty, text.count <= 65536 else { return nil }
    if text.hasPrefixLike("http:") || text.hasPrefixLike("https:") {
      guard text.holdsControl else { return string(text) }
      return String(decoding: text.filter { $0 >= 0x20 }, as: UTF8.self)
    }
    if mustBeWeb { return nil }
    let clean = text.filter { $0 >= 0x20 }
    if let length = Address.schemeLength(clean) {
      let scheme = clean.prefix(length).map(\.lower)
      let isScript = ["javascript", "vbscript", "data"].contains { scheme.elementsEqual($0.utf8) }
      return isScript ? nil : String(decoding: clean, as: UTF8.self)
    }
    guard let base else { return String(decoding: clean, as: UTF8.self) }
    let resolved = base.resolving(clean)
    keep(resolved.count)
    return String(decoding: resolved, as: UTF8.self)
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  fileprivate var hasSuffixXML: Bool {
    count > 4 && UnsafeBufferPointer(rebasing: self[(count - 4)...]).isLike("+xml")
      || count > 4 && UnsafeBufferPointer(rebasing: self[(count - 4)...]).isLike("/xml")
  }

  fileprivate var hasSuffixXHTML: Bool { hasPrefixLike("application/xhtml") }

  /// `http://www.iana.org/assignments/relation/alternate`
  fileprivate var isAlternateAddress: Bool {
    count > 10 && UnsafeBufferPointer(rebasing: self[(count - 10)...]).isLike("/alternate")
  }
}
