import Model
import Parsing

extension Command {
  static let parse = Command(
    "parse", operands: "FILE|-", count: 1...1,
    summary: "print a feed as one JSON Feed 1.1 object",
    details: """
      Reads an RSS, RDF, Atom or JSON feed and prints what the daemon would see in it. What had to be
      repaired stands in "_guetteur". Exit code 65 when it is no feed or a limit is reached.
      """,
    example: "curl -s https://www.lemonde.fr/rss/une.xml | guetteur parse -",
    options: [
      Option("--url", "BASE", "the address it came from, for relative addresses"),
      Option("--content-type", "CT", "the Content-Type it came with, for its charset"),
    ],
    run: runParse)

  private static let runParse:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let file = invocation.operands[0]
      let limits = FeedLimits(surplus: .refuse)
      let feed = try read(file, invocation, limits)
      let isWritten = JSONFeedWriter.write(feed, base: invocation["url"]) { terminal.write($0) }
      return isWritten && terminal.write("\n") ? .ok : .inputOutput
    }

  /// The document itself is gone when its feed is written: both may be large.
  private static func read(
    _ file: String, _ invocation: Invocation, _ limits: FeedLimits
  ) throws(CommandFailure) -> ParsedFeed {
    let bytes = try InputFile.read(file, most: limits.bytes)
    do throws(FeedError) {
      return try FeedParser.parse(
        bytes, contentType: invocation["content-type"], base: invocation["url"], limits: limits)
    } catch {
      throw CommandFailure(.badInput, OfInput(file, error))
    }
  }
}
