import JSON
import Model

/// An object of the configuration, its keys checked against their table.
struct KeyedObject {
  let path: KeyPath
  let place: JSONPlace
  private let section: KeyTable.Section
  /// Those of the table: a dozen at most.
  private var members: [JSONNode.Member] = []

  /// An object that is not there: every key is missing.
  init(absent path: KeyPath, _ section: KeyTable.Section, at place: JSONPlace) {
    self.path = path
    self.place = place
    self.section = section
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
    members.reserveCapacity(all.count)
    for member in Self.unique(all, path, &complaints) {
      if member.key == "note" {
        Self.check(note: member, path, &complaints)
      } else if let key = section[member.key] {
        members.append(member)
        if !key.acts {
          complaints.warning(
            path.key(key.name), at: member.keyPlace, .keyWithoutEffect)
        }
      } else {
        complaints.fault(
          path.key(member.key), at: member.keyPlace,
          .unknownKey(Self.unknown(member.key, section)))
      }
    }
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
    !members[..<index].contains { $0.key == members[index].key }
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

  private func member(_ name: String) -> JSONNode.Member? {
    members.firstIndex { $0.key == name }.map { members[$0] }
  }

  func node(_ name: String) -> JSONNode? { member(name)?.value }

  /// The place of a key; of the object when the key is missing.
  func place(of name: String) -> JSONPlace { member(name)?.keyPlace ?? place }

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
    guard let node = node(name) else { return nil }
    guard case .string(let text) = node.value else {
      complaints.fault(path.key(name), at: node.place, mismatch(name, node))
      return nil
    }
    if isBlank(text) {
      complaints.fault(path.key(name), at: node.place, blank(name))
      return nil
    }
    return text
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
