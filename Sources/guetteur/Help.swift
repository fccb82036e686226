import Model

/// Help text, made from the table of commands.
enum Help {
  static let version = "0.1.0"

  /// What the program is, in two lines.
  private static let purpose = """
    Guetteur watches the press: it polls feeds, matches every new entry against your watchlists
    and writes each match, once, to alert logs.
    """

  static func overview(_ commands: [Command], _ language: Language = .english) -> String {
    var text = language.help(purpose) + "\n\n"
    text += "\(title("Usage", language)) guetteur \(language.help("COMMAND [OPTIONS]"))\n\n"
    text += "\(title("Commands", language))\n"
    for command in commands {
      text += "  " + column("\(command.name) \(command.operands)", 31)
      text += language.help(command.summary) + "\n"
    }
    let ending = "guetteur COMMAND --help says more; guetteur --version names the version."
    return text + "\n" + language.help(ending) + "\n"
  }

  static func of(_ command: Command, _ language: Language = .english) -> String {
    var text = "\(title("Usage", language)) guetteur \(command.name) [OPTIONS]"
    if !command.operands.isEmpty { text += " \(command.operands)" }
    let summary = language.help(command.summary)
    text += "\n\n\(summary.prefix(1).uppercased())\(summary.dropFirst()).\n"
    if !command.details.isEmpty { text += "\n\(language.help(command.details))\n" }
    text += "\n\(title("Options", language))\n"
    for option in command.options + Command.commonOptions {
      var name = option.short.map { "\($0), " } ?? "    "
      name += option.name + (option.argument.map { " \($0)" } ?? "")
      text += "  " + column(name, 24) + language.help(option.help) + "\n"
    }
    return text + "\n\(title("Example", language))\n  \(command.example)\n"
  }

  /// In French a colon stands after a narrow no-break space.
  private static func title(_ word: String, _ language: Language) -> String {
    language.help(word) + (language == .french ? "\u{202F}:" : ":")
  }

  private static func column(_ text: String, _ width: Int) -> String {
    text.count >= width ? text + "  " : text + String(repeating: " ", count: width - text.count)
  }
}
