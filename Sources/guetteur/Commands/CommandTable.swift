extension Command {
  /// Every command, in the order of help.
  static let all: [Command] = [
    run,
    once,
    check,
    parse,
    match,
    feeds,
    discover,
    importList,
    export,
    search,
    backtest,
    why,
    tail,
    initialize,
    help,
  ]
}
