/// An option that a command takes, as help, completions and the parser know it.
struct Option {
  var name: String
  var short: String?
  /// The name of its argument; nil for a switch.
  var argument: String?
  var help: String

  init(_ name: String, short: String? = nil, _ argument: String? = nil, _ help: String) {
    self.name = name
    self.short = short
    self.argument = argument
    self.help = help
  }
}

/// One command: everything that help, completions and the dispatcher know of it.
struct Command {
  var name: String
  /// What follows the options, for the usage line: `FILE|-`.
  var operands: String
  var operandCount: ClosedRange<Int>
  var summary: String
  var details: String
  var example: String
  var options: [Option]
  var run: @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode

  init(
    _ name: String, operands: String = "", count: ClosedRange<Int> = 0...0, summary: String,
    details: String = "", example: String, options: [Option] = [],
    run: @escaping @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode
  ) {
    self.name = name
    self.operands = operands
    operandCount = count
    self.summary = summary
    self.details = details
    self.example = example
    self.options = options
    self.run = run
  }

  /// What every command takes.
  static let commonOptions = [
    Option(
      "--config", "FILE",
      "the configuration; default: $GUETTEUR_CONFIG, ./config.json, /etc/guetteur/config.json"),
    Option("--quiet", short: "-q", nil, "errors only"),
    Option("--verbose", short: "-v", nil, "say more on stderr"),
    Option("--color", "WHEN", "auto, always or never; NO_COLOR is honoured"),
    Option("--help", short: "-h", nil, "this help"),
  ]
}
