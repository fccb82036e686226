/// A command line, read against a command's options.
struct Invocation {
  /// Option name without dashes → its last argument, "" for a switch.
  private(set) var options: [String: String] = [:]
  private(set) var operands: [String] = []
  let environment: [String: String]

  init(_ arguments: [String], of command: Command, environment: [String: String])
    throws(CommandFailure)
  {
    self.environment = environment
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      if argument == "--" {
        operands += rest
        break
      }
      try readOption(argument, &rest, of: command)
    }
    if !has("help"), !command.operandCount.contains(operands.count) {
      throw CommandFailure(
        .usage,
        .operands(of: command.name, expected: command.operands, found: operands.count))
    }
  }

  /// Whether a switch or an option stands on the command line.
  func has(_ name: String) -> Bool { options[name] != nil }

  /// The argument of an option.
  subscript(name: String) -> String? { options[name] }

  private mutating func readOption(
    _ argument: String, _ rest: inout ArraySlice<String>, of command: Command
  ) throws(CommandFailure) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let known = command.options + Command.commonOptions
    guard let option = known.first(where: { $0.name == name || $0.short == name }) else {
      throw CommandFailure(.usage, .unknownOption(name, of: command.name))
    }
    let key = String(option.name.dropFirst(2))
    guard let placeholder = option.argument else {
      if parts.count == 2 {
        throw CommandFailure(.usage, .noArgument(option.name, of: command.name))
      }
      options[key] = ""
      return
    }
    guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
      throw CommandFailure(
        .usage,
        .missingArgument(option.name, of: command.name, placeholder: placeholder))
    }
    if key == "color", !["auto", "always", "never"].contains(value) {
      throw CommandFailure(.usage, .color(value, of: command.name))
    }
    options[key] = value
  }
}
