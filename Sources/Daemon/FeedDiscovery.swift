internal import Config
internal import Fetching
public import Model
internal import Parsing
internal import PlainText

/// Finds the feeds of a web page: the address itself, what the page links to, then usual places.
public struct FeedDiscovery: Sendable {
  public struct Found: Hashable, Sendable {
    /// Where the feed was linked from, or where that has moved for good.
    public var url: String
    public var title: String
    /// `RSS 2.0`, `Atom 1.0`…
    public var format: String
    public var entries: Int
  }

  /// Where sites keep their feeds when they do not say.
  private static let usualPlaces = [
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default",
    "/feed.json",
  ]
  /// Linked feeds that are tried.
  private static let linkLimit = 20

  private let settings: FetchSettings
  private let version: String
  private let now: Timestamp

  public init(settings: FetchSettings, version: String, now: Timestamp) {
    self.settings = settings
    self.version = version
    self.now = now
  }

  /// The feeds that were read to be sure, and what each address that failed had to say.
  public func feeds(of address: String) async -> (found: [Found], failures: [Message]) {
    let fetcher: CurlFetcher
    do throws(FetchFailure) {
      fetcher = try CurlFetcher(settings: settings, version: version)
    } catch {
      return ([], [Message(error)])
    }
    defer { fetcher.stop() }
    var failures: [Message] = []
    let page: (bytes: [UInt8], facts: ResponseFacts)
    switch await get(address, fetcher) {
    case .success(let answer): page = answer
    case .failure(let failure): return ([], [Message(failure).after(address)])
    }
    if let feed = read(page.bytes, page.facts, from: address) { return ([feed], []) }
    var linked: [FeedAddress] = []
    for link in LinkedFeeds.of(
      page.bytes, contentType: page.facts.contentType, base: page.facts.finalURL)
    {
      do throws(FeedAddress.Problem) {
        let feed = try FeedAddress(foreign: link.url)
        if !linked.contains(where: { $0.canonical == feed.canonical }) { linked.append(feed) }
      } catch {
        failures.append(Message(error))
      }
    }
    var found = await feeds(at: linked.map(\.text), fetcher) { failures.append($0) }
    if found.isEmpty, let origin = FeedDiscovery.origin(of: page.facts.finalURL) {
      let tried = linked.map(\.text)
      let guesses = FeedDiscovery.usualPlaces.map { origin + $0 }.filter { !tried.contains($0) }
      found = await feeds(at: guesses, fetcher) { _ in }
    }
    return (found, failures)
  }

  private func feeds(
    at addresses: [String], _ fetcher: CurlFetcher, failure: (Message) -> Void
  ) async -> [Found] {
    var found: [Found] = []
    var seen: Set<String> = []
    for address in addresses.prefix(FeedDiscovery.linkLimit) {
      switch await get(address, fetcher) {
      case .success(let answer):
        if let feed = read(answer.bytes, answer.facts, from: address) {
          if seen.insert(answer.facts.finalURL).inserted { found.append(feed) }
        } else {
          failure(Message(LinkedPage()).after(address))
        }
      case .failure(let reason): failure(Message(reason).after(address))
      }
    }
    return found
  }

  private func get(
    _ url: String, _ fetcher: CurlFetcher
  ) async -> Swift.Result<(bytes: [UInt8], facts: ResponseFacts), FetchFailure> {
    do throws(FetchFailure) {
      let request = FetchRequest(
        url: url, timeout: settings.timeout, maxBytes: settings.maxBytes, now: now)
      switch try await fetcher.fetch(request) {
      case .body(let bytes, let facts): return .success((bytes, facts))
      case .refused(let facts), .notModified(let facts), .unchanged(let facts):
        return .failure(FetchFailure(.transfer, .status(facts.status)))
      }
    } catch {
      return .failure(error)
    }
  }

  private func read(_ bytes: [UInt8], _ facts: ResponseFacts, from address: String) -> Found? {
    do throws(FeedError) {
      let feed = try FeedParser.parse(
        bytes, contentType: facts.contentType, base: facts.finalURL)
      return Found(
        url: facts.permanentURL ?? address,
        title: PlainText.oneLine(PlainText.field(feed.title).text, limit: 200),
        format: feed.format, entries: feed.entries.count)
    } catch {
      return nil
    }
  }

  /// `https://host:port`
  private static func origin(of url: String) -> String? {
    guard let scheme = url.utf8Range(of: "://") else { return nil }
    let rest = url[scheme.upperBound...]
    return String(url[..<scheme.upperBound] + rest.prefix { !"/?#".contains($0) })
  }
}

private struct LinkedPage: Saying {
  var english: String { "linked as a feed, but is none" }
  var french: French { "annoncé comme un flux, mais n’en est pas un" }
}

extension String {
  fileprivate func utf8Range(of text: String) -> Range<String.Index>? {
    guard let start = firstIndex(of: ":"), self[start...].hasPrefix(text) else { return nil }
    return start..<index(start, offsetBy: text.count)
  }
}
