import Config
import Foundation
import JSON
import Testing

/// The root of the package.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func text(_ name: String) throws -> String {
  try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
}

@Suite struct `Lists of keys` {
  /// Where the schema keeps each section.
  static let places: [(String, KeyTable.Section)] = [
    ("", KeyTable.root), ("feed", KeyTable.feed), ("auth", KeyTable.auth),
    ("watchlist", KeyTable.watchlist), ("alerts", KeyTable.alerts), ("archive", KeyTable.archive),
    ("fetch", KeyTable.fetch), ("metrics", KeyTable.metrics),
  ]

  private func definition(_ name: String) throws -> JSONValue {
    let schema = try JSON.parse(Array(try text("config.schema.json").utf8))
    return name.isEmpty ? schema : try #require(schema["definitions"]?[name])
  }

  @Test(arguments: places)
  func `the schema lists the keys of the reader`(name: String, section: KeyTable.Section) throws {
    let object = try definition(name)

    let keys = Set(try #require(object["properties"]?.object).map(\.key))
    let required = Set((object["required"]?.array ?? []).compactMap(\.string))
    #expect(keys == Set(section.keys.map(\.name) + ["note"]))
    #expect(required == Set(section.keys.filter(\.isRequired).map(\.name)))
    #expect(object["additionalProperties"]?.bool == false)
  }

  @Test(arguments: places)
  func `the schema has the defaults of the reader`(
    name: String, section: KeyTable.Section
  ) throws {
    for member in try #require(try definition(name)["properties"]?.object) {
      guard let standard = member.value["default"],
        let key = section[member.key], let said = key.standard,
        !said.hasPrefix("$"), !said.hasPrefix("fetch."), said != "none"
      else { continue }
      var writer = JSONWriter()
      writer.value(standard)
      let written = standard.string ?? String(decoding: writer.bytes, as: UTF8.self)
      #expect(written.filter { $0 != " " } == said.filter { $0 != " " }, "\(name).\(key.name)")
    }
  }

  @Test(arguments: places)
  func `the manual names every key`(
    name: String, section: KeyTable.Section
  ) throws {
    let manual = try text("docs/config.md")
    for key in section.keys {
      let row = manual.split(separator: "\n").first { $0.hasPrefix("| `\(key.name)` |") }
      #expect(row != nil, "\(section.name): \(key.name)")
    }
  }

  @Test func `the example is right`() throws {
    let read = try ConfigurationReader(environment: [:])
      .read(file: root.appendingPathComponent("config.json").path, for: .run)

    #expect(read.configuration.feeds.count >= 20)
    #expect(
      read.configuration.watchlists.map(\.name) == ["otan", "indo-pacifique", "cybersécurité"])
    #expect(read.warnings.map(\.message).allSatisfy { $0.hasPrefix("fetch.contact") })
  }

  @Test func `each block of the manual is right`() throws {
    let blocks = try text("docs/config.md").components(separatedBy: "```jsonc")
      .dropFirst().map { $0.components(separatedBy: "```")[0] }

    #expect(blocks.count >= 6)
    for block in blocks {
      let lines = block.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let body = String(lines[1])
      let whole: String =
        switch lines[0].trimmingCharacters(in: .whitespaces) {
        case "feeds": ConfigTests.whole(feeds: body)
        case "watchlists": ConfigTests.whole(watchlists: body)
        case _ where body.contains("\"feeds\""): body
        default: ConfigTests.whole(more: inner(body))
        }
      #expect(faults(of: whole) == [], "\(block)")
    }
  }

  /// The members of an object's text.
  private func inner(_ object: String) -> String {
    var text = object.trimmingCharacters(in: .whitespacesAndNewlines)
    text.removeFirst()
    text.removeLast()
    return text
  }
}
