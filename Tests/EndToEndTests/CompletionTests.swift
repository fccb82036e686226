import Foundation
import TestSupport
import Testing

/// A command line, its last word unfinished, and what a shell offers for that word.
struct CompletionCase: Sendable, CustomTestStringConvertible {
  var words: [String]
  var offered: Set<String>

  var testDescription: String { words.joined(separator: " ") }
  var line: String { words.joined(separator: " ") }

  static let all = [
    CompletionCase(words: ["guetteur", "ta"], offered: ["tail"]),
    CompletionCase(words: ["guetteur", "tail", "--col"], offered: ["--color"]),
    CompletionCase(words: ["guetteur", "tail", "--color", "a"], offered: ["auto", "always"]),
    CompletionCase(words: ["guetteur", "help", "te"], offered: ["terms"]),
    CompletionCase(words: ["guetteur", "export", "--format", "c"], offered: ["csv"]),
    CompletionCase(
      words: ["guetteur", "search", "--by", ""], offered: ["day", "feed", "language"]),
    CompletionCase(words: ["guetteur", "check", "--config", "con"], offered: ["config.json"]),
  ]
}

/// Each shell completes command lines with the script that the program prints for it.
@Suite struct `Completions` {
  @Test(.enabled(if: isHere("bash")), arguments: CompletionCase.all)
  func `bash offers`(line: CompletionCase) async throws {
    let driver = #"""
      source "$1"; shift
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
      _guetteur
      printf '%s\n' "${COMPREPLY[@]}"
      """#

    let offered = try await offered(by: "bash", ["--norc"], driver, line.words)

    #expect(offered == line.offered)
  }

  @Test(.enabled(if: isHere("bash")))
  func `bash offers the same after an equals sign`() async throws {
    let driver = #"""
      source "$1"
      COMP_WORDS=(guetteur tail --color = n) COMP_CWORD=4
      _guetteur
      printf '%s\n' "${COMPREPLY[@]}"
      """#

    let offered = try await offered(by: "bash", ["--norc"], driver, [])

    #expect(offered == ["never"])
  }

  @Test(.enabled(if: isHere("fish")), arguments: CompletionCase.all)
  func `fish offers`(line: CompletionCase) async throws {
    let driver = #"source $argv[1]; complete -C "$argv[2]" | string split -f 1 \t"#

    let offered = try await offered(by: "fish", ["--no-config"], driver, [line.line])

    #expect(offered == line.offered)
  }

  /// zsh completes at a terminal only: a second one is given the line and a tab, and says what it
  /// would add.
  @Test(.enabled(if: isHere("zsh")), arguments: CompletionCase.all)
  func `zsh offers`(line: CompletionCase) async throws {
    let driver = #"""
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell "PROMPT=; fpath=(${1:h} \$fpath); autoload -U compinit; compinit -D -u"
      zpty -w shell 'bindkey "^I" complete-word
      compadd() {
        if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi
        local -a hits; builtin compadd -A hits "$@"
        local hit; for hit in $hits; do print -r -- "HIT:$hit"; done
        builtin compadd "$@"
      }
      ended() { print ENDED }
      comppostfuncs=(ended); print READY""NOW'
      zpty -r shell text '*READYNOW*'
      zpty -n -w shell "$2"$'\t'
      zpty -r shell text '*ENDED*'
      print -r -- "$text" | tr -d '\r' | sed -n 's/^.*HIT://p'
      """#

    let offered = try await offered(by: "zsh", ["-f"], driver, [line.line])

    #expect(offered == line.offered)
  }

  /// The lines that `driver` prints, given the completion script's path and then `arguments`.
  private func offered(
    by shell: String, _ options: [String], _ driver: String, _ arguments: [String]
  ) async throws -> Set<String> {
    let folder = TemporaryFolder()
    try folder.write("{}", as: "config.json")
    let made = try await Program.run(["help", "--completion", shell], in: folder)
    try folder.write(made.output, as: "_guetteur")
    try folder.write(driver, as: "driver")
    let output = folder.file("offered")
    _ = FileManager.default.createFile(atPath: output, contents: nil)

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [shell] + options + [folder.file("driver"), folder.file("_guetteur")] + arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8", "TERM": "dumb",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    try process.run()
    process.waitUntilExit()

    let text = try String(contentsOfFile: output, encoding: .utf8)
    return Set(text.split(separator: "\n").map(String.init))
  }
}

private func isHere(_ shell: String) -> Bool {
  ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + shell) }
}
