import Config
import Daemon
import History
import Matching
import Model
import Recording

extension Command {
  static let why = Command(
    "why", operands: "URL|SEQ", count: 1...1,
    summary: "say what was seen of an entry, and why it was or was not reported",
    details: """
      URL is the entry's page or its id, SEQ the number of an alert. Says when and in which feed the
      entry was seen, with which fields, what each watchlist makes of its last text, near misses
      included, and, when it was never seen, what coverage its feeds had. --verbose prints the whole
      text. Runs beside the daemon.
      """,
    example: "guetteur why https://www.example.org/article --watchlist otan",
    options: [
      Option("--watchlist", "NAME", "every term of this watchlist, and no other")
    ],
    run: runWhy)

  private static let runWhy:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let loaded = try invocation.loader().loadOrFail(for: .run)
      let configuration = loaded.configuration
      let name = invocation["watchlist"]
      let watchlists = configuration.watchlists.filter { name == nil || $0.name == name }
      if watchlists.isEmpty {
        throw CommandFailure(.usage, .unknownWatchlist(name ?? "", file: configuration.file))
      }
      let story = try story(of: invocation.operands.first ?? "", in: configuration.state)
      var view = EntryStoryView(
        story, configuration: configuration, showsAll: terminal.isVerbose)
      let matcher: Matcher
      do throws(TermFaults) {
        matcher =
          name == nil
          ? loaded.matcher : try Matcher(watchlists, referringTo: configuration.watchlists)
      } catch {
        throw CommandFailure(.configuration, error.faults.map { Message($0.problem) })
      }
      view.explain(by: matcher, watchlists.map(\.name), everyTerm: name != nil)
      return terminal.write(terminal.lines(view.lines)) ? .ok : .inputOutput
    }

  private static func story(
    of operand: String, in state: String
  ) throws(CommandFailure) -> EntryStory {
    do throws(LedgerError) {
      let ledger = try SQLiteLedger(reading: state)
      let reader = try ArchiveReader(path: state)
      guard let seq = seq(operand) else { return try EntryStory(at: operand, ledger, reader) }
      let alert = try ledger.alerts(after: max(1, seq) - 1, watchlist: nil, limit: 1).first
      if let alert, alert.seq == seq, let entry = try ledger.entry(ofAlert: seq) {
        return try EntryStory(of: alert, entry, ledger, reader)
      }
    } catch {
      throw CommandFailure(error)
    }
    throw CommandFailure(.badInput, .noAlert(operand))
  }

  /// `1041` or `#1041`.
  private static func seq(_ operand: String) -> Int64? {
    Int64(operand.hasPrefix("#") ? String(operand.dropFirst()) : operand)
  }
}
