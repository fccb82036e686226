import Config
import Foundation
import Model
import TestSupport
import Testing

@Suite struct `Term files` {
  private let folder = TemporaryFolder()

  private func read(_ bytes: [UInt8], named name: String = "t.txt") throws -> ReadConfiguration {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
    let config = try folder.write(
      whole(watchlists: "\"w\": {\"any\": [\"a\"], \"file\": \"\(name)\"}"), as: "config.json")
    return try ConfigurationReader(environment: [:]).read(file: config, for: .run)
  }

  @Test func `each line is a term with its place`() throws {
    let text = "\u{FEFF}# comment\r\n\r\n  Otan \r\n#OTAN\n#\n#\tno\n\n\"mer de Chine\" NEAR/3 Quad"

    let read = try read(Array(text.utf8))

    let terms = read.configuration.watchlists[0].any
    #expect(terms.map(\.text) == ["a", "Otan", "#OTAN", "\"mer de Chine\" NEAR/3 Quad"])
    #expect(
      terms.dropFirst().map(\.place) == [
        SourcePlace(file: folder.file("t.txt"), line: 3, column: 3),
        SourcePlace(file: folder.file("t.txt"), line: 4, column: 1),
        SourcePlace(file: folder.file("t.txt"), line: 8, column: 1),
      ])
    #expect(
      read.configuration.files == [folder.file("config.json"), folder.file("t.txt")])
  }

  @Test func `bytes that are not UTF-8 are told with their line`() {
    let error = #expect(throws: ConfigurationFaults.self) {
      try read(Array("Otan\n".utf8) + [0xE9, 0x0A])
    }

    #expect(error?.faults.map(\.line) == ["\(folder.file("t.txt")):2:1: this line is not UTF-8"])
  }

  @Test func `a file without a term is doubtful beside other terms`() throws {
    let read = try read(Array("# nothing\n".utf8))

    #expect(read.warnings.contains { $0.message.contains("holds no term") })
  }

  @Test func `a file without a term is a fault when it is all there is`() throws {
    try folder.write("\n", as: "empty.txt")
    let config = try folder.write(
      whole(watchlists: "\"w\": {\"file\": \"empty.txt\"}"), as: "config.json")

    let error = #expect(throws: ConfigurationFaults.self) {
      try ConfigurationReader(environment: [:]).read(file: config, for: .run)
    }

    #expect(
      error?.faults.map(\.line) == [
        "\(config):6:7: watchlists.w.file: it holds no term to look for"
      ])
  }

  @Test func `a hundred thousand terms are read`() throws {
    let text = (1...100_000).map { "terme \($0)" }.joined(separator: "\n")

    let read = try read(Array(text.utf8))

    #expect(read.configuration.watchlists[0].any.count == 100_001)
    #expect(read.configuration.watchlists[0].any.last?.place.line == 100_000)
  }

  @Test func `a secret that others can read is a fault`() throws {
    let secret = try folder.write("s", as: "secret")
    chmod(secret, 0o644)
    let config = try folder.write(
      whole(feeds: #"{"url": "https://a.example/", "auth": {"credential": "./secret"}}"#),
      as: "config.json")
    let reader = ConfigurationReader(environment: [:])

    let error = #expect(throws: ConfigurationFaults.self) {
      try reader.read(file: config, for: .run)
    }
    chmod(secret, 0o600)
    let read = try reader.read(file: config, for: .run)

    #expect(error?.faults.first?.message.contains("chmod 600") == true)
    #expect(read.configuration.feeds[0].auth?.credential == folder.file("secret"))
    #expect(!read.warnings.contains { $0.message.contains("empty") })
  }

  @Test func `an empty secret is doubtful`() throws {
    chmod(try folder.write("", as: "secret"), 0o600)
    let config = try folder.write(
      whole(feeds: #"{"url": "https://a.example/", "auth": {"credential": "./secret"}}"#),
      as: "config.json")

    let read = try ConfigurationReader(environment: [:]).read(file: config, for: .run)

    #expect(read.warnings.contains { $0.message.contains("is empty: write the secret into it") })
  }
}

@Suite struct `Folders of a configuration` {
  private let folder = TemporaryFolder()

  private func problems(_ more: String) throws -> [String] {
    let config = try folder.write(whole(more: more), as: "config.json")
    let reader = ConfigurationReader(environment: [:])
    return reader.directoryFaults(of: try reader.read(file: config, for: .run))
      .map { String($0.line.dropFirst(config.count + 1)) }
  }

  @Test func `a last folder that is missing is no fault and is not left behind`() throws {
    #expect(
      try problems(
        #""alerts": {"directory": "logs"}, "state": "s/g.db", "metrics": {"file": "m/m.prom"}"#)
        == [])
    #expect(!FileManager.default.fileExists(atPath: folder.file("logs")))
  }

  @Test func `folders that cannot be are told at their keys`() throws {
    try folder.write("", as: "plain")

    let lines = try problems(
      #""alerts": {"directory": "plain"}, "state": "a/b/g.db", "metrics": {"file": "plain/m"}"#)

    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("8:12: alerts.directory: ") && lines[0].hasSuffix("is no folder"))
    #expect(lines[1].hasPrefix("8:35: state: ") && lines[1].contains("cannot be created"))
    #expect(lines[2].hasPrefix("8:68: metrics.file: "))
  }

  @Test func `a folder that nobody can write is told at the file's beginning for a default`() throws
  {
    let read = try ConfigurationReader(environment: ["LOGS_DIRECTORY": "/proc/guetteur"])
      .read(Array(whole().utf8), file: folder.file("config.json"), for: .run)

    let faults = ConfigurationReader(environment: [:]).directoryFaults(of: read)

    #expect(faults.map(\.place.line) == [1])
    #expect(faults.first?.message.hasPrefix("alerts.directory: ") == true)
  }

  @Test func `a log that is a folder is told`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("logs/alerts.log"), withIntermediateDirectories: true)

    #expect(try problems(#""alerts": {"directory": "logs"}"#).count == 1)
  }
}
