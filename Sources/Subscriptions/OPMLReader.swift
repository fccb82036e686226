internal import CLibxml2

/// OPML 1.0 and 2.0 (http://opml.org/spec2.opml), as feed readers export it.
public enum OPML {
  static let byteLimit = 20_000_000
  static let outlineLimit = 100_000
  static let depthLimit = 64

  /// The subscriptions of a list, in its order, each address once. Outlines without an address are
  /// folders; nested folders become tags. Bare ampersands and HTML's entities are recovered.
  public static func read(_ bytes: [UInt8]) throws(OPMLError) -> [Subscription] {
    guard bytes.count <= byteLimit, !hasEndlessTag(bytes) else { throw .tooLarge }
    let reader = OPMLReader()
    let line = reader.parse(OPMLMending.mended(bytes))
    if reader.isOverLimit { throw .tooLarge }
    guard reader.isOPML || !reader.hasRoot else { throw .notOPML }
    if let line { throw .illFormed(line: line) }
    return reader.subscriptions
  }

  /// libxml2's cost is quadratic in the attributes of one tag.
  private static func hasEndlessTag(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
      if end - start > 65_536 { return true }
      start = end + 1
    }
    return false
  }
}

/// The SAX side of `OPML.read`; lives for one document.
private final class OPMLReader {
  var subscriptions: [Subscription] = []
  var hasRoot = false
  var isOPML = false
  var isOverLimit = false
  /// Where an address stands in `subscriptions`.
  private var seen: [String: Int] = [:]
  private var depth = 0
  private var outlines = 0
  /// One for each open outline: its title when it is a folder.
  private var folders: [String?] = []
  private var firstError: Int?
  private var context: xmlParserCtxtPtr?

  /// - Returns: the line of the first error, nil for a well-formed document.
  func parse(_ bytes: [UInt8]) -> Int? {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let user, let name else { return }
      Unmanaged<OPMLReader>.fromOpaque(user).takeUnretainedValue()
        .start(String(cString: name), Int(count), attributes)
    }
    handler.endElementNs = { user, name, _, _ in
      guard let user, let name else { return }
      Unmanaged<OPMLReader>.fromOpaque(user).takeUnretainedValue().end(String(cString: name))
    }
    handler.serror = { user, error in
      guard let user, let error, error.pointee.level.rawValue > XML_ERR_WARNING.rawValue else {
        return
      }
      let reader = Unmanaged<OPMLReader>.fromOpaque(user).takeUnretainedValue()
      if reader.firstError == nil { reader.firstError = Int(error.pointee.line) }
    }
    let user = Unmanaged.passUnretained(self).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&handler, user, nil, 0, nil) else { return 1 }
    self.context = context
    defer {
      xmlFreeParserCtxt(context)
      self.context = nil
    }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return }
      _ = xmlParseChunk(context, start, Int32(buffer.count), 1)
    }
    return bytes.isEmpty ? 1 : firstError
  }

  private func start(
    _ name: String, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    depth += 1
    if depth == 1 {
      hasRoot = true
      isOPML = name.lowercased() == "opml"
    }
    guard name.lowercased() == "outline", isOPML else { return }
    outlines += 1
    if depth > OPML.depthLimit || outlines > OPML.outlineLimit {
      isOverLimit = true
      if let context { xmlStopParser(context) }
      return
    }
    let values = OPMLReader.values(count, attributes)
    let title = [values["title"], values["text"]].compactMap { $0 }.first { !$0.isEmpty } ?? ""
    guard let url = values["xmlurl"], !url.isEmpty else {
      folders.append(title.isEmpty ? nil : title)
      return
    }
    var tags = folders.compactMap { $0 }
    for category in (values["category"] ?? "").split(separator: ",") {
      tags += category.split(separator: "/").map(OPMLReader.trimmed)
    }
    folders.append(nil)
    let place = seen[url] ?? subscriptions.count
    if place == subscriptions.count {
      seen[url] = place
      subscriptions.append(
        Subscription(
          url: url, title: title, homePageURL: values["htmlurl"], type: values["type"] ?? ""))
    }
    // Readers export a feed of two folders twice.
    for tag in tags where !tag.isEmpty && !subscriptions[place].tags.contains(tag) {
      subscriptions[place].tags.append(tag)
    }
    if subscriptions[place].title.isEmpty { subscriptions[place].title = title }
  }

  private func end(_ name: String) {
    depth -= 1
    if name.lowercased() == "outline", !folders.isEmpty { folders.removeLast() }
  }

  /// Names in lower case: readers write `xmlUrl` and `xmlURL`.
  private static func values(
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) -> [String: String] {
    guard let attributes else { return [:] }
    var result: [String: String] = [:]
    for index in 0..<count {
      // Five pointers an attribute: name, prefix, namespace, value, its end.
      guard let name = attributes[index * 5], let start = attributes[index * 5 + 3],
        let end = attributes[index * 5 + 4]
      else { continue }
      let value = UnsafeBufferPointer(start: start, count: max(0, end - start))
      result[String(cString: name).lowercased()] = trimmed(
        String(decoding: value, as: UTF8.self)[...])
    }
    return result
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
