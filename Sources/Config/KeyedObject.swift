import JSON
import Model

/// An object of the configuration, its keys checked against their table.
struct KeyedObject {
  let path: KeyPath
  let place: JSONPlace
  private let section: KeyTable.Section
  /// Those of the table: a dozen at most. Where there are no others, the very array of the node.
  private let members: [JSONNode.Member]

  /// An object that is not there: every key is missing.
  init(absent path: KeyPath, _ section: KeyTable.Section, at place: JSONPlace) {
    self.path = path
    self.place = place
    self.section = section
    members = []
  }

  /// nil, and a fault, when `node` is no object. Unknown, repeated and missing keys are faults.
  init?(
    _ node: JSONNode, _ path: KeyPath, _ section: KeyTable.Section, _ complaints: inout Complaints
  ) {
    guard case .object(let all) = node.value else {
      complaints.fault(path, at: node.place, .expected(.object, found: node.kind))
      return nil
    }
    self.path = path
    self.place = node.place
    self.section = section
    let isUsual = all.count < 16 && all.indices.allSatisfy { Self.isUsual(all, $0, section) }
    members = isUsual ? all : Self.members(all, path, section, &complaints)
  }

  /// Those of `all` that stand in the table, for the first time.
  private static func members(
    _ all: [JSONNode.Member], _ path: KeyPath, _ section: KeyTable.Section,
    _ complaints: inout Complaints
  ) -> [JSONNode.Member] {
    unique(all, path, &complaints).filter { member in
      if member.key == "note" {
        check(note: member, path, &complaints)
        return false
      }
      guard let key = section[member.key] else {
        complaints.fault(
          path.key(member.key), at: member.keyPlace,
          .unknownKey(unknown(member.key, section)))
        return false
      }
      if !key.acts {
        complaints.warning(path.key(key.name), at: member.keyPlace, .keyWithoutEffect)
      }
      return true
    }
  }

  /// Whether the member stands in the table, and nothing is to be said of its key.
  private static func isUsual(
    _ members: [JSONNode.Member], _ index: Int, _ section: KeyTable.Section
  ) -> Bool {
    section.keys.contains { $0.name == members[index].key && $0.acts }
      && isFirst(index, of: members)
  }

  /// `members` without the repeats, each of which is a fault.
  static func unique(
    _ members: [JSONNode.Member], _ path: KeyPath, _ complaints: inout Complaints
  ) -> [JSONNode.Member] {
    let areFew = members.count < 16
    if areFew, members.indices.allSatisfy({ isFirst($0, of: members) }) { return members }
    var first: [String: JSONPlace] = [:]
    return members.filter { member in
      guard let place = first[member.key] else {
        first[member.key] = member.keyPlace
        return true
      }
      complaints.fault(
        path.key(member.key), at: member.keyPlace, .keyTwice(place))
      return false
    }
  }

  private static func isFirst(_ index: Int, of members: [JSONNode.Member]) -> Bool {
    !(0..<index).contains { members[$0].key == members[index].key }
  }

  /// A note is for people: a string, or several.
  static func check(note: JSONNode.Member, _ path: KeyPath, _ complaints: inout Complaints) {
    switch note.value.value {
    case .string: return
    case .array(let lines) where lines.allSatisfy({ $0.kind == .string }): return
    default:
      complaints.fault(
        path.key("note"), at: note.value.place,
        .expected(.kind(.text), found: note.value.kind))
    }
  }

  // MARK: Values

  /// How many keys of the table it has.
  var count: Int { members.count }

  private func index(of name: String) -> Int? { members.firstIndex { $0.key == name } }

  func node(_ name: String) -> JSONNode? { index(of: name).map { members[$0].value } }

  /// The place of a key; of the object when the key is missing.
  func place(of name: String) -> JSONPlace { index(of: name).map { members[$0].keyPlace } ?? place }

  /// The object under `name`; an empty one when it is missing or wrong.
  func object(
    _ name: String, _ section: KeyTable.Section, _ complaints: inout Complaints
  ) -> KeyedObject {
    if let node = node(name),
      let object = KeyedObject(node, path.key(name), section, &complaints)
    {
      return object
    }
    return KeyedObject(absent: path.key(name), section, at: place)
  }

  /// A string that is not blank.
  func text(_ name: String, _ complaints: inout Complaints) -> String? {
    textWithPlace(name, &complaints)?.text
  }

  /// The same, with the place of the string.
  func textWithPlace(
    _ name: String, _ complaints: inout Complaints
  ) -> (text: String, place: JSONPlace)? {
    guard let index = index(of: name) else { return nil }
    let place = members[index].value.place
    guard case .string(let text) = members[index].value.value else {
      complaints.fault(path.key(name), at: place, mismatch(name, members[index].value))
      return nil
    }
    if isBlank(text) {
      complaints.fault(path.key(name), at: place, blank(name))
      return nil
    }
    return (text, place)
  }

