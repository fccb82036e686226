import JSON
import Model

/// `feeds`: each an address or an object.
struct FeedDecoder {
  let fetch: FetchDecoder
  let paths: FilePaths
  let credentialsDirectory: String?
  private(set) var feeds: [FeedSettings] = []
  /// A feed that says nothing.
  private let usual: FeedSettings
  private var urls: [String: JSONPlace] = [:]
  private var names: [String: JSONPlace] = [:]

  init(fetch: FetchDecoder, paths: FilePaths, credentialsDirectory: String?) {
    self.fetch = fetch
    self.paths = paths
    self.credentialsDirectory = credentialsDirectory
    usual = FeedSettings(
      url: "", every: fetch.every, backfill: fetch.backfill, proxy: fetch.proxy)
  }

  mutating func decode(_ node: JSONNode, _ complaints: inout Complaints) {
    guard case .array(let elements) = node.value else {
      complaints.fault(
        KeyPath.root.key("feeds"), at: node.place, .expected(.feeds, found: node.kind))
      return
    }
    feeds.reserveCapacity(elements.count)
    urls.reserveCapacity(elements.count)
    names.reserveCapacity(elements.count)
    for index in elements.indices {
      decode(feed: elements[index], .feed(index), &complaints)
    }
  }

  private mutating func decode(
    feed node: JSONNode, _ path: KeyPath, _ complaints: inout Complaints
  ) {
    switch node.value {
    case .string(let text):
      check(url: text, at: node.place, path, &complaints)
      feeds.append(usual)
      begin(&feeds[feeds.count - 1], url: text, at: node.place, complaints)
    case .object:
      guard let object = KeyedObject(node, path, KeyTable.feed, &complaints) else { return }
      decode(object, &complaints)
    default:
      complaints.fault(path, at: node.place, .expected(.feed, found: node.kind))
    }
  }

  /// A feed may say nothing but its address, and perhaps its name.
  private func begin(
    _ feed: inout FeedSettings, url: String, name: String? = nil, at place: JSONPlace,
    _ complaints: Complaints
  ) {
    feed.url = url
    feed.name = name
    feed.place = complaints.place(place)
  }

  private mutating func decode(_ object: KeyedObject, _ complaints: inout Complaints) {
    let path = object.path
    let url = object.textWithPlace("url", &complaints)
    if let url {
      check(url: url.text, at: url.place, path.key("url"), &complaints)
    } else if object.node("url") == nil {
      complaints.fault(path.key("url"), at: object.place, .addressMissing)
    }
    let name = object.textWithPlace("name", &complaints)
    if let name { check(name: name.text, at: name.place, path.key("name"), &complaints) }
    feeds.append(usual)
    let number = feeds.count - 1
    begin(
      &feeds[number], url: url?.text ?? "", name: name?.text, at: object.place, complaints)
    if object.count == (url == nil ? 0 : 1) + (name == nil ? 0 : 1) { return }
    decodeRest(object, &feeds[number], &complaints)
  }

  private func decodeRest(
    _ object: KeyedObject, _ feed: inout FeedSettings, _ complaints: inout Complaints
  ) {
    feed.every = fetch.interval(object, &complaints) ?? fetch.every
    feed.backfill = FetchDecoder.backfill(object, &complaints) ?? fetch.backfill
    feed.tags = Self.tags(object, &complaints)
    feed.language = Self.language(object, &complaints)
    feed.proxy = FetchDecoder.proxy(object, &complaints) ?? fetch.proxy
    if feed.proxy == FetchDecoder.direct { feed.proxy = nil }
    feed.isEnabled = object.flag("enabled", &complaints) ?? true
    feed.headers = Self.headers(object, &complaints)
    feed.auth = auth(object, feed.url, &complaints)
  }

  private static let schemes = ["http", "https"]

