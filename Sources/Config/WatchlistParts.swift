import JSON
import Model

/// The keys of a watchlist that are not lists of terms.
extension WatchlistDecoder {
  func weights(
    _ object: KeyedObject, _ complaints: inout Complaints
  ) -> ([Watchlist.WeightedTerm], threshold: Double?) {
    let path = object.path.key("weights")
    let threshold = amount(
      object.node("threshold"), object.path.key("threshold"), &complaints,
      outOfRange: ConfigurationProblem.thresholdOutOfRange)
    guard let node = object.node("weights") else {
      if object.node("threshold") != nil {
        complaints.fault(
          object.path.key("threshold"), at: object.place(of: "threshold"),
          .thresholdWithoutWeights)
      }
      return ([], nil)
    }
    guard case .object(let members) = node.value else {
      complaints.fault(path, at: node.place, object.mismatch("weights", node))
      return ([], threshold)
    }
    if object.node("threshold") == nil {
      complaints.fault(
        path, at: object.place(of: "weights"), .weightsWithoutThreshold)
    }
    let weights = KeyedObject.unique(members, path, &complaints).compactMap {
      weight($0, path, &complaints)
    }
    let sum = weights.reduce(0) { $0 + $1.weight }
    if let threshold, sum < threshold, weights.count == members.count, !weights.isEmpty {
      complaints.fault(
        object.path.key("threshold"), at: object.node("threshold")?.place ?? object.place,
        .neverReached(sum: plain(sum), threshold: plain(threshold)))
    }
    return (weights, threshold)
  }

  /// `2`, `2.5`
  private func plain(_ number: Double) -> String {
    var writer = JSONWriter()
    writer.number(number)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func weight(
    _ member: JSONNode.Member, _ path: KeyPath, _ complaints: inout Complaints
  ) -> Watchlist.WeightedTerm? {
    if member.key == "note", member.value.kind == .string { return nil }
    let path = path.key(member.key)
    if member.key.allSatisfy(\.isWhitespace) {
      complaints.fault(path, at: member.keyPlace, .emptyTerm)
      return nil
    }
    guard
      let weight = amount(
        member.value, path, &complaints, outOfRange: ConfigurationProblem.weightOutOfRange)
    else { return nil }
    let place = JSONPlace(line: member.keyPlace.line, column: member.keyPlace.column + 1)
    return Watchlist.WeightedTerm(
      term: Term(member.key, at: complaints.place(place)), weight: weight)
  }

  /// A number above 0.
  private func amount(
    _ node: JSONNode?, _ path: KeyPath, _ complaints: inout Complaints,
    outOfRange: (String) -> ConfigurationProblem
  ) -> Double? {
    guard let node else { return nil }
    guard case .number(let number) = node.value else {
      complaints.fault(path, at: node.place, .expected(.number, found: node.kind))
      return nil
    }
    if let value = number.double, value > 0, value <= 1e9 { return value }
    complaints.fault(path, at: node.place, outOfRange(String(number.literal.prefix(40))))
    return nil
  }

  func fields(_ object: KeyedObject, _ complaints: inout Complaints) -> Set<Field> {
    guard let texts = object.texts("fields", &complaints) else { return Set(Field.allCases) }
    let names = Field.allCases.map(\.rawValue)
    var fields: Set<Field> = []
    for (text, node, path) in texts {
      guard let field = Field(rawValue: text) else {
        complaints.fault(
          path, at: node.place,
          .notAField(text, fields: names, meant: Spelling.nearest(to: text, in: names)))
        continue
      }
      if !fields.insert(field).inserted {
        complaints.warning(path, at: node.place, .repeated(text))
      }
    }
    refuseEmpty(
      object, "fields", .namesNoField, &complaints)
    return fields
  }

  mutating func selectors(_ object: KeyedObject, _ complaints: inout Complaints) -> [FeedSelector] {
    var selectors: [FeedSelector] = []
    for (text, node, path) in object.texts("feeds", &complaints) ?? [] {
      if let problem = problem(selector: text) {
        complaints.fault(path, at: node.place, problem)
      }
      selectors.append(text.hasPrefix("#") ? .tag(String(text.dropFirst())) : .feed(text))
    }
    refuseEmpty(object, "feeds", .namesNoFeed, &complaints)
    return selectors
  }

  /// Why no feed is meant by `text`; nil when one is, or when there are no feeds to choose from.
  private mutating func problem(selector text: String) -> ConfigurationProblem? {
    if text == "#" { return .noTag }
    guard hasFeeds else { return nil }
    if text.hasPrefix("#") {
      let tag = String(text.dropFirst())
      if knownTags.contains(tag) { return nil }
      return .unknownTag(
        tag, meant: Spelling.nearest(to: text, in: tags.lazy.map { "#" + $0 }))
    }
    if knownFeeds.contains(text) { return nil }
    if knownTags.contains(text) { return .tagMeant(text) }
    return .unknownFeed(text, meant: Spelling.nearest(to: text, in: feedNames))
  }

  func languages(_ object: KeyedObject, _ complaints: inout Complaints) -> [String] {
    var languages: [String] = []
    for (text, node, path) in object.texts("languages", &complaints) ?? [] {
      if let problem = LanguageTag.problem(text) {
        complaints.fault(path, at: node.place, .language(text, problem))
      }
      let primary = LanguageTag.primary(text)
      if !languages.contains(primary) { languages.append(primary) }
    }
    refuseEmpty(
      object, "languages", .namesNoLanguage, &complaints)
    return languages
  }

  mutating func file(_ object: KeyedObject, _ complaints: inout Complaints) -> [Term] {
    guard let path = object.filePath("file", paths, &complaints), let node = object.node("file")
    else { return [] }
    do throws(FileProblem) {
      let file = TermFile(try FileBytes.read(path.absolute, isRegular: true), file: path.shown)
      for fault in file.faults { complaints.fault(fault) }
      if file.terms.isEmpty, file.faults.isEmpty {
        complaints.warning(
          object.path.key("file"), at: node.place, .fileWithoutTerm(path.shown))
      }
      noteFile(path.absolute)
      return file.terms
    } catch {
      complaints.fault(
        object.path.key("file"), at: node.place, .unreadable(path.shown, error))
      return []
    }
  }

  private func refuseEmpty(
    _ object: KeyedObject, _ name: String, _ problem: ConfigurationProblem,
    _ complaints: inout Complaints
  ) {
    guard let node = object.node(name), node.value == .array([]) else { return }
    complaints.fault(object.path.key(name), at: node.place, problem)
  }
}
