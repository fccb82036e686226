import JSON
import Model

/// `watchlists`: each an array of terms or an object.
struct WatchlistDecoder {
  let paths: FilePaths
  /// False when there are no feeds to select from.
  let hasFeeds: Bool
  private let feeds: [FeedSettings]
  private(set) lazy var feedNames = feeds.compactMap(\.name) + feeds.map(\.url)
  private(set) lazy var knownFeeds = Set(feedNames)
  private(set) lazy var knownTags = Set(feeds.flatMap(\.tags))
  var tags: [String] { mutating get { knownTags.sorted() } }
  private(set) var watchlists: [Watchlist] = []
  /// The term files that were read, from the root.
  private(set) var files: [String] = []
  private var logs: [String: String] = [:]

  init(paths: FilePaths, feeds: [FeedSettings]) {
    self.paths = paths
    hasFeeds = !feeds.isEmpty
    self.feeds = feeds
  }

  mutating func noteFile(_ file: String) {
    if !files.contains(file) { files.append(file) }
  }

  mutating func decode(_ node: JSONNode, _ complaints: inout Complaints) {
    let path = KeyPath.root.key("watchlists")
    guard case .object(let members) = node.value else {
      complaints.fault(
        path, at: node.place, .expected(.watchlists, found: node.kind))
      return
    }
    for member in KeyedObject.unique(members, path, &complaints) {
      if member.key == "note", member.value.kind == .string { continue }
      check(name: member, path.key(member.key), &complaints)
      decode(watchlist: member, path.key(member.key), &complaints)
    }
  }

  private mutating func check(
    name member: JSONNode.Member, _ path: KeyPath, _ complaints: inout Complaints
  ) {
    let name = member.key
    complaints.warnOfSpaces(around: name, path, at: member.keyPlace)
    if name.allSatisfy(\.isWhitespace) {
      complaints.fault(path, at: member.keyPlace, .watchlistWithoutName)
    } else if LogFileName.reserved.contains(name.lowercased()) {
      complaints.fault(
        path, at: member.keyPlace, .reservedName(name.lowercased()))
    } else if let problem = nameProblem(name) {
      complaints.fault(path, at: member.keyPlace, problem)
    } else if let other = logs.updateValue(name, forKey: LogFileName.name(for: name)) {
      complaints.fault(
        path, at: member.keyPlace, .sameLog(as: other, log: LogFileName.name(for: name)))
    }
  }

  private mutating func decode(
    watchlist member: JSONNode.Member, _ path: KeyPath, _ complaints: inout Complaints
  ) {
    var watchlist = Watchlist(name: member.key, place: complaints.place(member.keyPlace))
    switch member.value.value {
    case .array(let elements):
      watchlist.any = terms(elements, path, &complaints)
      if elements.isEmpty {
        complaints.fault(path, at: member.keyPlace, .noTerm)
      }
    case .object:
      let faults = complaints.faults.count
      guard let object = KeyedObject(member.value, path, KeyTable.watchlist, &complaints) else {
        return
      }
      decodePositive(object, into: &watchlist, &complaints)
      if complaints.faults.count == faults {
        checkPositive(object, watchlist, at: member.keyPlace, &complaints)
      }
      watchlist.none = terms(object, "none", &complaints)
      watchlist.fields = fields(object, &complaints)
      watchlist.feeds = selectors(object, &complaints)
      watchlist.languages = languages(object, &complaints)
    default:
      complaints.fault(
        path, at: member.value.place, .expected(.watchlist, found: member.value.kind))
    }
    watchlists.append(watchlist)
  }

  private mutating func decodePositive(
    _ object: KeyedObject, into watchlist: inout Watchlist, _ complaints: inout Complaints
  ) {
    let listed = terms(object, "any", &complaints)
    let filed = file(object, &complaints)
    watchlist.any = listed.isEmpty ? filed : listed + filed
    watchlist.all = groups(object, &complaints)
    (watchlist.weights, watchlist.threshold) = weights(object, &complaints)
  }

  /// A watchlist that only excludes, or says nothing, never matches.
  private func checkPositive(
    _ object: KeyedObject, _ watchlist: Watchlist, at place: JSONPlace,
    _ complaints: inout Complaints
  ) {
    guard watchlist.any.isEmpty, watchlist.all.isEmpty, watchlist.weights.isEmpty else { return }
    let empty = ["any", "all", "weights", "file"].first { object.node($0) != nil }
    if let empty {
      complaints.fault(
        object.path.key(empty), at: object.place(of: empty), .noTermToLookFor)
    } else {
      complaints.fault(object.path, at: place, .needsTerms)
    }
  }

  // MARK: Terms

  func terms(
    _ elements: [JSONNode], _ path: KeyPath, _ complaints: inout Complaints
  ) -> [Term] {
    var terms: [Term] = []
    var first: [String: JSONPlace] = [:]
    terms.reserveCapacity(elements.count)
    first.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element.value else {
        complaints.fault(
          path.index(index), at: element.place, .expected(.quotedTerm, found: element.kind))
        continue
      }
      if isBlank(text) {
        complaints.fault(path.index(index), at: element.place, .emptyTerm)
        continue
      }
      if let place = first.updateValue(element.place, forKey: text) {
        first[text] = place
        complaints.warning(
          path.index(index), at: element.place, .repeatedAt(text, complaints.place(place)))
        continue
      }
      terms.append(Term(text, at: complaints.place(element.contentPlace)))
    }
    return terms
  }

  private func terms(
    _ object: KeyedObject, _ name: String, _ complaints: inout Complaints
  ) -> [Term] {
    guard let node = object.node(name) else { return [] }
    guard case .array(let elements) = node.value else {
      complaints.fault(object.path.key(name), at: node.place, object.mismatch(name, node))
      return []
    }
    return terms(elements, object.path.key(name), &complaints)
  }

  private func groups(_ object: KeyedObject, _ complaints: inout Complaints) -> [[Term]] {
    guard let node = object.node("all") else { return [] }
    let path = object.path.key("all")
    guard case .array(let elements) = node.value else {
      complaints.fault(path, at: node.place, object.mismatch("all", node))
      return []
    }
    var groups: [[Term]] = []
    for (index, element) in elements.enumerated() {
      let path = path.index(index)
      guard case .array(let group) = element.value else {
        complaints.fault(path, at: element.place, .expected(.group, found: element.kind))
        continue
      }
      if group.isEmpty { complaints.fault(path, at: element.place, .emptyGroup) }
      groups.append(terms(group, path, &complaints))
    }
    return groups
  }
}
