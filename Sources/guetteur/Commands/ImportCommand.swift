import JSON
import Model
import Subscriptions

extension Command {
  static let importList = Command(
    "import", operands: "FILE.opml|-", count: 1...1,
    summary: "print the feeds of an OPML list as entries for the configuration",
    details: """
      Nested folders and categories become tags. The entries are ready to be pasted into "feeds".
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
      let lines = subscriptions.map { subscription in
        var writer = JSONWriter()
        writer.object { (writer) in
          writer.member("url", subscription.url)
          if !subscription.title.isEmpty { writer.member("name", subscription.title) }
          if !subscription.tags.isEmpty { writer.member("tags", subscription.tags) }
        }
        return String(decoding: writer.bytes, as: UTF8.self) + ",\n"
      }
      terminal.say(.feedsOfList(file, subscriptions.count))
      return terminal.write(lines.joined()) ? .ok : .inputOutput
    }
}
