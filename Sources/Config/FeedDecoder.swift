import JSON
import Model

/// `feeds`: each an address or an object.
struct FeedDecoder {
  let fetch: FetchDecoder
  let paths: FilePaths
  let credentialsDirectory: String?
  private(set) var feeds: [FeedSettings] = []
  private var urls: [String: SourcePlace] = [:]
  private var names: [String: SourcePlace] = [:]

  init(fetch: FetchDecoder, paths: FilePaths, credentialsDirectory: String?) {
    self.fetch = fetch
    self.paths = paths
    self.credentialsDirectory = credentialsDirectory
  }

  mutating func decode(_ node: JSONNode, _ complaints: inout Complaints) {
    let path = KeyPath.root.key("feeds")
    guard case .array(let elements) = node.value else {
      complaints.fault(
        path, at: node.place, .expected(.feeds, found: node.kind))
      return
    }
    feeds.reserveCapacity(elements.count)
    urls.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      decode(feed: element, path.index(index), &complaints)
    }
  }

  private mutating func decode(
    feed node: JSONNode, _ path: KeyPath, _ complaints: inout Complaints
  ) {
    if case .string(let text) = node.value {
      var feed = FeedSettings(
        url: text, every: fetch.every, backfill: fetch.backfill, proxy: fetch.proxy)
      feed.place = complaints.place(node.place)
      check(url: text, node, path, &complaints)
      feeds.append(feed)
      return
    }
    guard case .object = node.value else {
      complaints.fault(
        path, at: node.place, .expected(.feed, found: node.kind))
      return
    }
    guard let object = KeyedObject(node, path, KeyTable.feed, &complaints) else { return }
    feeds.append(decode(object, &complaints))
  }

  private mutating func decode(
    _ object: KeyedObject, _ complaints: inout Complaints
  ) -> FeedSettings {
    let url = object.text("url", &complaints) ?? ""
    var feed = FeedSettings(
      url: url, every: fetch.interval(object, &complaints) ?? fetch.every,
      backfill: FetchDecoder.backfill(object, &complaints) ?? fetch.backfill)
    feed.place = complaints.place(object.place)
    if let node = object.node("url"), !url.isEmpty {
      check(url: url, node, object.path.key("url"), &complaints)
    } else if object.node("url") == nil {
      complaints.fault(
        object.path.key("url"), at: object.place, .addressMissing)
    }
    feed.name = name(object, &complaints)
    feed.tags = Self.tags(object, &complaints)
    feed.language = Self.language(object, &complaints)
    feed.proxy = FetchDecoder.proxy(object, &complaints) ?? fetch.proxy
    if feed.proxy == FetchDecoder.direct { feed.proxy = nil }
    feed.isEnabled = object.flag("enabled", &complaints) ?? true
    feed.headers = Self.headers(object, &complaints)
    feed.auth = auth(object, url, &complaints)
    return feed
  }

  private static let schemes = ["http", "https"]

  private mutating func check(
    url text: String, _ node: JSONNode, _ path: KeyPath, _ complaints: inout Complaints
  ) {
    let schemes = Self.schemes
    do throws(WebAddress.Problem) {
      if isBlank(text) {
        complaints.fault(path, at: node.place, .addressEmpty)
        return
      }
      let (canonical, host): (String, String)
      if let plain = WebAddress.host(ofCanonical: text) {
        (canonical, host) = (text, plain)
      } else {
        let address = try WebAddress(text, schemes: schemes)
        (canonical, host) = (address.canonical, address.host)
      }
      if !fetch.settings.allowPrivateAddresses, isPrivate(host: host) {
        complaints.warning(path, at: node.place, .privateAddress(host))
      }
      let place = complaints.place(node.place)
      if let first = urls.updateValue(place, forKey: canonical) {
        urls[canonical] = first
        complaints.fault(path, at: node.place, .repeatedAt(text, first))
      }
    } catch .credentials {
      complaints.fault(path, at: node.place, .secretInAddress)
    } catch {
      complaints.fault(path, at: node.place, .address(text, error, schemes: schemes))
    }
  }

  private mutating func name(_ object: KeyedObject, _ complaints: inout Complaints) -> String? {
    guard let name = object.text("name", &complaints), let node = object.node("name") else {
      return nil
    }
    let path = object.path.key("name")
    complaints.warnOfSpaces(around: name, path, at: node.place)
    if let problem = nameProblem(name) {
      complaints.fault(path, at: node.place, problem)
    } else if name.utf8.first == UInt8(ascii: "#") {
      complaints.fault(path, at: node.place, .nameLikeTag)
    }
    if let first = names.updateValue(complaints.place(node.place), forKey: name) {
      names[name] = first
      complaints.fault(path, at: node.place, .nameOfTwo(name, first))
    }
    return name
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
