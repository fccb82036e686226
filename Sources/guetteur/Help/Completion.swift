/// Scripts by which shells complete a command line, made from the table of commands.
enum Completion {
  enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  static func script(for shell: Shell, _ commands: [Command]) -> String {
    switch shell {
    case .bash: bash(commands)
    case .zsh: zsh(commands)
    case .fish: fish(commands)
    }
  }

  /// What may stand where help shows a placeholder.
  enum Value: Hashable {
    case files
    case words([String])
    case anything
  }

  static func value(for placeholder: String) -> Value {
    switch placeholder {
    case "WHEN": .words(["auto", "always", "never"])
    case "FORMAT": .words(["csv", "json"])
    case "GROUP": .words(["day", "feed", "language"])
    case "SHELL": .words(Shell.allCases.map(\.rawValue))
    case "PAGE": .words(Page.all.map(\.file))
    case "[COMMAND|config|terms]": .words(Command.all.map(\.name) + ["config", "terms"])
    case let name where name.contains("FILE"): .files
    default: .anything
    }
  }

  // MARK: bash

  private static func bash(_ commands: [Command]) -> String {
    var text = """
      # bash completion of guetteur; made by: guetteur help --completion bash
      _guetteur() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
        local words=
        # --color=WORD comes as three words.
        case $word:$before in
          =:*) word= ;;
          *:=) before=${COMP_WORDS[COMP_CWORD-2]} ;;
        esac
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W "\((commands.map(\.name) + ["--help", "--version"]).joined(separator: " "))" -- "$word"))
          return
        fi
        case $command:$before in

      """
    for command in commands {
      for option in command.options + Command.commonOptions {
        guard let argument = option.argument else { continue }
        let names = [option.name, option.short].compactMap { $0.map { "\(command.name):\($0)" } }
        text += "    \(names.joined(separator: " | "))) \(bash(value(for: argument))) ;;\n"
      }
    }
    text += """
        esac
        case $command in

      """
    for command in commands {
      let options = (command.options + Command.commonOptions).flatMap {
        [$0.name, $0.short].compactMap(\.self)
      }
      var words = options
      var files = ""
      switch value(for: command.operands) {
      case .words(let more): words += more
      case .files: files = "; COMPREPLY=($(compgen -f -- \"$word\"))"
      case .anything: break
      }
      text += "    \(command.name)) words=\"\(words.joined(separator: " "))\"\(files) ;;\n"
    }
    return text + """
        esac
        COMPREPLY+=($(compgen -W "$words" -- "$word"))
      }
      complete -o filenames -F _guetteur guetteur

      """
  }

  private static func bash(_ value: Value) -> String {
    switch value {
    case .files: "COMPREPLY=($(compgen -f -- \"$word\")); return"
    case .words(let words):
      "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\")); return"
    case .anything: "return"
    }
  }

  // MARK: zsh

  private static func zsh(_ commands: [Command]) -> String {
    var text = """
      #compdef guetteur
      # made by: guetteur help --completion zsh
      _guetteur() {
        local -a commands
        if (( CURRENT == 2 )); then
          commands=(

      """
    for command in commands { text += "      \(quoted("\(command.name):\(command.summary)"))\n" }
    text += """
          )
          _describe command commands
          return
        fi
        local name=$words[2]
        shift words
        (( CURRENT-- ))
        case $name in

      """
    for command in commands {
      text += "    \(command.name))\n      _arguments -s \\\n"
      for option in command.options + Command.commonOptions {
        for name in [option.short, option.name].compactMap(\.self) {
          let help = option.help.filter { $0 != "[" && $0 != "]" }
          let argument = option.argument.map { ":\($0):\(zsh(value(for: $0)))" } ?? ""
          text += "        \(quoted("\(name)[\(help)]\(argument)")) \\\n"
        }
      }
      text += "        \(quoted("*: :\(zsh(value(for: command.operands)))")) ;;\n"
    }
    return text + """
        esac
      }
      _guetteur "$@"

      """
  }

  private static func zsh(_ value: Value) -> String {
    switch value {
    case .files: "_files"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .anything: " "
    }
  }

  // MARK: fish

  private static func fish(_ commands: [Command]) -> String {
    let known = commands.map(\.name).joined(separator: " ")
    var text = """
      # fish completion of guetteur; made by: guetteur help --completion fish
      complete -c guetteur -f
      complete -c guetteur -n __fish_is_first_arg -l help -d 'list the commands'
      complete -c guetteur -n __fish_is_first_arg -l version -d 'name the version'

      """
    for command in commands {
      text +=
        "complete -c guetteur -n \(quoted("not __fish_seen_subcommand_from \(known)"))"
        + " -a \(command.name) -d \(quoted(command.summary))\n"
      let here = quoted("__fish_seen_subcommand_from \(command.name)")
      for option in command.options + Command.commonOptions {
        text += "complete -c guetteur -n \(here) -l \(option.name.dropFirst(2))"
        if let short = option.short { text += " -s \(short.dropFirst())" }
        if let argument = option.argument { text += fish(value(for: argument)) }
        text += " -d \(quoted(option.help))\n"
      }
      switch value(for: command.operands) {
      case .files: text += "complete -c guetteur -n \(here) -F\n"
      case .words(let words):
        text += "complete -c guetteur -n \(here) -a \(quoted(words.joined(separator: " ")))\n"
      case .anything: break
      }
    }
    return text
  }

  private static func fish(_ value: Value) -> String {
    switch value {
    case .files: " -r -F"
    case .words(let words): " -x -a \(quoted(words.joined(separator: " ")))"
    case .anything: " -x"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "’") + "'"
  }
}
