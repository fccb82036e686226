import Model
import Subscriptions

extension Command {
  static let importList = Command(
    "import", operands: "FILE.opml|-", count: 1...1,
    summary: "print the feeds of an OPML list as entries for the configuration",
    details: """
      Nested folders and categories become tags. The entries are ready to be pasted into "feeds":
      what cannot stand there (scripts, scraped pages, passwords in addresses) is left out and named
      on stderr, the same name twice is numbered.
      """,
    example: "guetteur import subscriptions.opml",
    run: runImport)

  private static let runImport:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let file = invocation.operands[0]
      let bytes = try InputFile.read(file, most: 20_000_001)
      let subscriptions: [Subscription]
      do throws(OPMLError) {
        subscriptions = try OPML.read(bytes)
      } catch {
        throw CommandFailure(.badInput, OfInput(file, error))
      }
      let entries = FeedEntries(subscriptions)
      for note in entries.notes { terminal.say(OfInput(file, note), .warning) }
      terminal.say(.feedsOfList(file, entries.count))
      return terminal.write(entries.text) ? .ok : .inputOutput
    }
}
