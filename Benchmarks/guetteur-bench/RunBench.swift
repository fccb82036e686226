import Glibc

/// Runs one benchmark and prints one JSON line.
func runBench() -> Never {
  let arguments = BenchArguments(CommandLine.arguments.dropFirst())
  do throws(BenchError) {
    switch arguments.command {
    case "parse": try benchParse(arguments)
    case "fold": try benchFold(arguments)
    case "match": try benchMatch(arguments)
    case "hits": try benchHits(arguments)
    case "log": try benchLog(arguments)
    case "archive": try benchArchive(arguments)
    case "archive-read": try benchArchiveRead(arguments)
    default:
      throw BenchError(
        message: """
          usage: guetteur-bench parse --list FILE [--repeat N]
                 guetteur-bench fold  --text FILE [--repeat N]
                 guetteur-bench match --terms FILE --text FILE [--repeat N]
                 guetteur-bench hits  --terms FILE --text FILE [--repeat N]
                 guetteur-bench log   --out FILE --lines N --sync batch|line|none
                 guetteur-bench archive --text FILE --out LEDGER [--times N]
                 guetteur-bench archive-read --ledger LEDGER --terms FILE [--watchlists N]
                                             [--workers N] [--rounds N]
          """)
    }
    exit(0)
  } catch {
    let line = Array((error.message + "\n").utf8)
    line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(64)
  }
}

struct BenchError: Error { var message: String }

/// `COMMAND --name value …`
struct BenchArguments {
  let command: String
  private var values: [String: String] = [:]

  init(_ arguments: ArraySlice<String>) {
    command = arguments.first ?? ""
    var rest = arguments.dropFirst()
    while let name = rest.popFirst(), let value = rest.popFirst() { values[name] = value }
  }

  func required(_ name: String) throws(BenchError) -> String {
    guard let value = values[name] else { throw BenchError(message: "\(command) needs \(name)") }
    return value
  }

  func count(_ name: String, default fallback: Int? = nil) throws(BenchError) -> Int {
    guard let text = values[name] else {
      if let fallback { return fallback }
      throw BenchError(message: "\(command) needs \(name)")
    }
    guard let count = Int(text), count > 0 else {
      throw BenchError(message: "\(name) is a count, not '\(text)'")
    }
    return count
  }
}
