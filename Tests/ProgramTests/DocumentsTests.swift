import Config
import Foundation
import Matching
import Model
import TestSupport
import Testing

@testable import guetteur

private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// A fenced block of a document.
private struct Example: CustomTestStringConvertible {
  var document: String
  var text: String

  var testDescription: String { "\(document): \(text.prefix(40))" }

  /// Every page of the READMEs and of `docs`.
  static let documents: [String] = {
    let docs = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "docs").path)
    return ["README.md", "README.fr.md"]
      + (docs ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }()

  static func text(of document: String) -> String {
    (try? String(contentsOf: root.appending(path: document), encoding: .utf8)) ?? ""
  }

  static func all(_ language: String) -> [Example] {
    documents.flatMap { document -> [Example] in
      text(of: document).components(separatedBy: "\n```\(language)\n").dropFirst().map {
        Example(document: document, text: $0.components(separatedBy: "\n```")[0])
      }
    }
  }
}

@Suite struct `The examples of the documents` {
  @Test(arguments: Example.all("jsonc"))
  fileprivate func `a configuration is valid`(example: Example) throws {
    let folder = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("watchlists"), withIntermediateDirectories: true)
    try folder.write("rançongiciel\n", as: "watchlists/cyber.txt")
    let file = try folder.write(whole(example.text), as: "config.json")

    let read = try ConfigurationReader(environment: [:]).read(file: file, for: .run)

    _ = try Matcher(read.configuration.watchlists)
  }

  @Test(arguments: Example.all("sh"))
  fileprivate func `a command line is one that the program takes`(example: Example) throws {
    for line in example.text.split(separator: "\n") {
      var words = words(of: String(line))
      if words.starts(with: ["sudo", "-u"]) { words.removeFirst(3) }
      guard words.first == "guetteur", words.count > 1 else { continue }
      let known = try #require(Command.all.first { $0.name == words[1] }, "\(line)")
      _ = try Invocation(Array(words[2...]), of: known, environment: [:])
    }
  }

  /// `guetteur tail -f`, in the middle of a sentence or in a table.
  @Test(arguments: Example.documents)
  func `a command in a sentence is one that the program knows`(document: String) throws {
    let parts = Example.text(of: document).components(separatedBy: "`")

    for part in parts where part.hasPrefix("guetteur ") && !part.contains("\n") {
      let words = words(of: part).map { $0.filter { $0 != "[" && $0 != "]" } }
      guard words.count > 1, let first = words[1].first, first.isLowercase else { continue }
      let command = try #require(Command.all.first { $0.name == words[1] }, "\(part)")
      let known = (command.options + Command.commonOptions).flatMap { [$0.name, $0.short] }
      let options = words.filter { $0.hasPrefix("-") && $0 != "-" }
        .map { String($0.prefix { $0 != "=" }) }
      #expect(options.filter { !known.contains($0) } == [], "\(part)")
    }
  }

  @Test(arguments: ["README.md", "README.fr.md"])
  func `a README names every command`(document: String) {
    let text = Example.text(of: document)

    let missing = Command.all.map(\.name).filter { name in
      !["`guetteur \(name)", ", `\(name)"].contains { text.contains($0) }
    }

    #expect(missing.filter { $0 != "help" } == [])
  }

  @Test(arguments: [
    ("Otan", ["OTAN", "l’Otan", "pro-Otan", "#OTANSummit"], ["botanique"]),
    ("arme nucléaire", ["armes nucléaires", "ARME NUCLEAIRE"], ["une arme", "nucléaire"]),
    ("Indo-Pacifique", ["indo pacifique", "#IndoPacifique"], ["Pacifique"]),
    ("Mali", ["le Mali", "Mali’s"], ["Somalie", "malien"]),
    ("pêche", ["Pêche", "PECHE"], ["péché"]),
    ("OMS", ["OMS", "l’OMS", "Oms"], ["Des oms"]),
    ("mer NEAR/3 Chine", ["la mer de Chine"], ["la mer"]),
    ("(mer OU détroit) NEAR/3 Taïwan", ["le détroit de Taïwan"], ["Taïwan"]),
    ("Orange SAUF fruit", ["Orange et ses clients"], ["Orange, un fruit"]),
    ("\"Inde\"", ["l’Inde"], ["les Indes"]), ("=Elles", ["Elles"], ["elles"]),
    ("cyber*", ["cyberattaque", "cyber"], ["un encyber"]),
  ])
  func `a term of the analyst's page finds what it says`(
    term: String, finds: [String], leaves: [String]
  ) throws {
    let matcher = try Matcher([Watchlist(name: "x", any: [Term(term)])])
    let scratch = MatchScratch()

    let found = (finds + leaves).filter {
      !matcher.matches(in: Document(content: FieldText($0)), using: scratch).isEmpty
    }

    #expect(found == finds)
  }

  /// A part of a configuration, made whole.
  private func whole(_ text: String) -> String {
    var body = text
    if body.hasPrefix("{") { body = String(body.dropFirst().dropLast()) }
    let first = body.drop { $0.isWhitespace }.dropFirst().prefix { $0 != "\"" }
    if KeyTable.root[String(first)] == nil { body = "\"watchlists\": {\(body)}" }
    body = body.trimmingCharacters(in: .whitespacesAndNewlines)
    if !body.hasSuffix(",") { body += "\n," }
    if !["[\n", "[\"https:"].contains(where: { body.contains("\"feeds\": " + $0) }) {
      body += "\"feeds\": [{ \"url\": \"https://example.org/\", \"tags\": [\"fr\"] }],"
    }
    if !body.contains("\"watchlists\":") { body += "\"watchlists\": { \"x\": [\"Otan\"] }," }
    return "{\(body)}"
  }

  /// As a shell reads it: quotes taken off, comments and pipes cut.
  private func words(of line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line + " " {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        if ["#", "|", "&&", ";"].contains(word) { return words }
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return words
  }
}