  func flag(_ name: String, _ complaints: inout Complaints) -> Bool? {
    guard let node = node(name) else { return nil }
    if case .bool(let truth) = node.value { return truth }
    complaints.fault(path.key(name), at: node.place, mismatch(name, node))
    return nil
  }

  func choice(_ name: String, _ complaints: inout Complaints) -> String? {
    guard let text = text(name, &complaints), let node = node(name),
      case .choice(let words) = section[name]?.kind
    else { return nil }
    if words.contains(text) { return text }
    complaints.fault(
      path.key(name), at: node.place,
      .expectedWord(words, found: text, meant: Spelling.nearest(to: text, in: words)))
    return nil
  }

  func integer(_ name: String, _ complaints: inout Complaints) -> Int? {
    guard let node = node(name), case .integer(let range) = section[name]?.kind else {
      return nil
    }
    guard case .number(let number) = node.value else {
      complaints.fault(path.key(name), at: node.place, mismatch(name, node))
      return nil
    }
    if let value = number.int64, let exact = Int(exactly: value), range.contains(exact) {
      return exact
    }
    complaints.fault(
      path.key(name), at: node.place,
      .expectedInteger(range, found: String(number.literal.prefix(40))))
    return nil
  }

  /// A duration in seconds, or one of the words that may stand in its place.
  func duration(
    _ name: String, _ complaints: inout Complaints
  ) -> (seconds: Int64?, word: String?)? {
    guard let node = node(name), let text = text(name, &complaints),
      case .duration(let range, let words) = section[name]?.kind
    else { return nil }
    if words.contains(text) { return (nil, text) }
    do throws(DurationText.Problem) {
      let seconds = try DurationText.seconds(text)
      if range.contains(seconds) { return (seconds, nil) }
      let (least, most) = (
        DurationText.text(range.lowerBound), DurationText.text(range.upperBound)
      )
      complaints.fault(
        path.key(name), at: node.place, .outOfRange(text, least: least, most: most))
    } catch {
      let word = Spelling.nearest(to: text, in: words)
      complaints.fault(
        path.key(name), at: node.place,
        word.map { .meant($0, insteadOf: text) } ?? .duration(text, error))
    }
    return nil
  }

  /// A size in bytes.
  func size(_ name: String, _ complaints: inout Complaints) -> Int64? {
    guard let node = node(name), let text = text(name, &complaints),
      case .size(let range) = section[name]?.kind
    else { return nil }
    do throws(SizeText.Problem) {
      let bytes = try SizeText.bytes(text)
      if range.contains(bytes) { return bytes }
      let (least, most) = (SizeText.text(range.lowerBound), SizeText.text(range.upperBound))
      complaints.fault(
        path.key(name), at: node.place, .outOfRange(text, least: least, most: most))
    } catch {
      complaints.fault(
        path.key(name), at: node.place, .size(text, error))
    }
    return nil
  }

  /// An array of strings that are not blank, with their places.
  func texts(
    _ name: String, _ complaints: inout Complaints
  ) -> [(text: String, node: JSONNode, path: KeyPath)]? {
    guard let node = node(name) else { return nil }
    let path = path.key(name)
    guard case .array(let elements) = node.value else {
      complaints.fault(path, at: node.place, mismatch(name, node))
      return nil
    }
    var texts: [(text: String, node: JSONNode, path: KeyPath)] = []
    for (index, element) in elements.enumerated() {
      let path = path.index(index)
      if case .string(let text) = element.value {
        if isBlank(text) {
          complaints.fault(path, at: element.place, .empty)
        } else {
          texts.append((text, element, path))
        }
      } else {
        complaints.fault(path, at: element.place, .expected(.kind(.text), found: element.kind))
      }
    }
    return texts
  }

  func mismatch(_ name: String, _ node: JSONNode) -> ConfigurationProblem {
    let expected = Expectation.kind(section[name]?.kind ?? .text)
    switch (section[name]?.kind, node.value) {
    case (_, .null): return .expectedNoNull(expected)
    case (.duration, .number(let number)) where number.literal.count < 12:
      return .expectedUnit(expected, number: number.literal, units: ["s", "m"])
    case (.size, .number(let number)) where number.literal.count < 20:
      return .expectedUnit(expected, number: number.literal, units: ["B"])
    case (.flag, .string), (.integer, .string): return .expectedNoQuotes(expected)
    default: return .expected(expected, found: node.kind)
    }
  }

  private func blank(_ name: String) -> ConfigurationProblem {
    let key = section[name]
    return .emptyValue(key.map { .kind($0.kind) }, mayBeLeftOut: key?.isRequired == false)
  }
}
