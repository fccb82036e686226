import Config
import Model
import Testing

/// A piece of a configuration, and the faults that it must give as `LINE:COLUMN: what`.
struct Wrong: CustomTestStringConvertible {
  var text: String
  var faults: [String]

  var testDescription: String { text }

  /// Lines that are not indented begin a row; the indented ones under them are its faults.
  static func rows(_ table: String) -> [Wrong] {
    var rows: [Wrong] = []
    for line in table.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("  ") {
        rows[rows.count - 1].faults.append(String(line.dropFirst(2)))
      } else {
        rows.append(Wrong(text: line.split(separator: "¶").joined(separator: "\n"), faults: []))
      }
    }
    return rows
  }
}

/// A whole configuration around some of its parts.
func whole(
  feeds: String = "\"https://a.example/rss\"", watchlists: String = "\"otan\": [\"Otan\"]",
  more: String = ""
) -> String {
  "{\n\"feeds\": [\n\(feeds)\n],\n\"watchlists\": {\n\(watchlists)\n},\n\(more)\n}"
}

/// The faults of `text` as lines, without the file's name.
func faults(
  of text: String, environment: [String: String] = [:],
  for need: ConfigurationReader.Need = .run
) -> [String] {
  do throws(ConfigurationFaults) {
    _ = try ConfigurationReader(environment: environment)
      .read(Array(text.utf8), file: "c.json", for: need)
    return []
  } catch {
    return error.faults.map { String($0.line.dropFirst("c.json:".count)) }
  }
}

@Suite struct `Wrong configurations` {
  @Test(arguments: Wrong.feeds)
  func `a wrong feed is told with its key and place`(row: Wrong) {
    #expect(faults(of: whole(feeds: row.text)) == row.faults)
  }

  @Test(arguments: Wrong.watchlists)
  func `a wrong watchlist is told with its key and place`(row: Wrong) {
    #expect(faults(of: whole(watchlists: row.text)) == row.faults)
  }

  @Test(arguments: Wrong.settings)
  func `a wrong setting is told with its key and place`(row: Wrong) {
    #expect(faults(of: whole(more: row.text)) == row.faults)
  }

  @Test(arguments: Wrong.texts)
  func `a text that is no configuration is told with its place`(row: Wrong) {
    #expect(faults(of: row.text) == row.faults)
  }

  @Test func `bytes that are not UTF-8 are told with their place`() {
    let bytes = Array("{\"feeds\": [\n\"https://a.example/".utf8) + [0xE9] + Array("\"]}".utf8)

    let error = #expect(throws: ConfigurationFaults.self) {
      try ConfigurationReader(environment: [:]).read(bytes, file: "c.json", for: .run)
    }

    #expect(
      error?.faults.map(\.line) == ["c.json:2:20: feeds: a byte that is not UTF-8: 0xE9"])
  }

  @Test func `nesting without end is refused`() {
    let text = "{\"feeds\": " + String(repeating: "[", count: 100_000)

    #expect(
      faults(of: text) == ["1:266: feeds: more than 256 arrays and objects inside each other"])
  }

  @Test func `a thousand faults are enough`() {
    let text = whole(feeds: Array(repeating: "5", count: 3000).joined(separator: ","))

    let lines = faults(of: text)

    #expect(lines.count == 1001)
    #expect(lines.last == "3:2001: and 2000 more faults from here on")
  }

  @Test func `a missing file is told apart from a wrong one`() {
    let error = #expect(throws: ConfigurationFaults.self) {
      try ConfigurationReader(environment: [:]).read(file: "/nowhere/config.json", for: .run)
    }

    #expect(error?.isMissingFile == true)
    #expect(error?.faults.first?.line.hasPrefix("/nowhere/config.json:1:1: ") == true)
  }

  @Test func `a folder is an unreadable file`() {
    let error = #expect(throws: ConfigurationFaults.self) {
      try ConfigurationReader(environment: [:]).read(file: "/tmp", for: .run)
    }

    #expect(error?.reason == .unreadableFile)
  }

  @Test func `matching needs watchlists alone`() {
    let text = "{\"watchlists\": {\"otan\": {\"any\": [\"Otan\"], \"feeds\": [\"#fr\"]}}}"

    #expect(faults(of: text, for: .watchlistsOnly) == [])
    #expect(faults(of: "{}", for: .watchlistsOnly).count == 1)
  }
}
