import Config
import Foundation
import JSON
import Model
import Testing

@testable import guetteur

@Suite struct `The pages of help` {
  @Test func `every key of the decoder is in the manual, once in each section`() {
    let page = Page.configuration
    var section = ""
    var keys: [String: [String]] = [:]
    for block in page.blocks {
      if case .heading(let text) = block { section = text }
      if case .item(let name, _) = block { keys[section, default: []].append(name) }
    }

    for table in KeyTable.sections {
      #expect(keys["Keys of \(table.name)"] == table.keys.map(\.name), "\(table.name)")
    }
  }

  @Test func `every key of the decoder is in the schema, and no other`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try Data(contentsOf: root.appending(path: "config.schema.json"))
    var schema = SchemaKeys()
    schema.collect(try JSON.parse(Array(text)))

    let decoder = Set(KeyTable.sections.flatMap { $0.keys.map(\.name) })
    #expect(schema.names.subtracting(["note"]) == decoder)
  }

  @Test(arguments: Page.all.map(\.file))
  func `a page has nothing that roff takes for a request of its own`(file: String) throws {
    let page = try #require(Page.all.first { $0.file == file })
    let known: Set<String> = [
      ".\\\"", ".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi",
    ]

    for line in ManualPage.text(of: page).split(separator: "\n") where line.hasPrefix(".") {
      let request = String(line.prefix { $0 != " " })
      #expect(known.contains(request), "\(line)")
    }
  }

  @Test(arguments: Command.all.map(\.name))
  func `a command's help has its example and its options`(name: String) throws {
    let command = try #require(Command.all.first { $0.name == name })

    let help = Help.of(command)

    #expect(command.example.hasPrefix("guetteur \(name)") || command.example.contains("guetteur"))
    #expect(help.contains(command.example))
    for option in command.options { #expect(help.contains(option.name)) }
  }

  @Test func `an example in backticks is bold, and a leading dot is text`() {
    let page = Page(
      name: "x", section: 1, summary: "y",
      blocks: [.heading("Do"), .paragraph("type `a-b`"), .example([".dot 'q'"])])

    let text = ManualPage.text(of: page)

    #expect(
      text.hasSuffix(".SH DO\ntype \\fBa\\-b\\fR\n.PP\n.RS 4\n.nf\n\\&.dot \\(aqq\\(aq\n.fi\n.RE\n")
    )
  }

  @Test(arguments: [
    (Completion.Shell.bash, "compgen -W \"auto always never\""),
    (.zsh, "'--watchlist[only those of one watchlist]:NAME: '"),
    (.fish, "-l color -x -a 'auto always never'"),
  ])
  func `completions know options and their values`(shell: Completion.Shell, part: String) {
    #expect(Completion.script(for: shell, Command.all).contains(part))
  }
}

/// The names of properties, anywhere in a schema.
private struct SchemaKeys {
  var names: Set<String> = []

  mutating func collect(_ value: JSONValue) {
    for member in value.object ?? [] {
      if member.key == "properties" {
        names.formUnion((member.value.object ?? []).map(\.key))
      }
      collect(member.value)
    }
    for element in value.array ?? [] { collect(element) }
  }
}

@Suite struct `Help in French` {
  @Test(arguments: [
    (["LANG": "fr_FR.UTF-8"], Language.french),
    (["LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"], .english),
    (["LC_ALL": "", "LC_MESSAGES": "fr_BE"], .french), (["LANG": "frp_CH"], .english),
    ([:], .english), (["LANG": "fr"], .french), (["LANG": "fr@euro"], .french),
    (["LC_ALL": "POSIX", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"], .english),
    (["LANG": "fr_FR.UTF-8", "LANGUAGE": "en_GB:fr"], .english),
    (["LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"], .french),
    (["LANG": "C.UTF-8", "LANGUAGE": "fr"], .english), (["LANGUAGE": "fr"], .english),
    (["LANG": "fr_FR.UTF-8", "LANGUAGE": "de"], .french),
  ])
  func `the locale decides`(environment: [String: String], language: Language) {
    #expect(Language(environment) == language)
  }

  @Test(arguments: Command.all.map(\.name))
  func `every word of a command's help has its French`(name: String) throws {
    let command = try #require(Command.all.first { $0.name == name })

    let texts =
      [command.summary, command.details]
      + (command.options + Command.commonOptions).map(\.help)

    #expect(texts.filter { !$0.isEmpty && FrenchTable.texts[$0] == nil } == [])
  }

  @Test func `titles stand before a narrow no-break space and a colon`() {
    #expect(Help.overview(Command.all, .french).contains("Commandes\u{202F}:"))
  }
}
