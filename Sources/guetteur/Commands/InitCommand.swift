import Glibc
import JSON

extension Command {
  static let initialize = Command(
    "init", operands: "[TERM…]", count: 0...Int.max,
    summary: "write a commented configuration to start from",
    details: """
      The TERMs become the first watchlist; without any it watches for what the comments say. The
      file is that of --config, else ./config.json; one that exists is left alone (exit code 73).
      """,
    example: "guetteur init Otan \"Alliance atlantique\"",
    options: [
      Option("--watchlist", "NAME", "the name of the first watchlist; default: its first term"),
      Option("--contact", "ADDRESS", "a web or mail address that feeds' servers are told"),
    ],
    run: runInit)

  private static let runInit:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let file = invocation["config"] ?? "config.json"
      let text = FirstConfiguration(
        terms: invocation.operands, watchlist: invocation["watchlist"],
        contact: invocation["contact"]
      ).text
      let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        let reason =
          errno == EEXIST
          ? "it is there already, and is left alone; name another with --config FILE"
          : String(cString: strerror(errno))
        throw CommandFailure(.cannotCreate, "\(file): \(reason)")
      }
      let bytes = Array(text.utf8)
      let written = write(descriptor, bytes, bytes.count)
      guard close(descriptor) == 0, written == bytes.count else {
        unlink(file)
        throw CommandFailure(.inputOutput, "\(file): \(String(cString: strerror(errno)))")
      }
      let option = file == "config.json" ? "" : " --config \(file)"
      terminal.say("\(file) is written. Put your feeds in it, then:")
      terminal.say("  guetteur check\(option)    says how it is read")
      terminal.say("  guetteur once\(option)     polls every feed now")
      terminal.say("  guetteur run\(option)      watches until Ctrl-C")
      return .ok
    }
}

/// What `guetteur init` writes.
struct FirstConfiguration {
  var terms: [String]
  var watchlist: String?
  var contact: String?

  var text: String {
    let terms = terms.isEmpty ? ["Otan", "NATO", "Alliance atlantique"] : terms
    let name = watchlist ?? FirstConfiguration.name(for: terms)
    let list = terms.map(quoted).joined(separator: ", ")
    let contact =
      contact.map { "\"contact\": \(quoted($0))" }
      ?? "// \"contact\": \"https://www.example.org/about-my-watch\""
    return """
      // Guetteur reads this file: comments and trailing commas are allowed.
      // Try it with `guetteur check`; every key is described in guetteur.json(5): guetteur help config.
      // A running guetteur takes changes over by itself, as soon as the file is saved.
      {
        // What to watch: addresses of RSS, Atom, RDF or JSON feeds. `guetteur discover URL` finds
        // those of a web page, `guetteur import FILE.opml` reads those of another reader.
        "feeds": [
          { "url": "https://www.courrierinternational.com/feed/all/rss.xml", "name": "Courrier international", "language": "fr", "tags": ["fr"] },
          { "url": "https://www.lemonde.fr/international/rss_full.xml", "name": "Le Monde", "language": "fr", "tags": ["fr"] },
          { "url": "https://feeds.bbci.co.uk/news/world/rss.xml", "name": "BBC News", "language": "en", "tags": ["en"] },
        ],

        // What to look for, by watchlist. One term is enough for an alert. Case, accents, hyphens and
        // plurals do not matter; OU (OR), ET (AND), SAUF (NOT), NEAR/5, "exact words" and prefix*
        // are explained in guetteur-terms(7): guetteur help terms.
        "watchlists": {
          \(quoted(name)): [\(list)],

          // An object says more: which terms veto, which feeds are read.
          // "cyber": { "any": ["cyberattaque", "cyber security"], "none": ["Cyber Monday"], "feeds": ["#fr"] },
        },

        // Where alerts are written, and what is remembered; both are relative to this file.
        // "alerts": { "directory": "./alerts" },
        // "state": "./guetteur.db",

        "fetch": {
          // Publishers are told who asks, so that they can write to you instead of blocking you.
          \(contact)
        },
      }

      """
  }

  /// A watchlist is called after its first term, in words; `alerts` and `coverage` are taken.
  static func name(for terms: [String]) -> String {
    let first = (terms.first ?? "").lowercased()
    let words = first.split { !($0.isLetter || $0.isNumber) }.prefix(4)
    let name = words.joined(separator: "-")
    return name.isEmpty || name == "alerts" || name == "coverage" ? "ma-veille" : name
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.value(.string(text))
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
