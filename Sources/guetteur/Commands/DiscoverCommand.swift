import Config
import Daemon
import Model
import Subscriptions

extension Command {
  static let discover = Command(
    "discover", operands: "URL", count: 1...1, summary: "find the feeds of a web page",
    details: """
      Looks at the address itself, at what the page links to, then at usual places, and reads each
      feed to be sure. Prints entries that are ready for "feeds" in the configuration. Exit code 65
      when there is none. An address without https:// is asked with it, then with http://.
      """,
    example: "guetteur discover https://www.lemonde.fr/",
    run: runDiscover)

  private static let runDiscover:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let discovery = FeedDiscovery(
        settings: try invocation.fetchSettings(), version: Help.version,
        now: Clock.system.now().wall)
      let operand = invocation.operands[0]
      let addresses = try Command.addresses(of: operand)
      var found: [FeedDiscovery.Found] = []
      for address in addresses where found.isEmpty {
        if address.hadSecret { terminal.say(FeedEntryNote.secretLeftOut(address.text), .warning) }
        let failures: [Message]
        (found, failures) = await discovery.feeds(of: address.text)
        for failure in failures { terminal.say(failure, .warning) }
      }
      guard !found.isEmpty else {
        throw CommandFailure(.badInput, .noFeedFound(addresses.last?.text ?? operand))
      }
      for feed in found {
        terminal.say(.feedFound(feed.url, format: feed.format, entries: feed.entries))
      }
      let entries = FeedEntries(found.map { Subscription(url: $0.url, title: $0.title) })
      for note in entries.notes { terminal.say(note, .warning) }
      return terminal.write(entries.text) ? .ok : .inputOutput
    }

  /// As people write them: without a scheme, https is asked, then http.
  private static func addresses(of operand: String) throws(CommandFailure) -> [FeedAddress] {
    let isWhole = operand.contains("://") || operand.lowercased().hasPrefix("feed:")
    do throws(FeedAddress.Problem) {
      guard !isWhole else { return [try FeedAddress(foreign: operand)] }
      return [
        try FeedAddress(foreign: "https://" + operand),
        try FeedAddress(foreign: "http://" + operand),
      ]
    } catch {
      throw CommandFailure(.badInput, error)
    }
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