  private mutating func check(
    url text: String, at place: JSONPlace, _ path: @autoclosure () -> KeyPath,
    _ complaints: inout Complaints
  ) {
    if isBlank(text) {
      complaints.fault(path(), at: place, .addressEmpty)
      return
    }
    let canonical: String
    if let host = WebAddress.CanonicalHost(of: text) {
      canonical = text
      if host.mayBePrivate, !fetch.settings.allowPrivateAddresses {
        check(host: host.name(in: text), at: place, path(), &complaints)
      }
    } else {
      do throws(WebAddress.Problem) {
        let address = try WebAddress(text, schemes: Self.schemes)
        canonical = address.canonical
        check(host: address.host, at: place, path(), &complaints)
      } catch {
        complaints.fault(
          path(), at: place,
          error == .credentials ? .secretInAddress : .address(text, error, schemes: Self.schemes))
        return
      }
    }
    if let first = urls.updateValue(place, forKey: canonical) {
      urls[canonical] = first
      complaints.fault(path(), at: place, .repeatedAt(text, complaints.place(first)))
    }
  }

  private func check(
    host: String, at place: JSONPlace, _ path: @autoclosure () -> KeyPath,
    _ complaints: inout Complaints
  ) {
    if !fetch.settings.allowPrivateAddresses, isPrivate(host: host) {
      complaints.warning(path(), at: place, .privateAddress(host))
    }
  }

  private mutating func check(
    name: String, at place: JSONPlace, _ path: @autoclosure () -> KeyPath,
    _ complaints: inout Complaints
  ) {
    complaints.warnOfSpaces(around: name, path(), at: place)
    if let problem = nameProblem(name) {
      complaints.fault(path(), at: place, problem)
    } else if name.utf8.first == UInt8(ascii: "#") {
      complaints.fault(path(), at: place, .nameLikeTag)
    }
    if let first = names.updateValue(place, forKey: name) {
      names[name] = first
      complaints.fault(path(), at: place, .nameOfTwo(name, complaints.place(first)))
    }
  }

  private static func tags(_ object: KeyedObject, _ complaints: inout Complaints) -> [String] {
    var tags: [String] = []
    for (text, node, path) in object.texts("tags", &complaints) ?? [] {
      complaints.warnOfSpaces(around: text, path, at: node.place)
      if text.hasPrefix("#") {
        complaints.fault(path, at: node.place, .tagWithSign(text))
      } else if let problem = nameProblem(text) {
        complaints.fault(path, at: node.place, problem)
      } else if tags.contains(text) {
        complaints.warning(path, at: node.place, .repeated(text))
      } else {
        tags.append(text)
      }
    }
    return tags
  }

  private static func language(
    _ object: KeyedObject, _ complaints: inout Complaints
  ) -> String? {
    guard let tag = object.text("language", &complaints), let node = object.node("language")
    else { return nil }
    if let problem = LanguageTag.problem(tag) {
      complaints.fault(
        object.path.key("language"), at: node.place, .language(tag, problem))
    }
    return tag
  }

  private static func headers(
    _ object: KeyedObject, _ complaints: inout Complaints
  ) -> [HeaderField] {
    guard let node = object.node("headers") else { return [] }
    let path = object.path.key("headers")
    guard case .object(let members) = node.value else {
      complaints.fault(path, at: node.place, .expected(.object, found: node.kind))
      return []
    }
    var fields: [HeaderField] = []
    for member in KeyedObject.unique(members, path, &complaints) where member.key != "note" {
      let path = path.key(member.key)
      if let problem = HeaderRules.problem(name: member.key) {
        complaints.fault(path, at: member.keyPlace, .header(problem))
      } else if fields.contains(where: { $0.name.lowercased() == member.key.lowercased() }) {
        complaints.fault(path, at: member.keyPlace, .headerTwice)
      } else if HeaderRules.looksSecret(name: member.key) {
        complaints.warning(path, at: member.keyPlace, .headerLooksSecret)
      }
      guard case .string(let value) = member.value.value else {
        complaints.fault(
          path, at: member.value.place, .expected(.kind(.text), found: member.value.kind))
        continue
      }
      if let problem = HeaderRules.problem(value: value) {
        complaints.fault(path, at: member.value.place, .header(problem))
      }
      fields.append(HeaderField(name: member.key, value: value))
    }
    return fields
  }
}

/// What is wrong with the name of a feed, a tag or a watchlist; nil when nothing is.
func nameProblem(_ name: String) -> ConfigurationProblem? {
  var text = name
  let isUsual = text.withUTF8 { bytes in
    bytes.count <= 500 && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
  if isUsual { return nil }
  let isUnsafe = name.unicodeScalars.contains { scalar in
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isBidiControl
    }
  }
  if isUnsafe { return .controlCharacter(name: name) }
  return name.utf8.count > 500 ? .nameTooLong : nil
}
