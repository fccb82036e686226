/// Help text, made from the table of commands.
enum Help {
  static let version = "0.1.0"

  /// What the program is, in two lines.
  private static let purpose = """
    Guetteur watches the press: it polls feeds, matches every new entry against your watchlists
    and writes each match, once, to alert logs.
    """

  static func overview(_ commands: [Command], _ language: Language = .english) -> String {
    var text = language.text(purpose) + "\n\n"
    text += "\(title("Usage", language)) guetteur \(language.text("COMMAND [OPTIONS]"))\n\n"
    text += "\(title("Commands", language))\n"
    for command in commands {
      text += "  " + column("\(command.name) \(command.operands)", 31)
      text += language.text(command.summary) + "\n"
    }
    let ending = "guetteur COMMAND --help says more; guetteur --version names the version."
    return text + "\n" + language.text(ending) + "\n"
  }

  static func of(_ command: Command, _ language: Language = .english) -> String {
    var text = "\(title("Usage", language)) guetteur \(command.name) [OPTIONS]"
    if !command.operands.isEmpty { text += " \(command.operands)" }
    let summary = language.text(command.summary)
    text += "\n\n\(summary.prefix(1).uppercased())\(summary.dropFirst()).\n"
    if !command.details.isEmpty { text += "\n\(language.text(command.details))\n" }
    text += "\n\(title("Options", language))\n"
    for option in command.options + Command.commonOptions {
      var name = option.short.map { "\($0), " } ?? "    "
      name += option.name + (option.argument.map { " \($0)" } ?? "")
      text += "  " + column(name, 24) + language.text(option.help) + "\n"
    }
    return text + "\n\(title("Example", language))\n  \(command.example)\n"
  }

  /// In French a colon stands after a no-break space.
  private static func title(_ word: String, _ language: Language) -> String {
    language.text(word) + (language == .french ? "\u{A0}:" : ":")
  }

  private static func column(_ text: String, _ width: Int) -> String {
    text.count >= width ? text + "  " : text + String(repeating: " ", count: width - text.count)
  }
}
