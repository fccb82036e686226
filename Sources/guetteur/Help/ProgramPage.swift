extension Page {
  /// guetteur(1), made from the table of commands.
  static func program(_ commands: [Command]) -> Page {
    let described: [Block] = commands.flatMap(blocks)
    let common: [Block] = Command.commonOptions.map(item)
    return Page(
      name: "guetteur", section: 1, summary: "watch the press: poll feeds, match, alert",
      blocks: [
        .heading("Synopsis"),
        .paragraph("`guetteur` COMMAND [OPTIONS] [OPERANDS]"),
        .paragraph("`guetteur` `--help` | `--version`"),
        .heading("Description"),
        .paragraph(
          "Guetteur polls RSS, Atom, RDF and JSON feeds on a schedule, matches every new entry "
            + "against watchlists, and writes each match, once, to alert logs. The configuration "
            + "is described in `guetteur.json`(5), the language of terms in `guetteur-terms`(7)."),
        .heading("Commands"),
      ] + described + [.heading("Common options")] + common + [.heading("Exit status")] + exits
        + ending)
  }

  private static func blocks(of command: Command) -> [Block] {
    var usage = "`guetteur \(command.name)`"
    for option in command.options {
      usage += " [`\(option.name)`" + (option.argument.map { " \($0)" } ?? "") + "]"
    }
    if !command.operands.isEmpty { usage += " \(command.operands)" }
    var blocks: [Block] = [
      .subheading(command.name), .paragraph(usage),
      .paragraph(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + "."),
    ]
    if !command.details.isEmpty { blocks.append(.paragraph(command.details)) }
    blocks += command.options.map(item)
    return blocks + [.paragraph("Example:"), .example(command.example.lines)]
  }

  private static func item(for option: Option) -> Block {
    let names = [option.short, option.name].compactMap(\.self).joined(separator: ", ")
    return .item(names + (option.argument.map { " \($0)" } ?? ""), option.help)
  }

  private static let exits: [Block] = ExitCode.meanings.map {
    .item(String($0.code.rawValue), $0.meaning)
  }

  private static let ending: [Block] = [
    .heading("Environment"),
    .item("GUETTEUR_CONFIG", "the configuration, when `--config` does not name one"),
    .item("LOGS_DIRECTORY", "the default of `alerts.directory`; systemd sets it"),
    .item("STATE_DIRECTORY", "the folder of the default of `state`; systemd sets it"),
    .item("CREDENTIALS_DIRECTORY", "where the credentials of `auth` are; systemd sets it"),
    .item("NO_COLOR", "when not empty, nothing is coloured"),
    .item(
      "LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
      "help, errors and diagnostics are in French when they say so (`fr_FR.UTF-8`), else in "
        + "English; what programs read is the same in every locale"),
    .item("TZ", "the time zone of the alert logs"),
    .heading("Files"),
    .item("/etc/guetteur/config.json", "the configuration of the service"),
    .item("/var/lib/guetteur/guetteur.db", "its ledger: feeds, entries and alerts"),
    .item("/var/log/guetteur/alerts.jsonl", "every alert, one JSON object a line"),
    .item("/var/log/guetteur/alerts.log", "every alert, one line for people"),
    .item("/var/log/guetteur/WATCHLIST.log", "the alerts of one watchlist"),
    .item("/var/log/guetteur/coverage.log", "what could not be seen: failing feeds, gaps"),
    .heading("Signals"),
    .item("SIGTERM, SIGINT", "`run` ends within five seconds; what was recorded is written"),
    .item("SIGHUP", "`run` reads the configuration again; a faulty one changes nothing"),
    .heading("See also"),
    .paragraph("`guetteur.json`(5), `guetteur-terms`(7), `journalctl`(1), `logrotate`(8)"),
  ]
}

extension String {
  var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
