import Config
import Daemon
import JSON
import Model

extension Command {
  static let discover = Command(
    "discover", operands: "URL", count: 1...1, summary: "find the feeds of a web page",
    details: """
      Looks at the address itself, at what the page links to, then at usual places, and reads each
      feed to be sure. Prints entries that are ready for "feeds" in the configuration. Exit code 65
      when there is none.
      """,
    example: "guetteur discover https://www.lemonde.fr/",
    run: runDiscover)

  private static let runDiscover:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let discovery = FeedDiscovery(
        settings: try invocation.fetchSettings(), version: Help.version,
        now: Clock.system.now().wall)
      let address = invocation.operands[0]
      let (found, failures) = await discovery.feeds(of: address)
      for failure in failures { terminal.say(failure, .warning) }
      guard !found.isEmpty else {
        throw CommandFailure(.badInput, .noFeedFound(address))
      }
      var text = ""
      for feed in found {
        terminal.say(.feedFound(feed.url, format: feed.format, entries: feed.entries))
        var writer = JSONWriter()
        writer.object { (writer) in
          writer.member("url", feed.url)
          if !feed.title.isEmpty { writer.member("name", feed.title) }
        }
        text += String(decoding: writer.bytes, as: UTF8.self) + ",\n"
      }
      return terminal.write(text) ? .ok : .inputOutput
    }
}

extension Invocation {
  /// `fetch` of the configuration when there is one; a default otherwise.
  fileprivate func fetchSettings() throws(CommandFailure) -> FetchSettings {
    let isNamed = has("config") || environment["GUETTEUR_CONFIG"] != nil
    let file: String
    do throws(CommandFailure) {
      file = try configurationFile()
    } catch {
      return FetchSettings()
    }
    do throws(ConfigurationFaults) {
      return try ConfigurationReader(environment: environment)
        .read(file: file, for: .watchlistsOnly).configuration.fetch
    } catch {
      if isNamed { throw CommandFailure(.configuration, error.faults.map(\.said)) }
      return FetchSettings()
    }
  }
}
