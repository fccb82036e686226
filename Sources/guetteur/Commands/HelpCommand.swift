import Model

extension Command {
  static let help = Command(
    "help", operands: "[COMMAND|config|terms]", count: 0...1,
    summary: "explain a command, the configuration or the language of terms",
    details: """
      Without operand it lists the commands. --man and --completion print what packages install.
      """,
    example: "guetteur help terms",
    options: [
      Option("--man", "PAGE", "print a manual page: guetteur.1, guetteur.json.5, guetteur-terms.7"),
      Option("--completion", "SHELL", "print completions for bash, zsh or fish"),
    ],
    run: runHelp)

  private static let runHelp:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      terminal.write(try text(for: invocation, in: terminal.language)) ? .ok : .inputOutput
    }

  private static func text(
    for invocation: Invocation, in language: Language
  ) throws(CommandFailure) -> String {
    if let name = invocation["man"] {
      guard let page = Page.all.first(where: { $0.file == name }) else {
        throw CommandFailure(.usage, .unknownPage(name, known: Page.all.map(\.file)))
      }
      return ManualPage.text(of: page)
    }
    if let name = invocation["completion"] {
      guard let shell = Completion.Shell(rawValue: name) else {
        throw CommandFailure(.usage, .shells(Completion.Shell.allCases.map(\.rawValue)))
      }
      return Completion.script(for: shell, Command.all)
    }
    switch invocation.operands.first {
    case nil: return Help.overview(Command.all, language)
    case "config": return PlainPage.text(of: .configuration)
    case "terms": return PlainPage.text(of: .terms)
    case .some(let name):
      guard let command = Command.all.first(where: { $0.name == name }) else {
        throw CommandFailure(.usage, .unknownHelp(name))
      }
      return Help.of(command, language)
    }
  }
}
