/// Help text, made from the table of commands.
enum Help {
  static let version = "0.1.0"

  static func overview(_ commands: [Command]) -> String {
    var text = """
      Guetteur watches the press: it polls feeds, matches every new entry against your watchlists
      and writes each match, once, to alert logs.

      Usage: guetteur COMMAND [OPTIONS]

      Commands:

      """
    for command in commands {
      text += "  " + column("\(command.name) \(command.operands)", 34) + command.summary + "\n"
    }
    text += "\nguetteur COMMAND --help says more; guetteur --version names the version.\n"
    return text
  }

  static func of(_ command: Command) -> String {
    var text = "Usage: guetteur \(command.name) [OPTIONS]"
    if !command.operands.isEmpty { text += " \(command.operands)" }
    text += "\n\n\(command.summary.prefix(1).uppercased())\(command.summary.dropFirst()).\n"
    if !command.details.isEmpty { text += "\n\(command.details)\n" }
    text += "\nOptions:\n"
    for option in command.options + Command.commonOptions {
      var name = option.short.map { "\($0), " } ?? "    "
      name += option.name + (option.argument.map { " \($0)" } ?? "")
      text += "  " + column(name, 28) + option.help + "\n"
    }
    return text + "\nExample:\n  \(command.example)\n"
  }

  private static func column(_ text: String, _ width: Int) -> String {
    text.count >= width ? text + "  " : text + String(repeating: " ", count: width - text.count)
  }
}
