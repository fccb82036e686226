import Config
import Daemon
import History
import JSON
import Matching
import Model
import PlainText
import Recording

extension Command {
  static let search = Command(
    "search", operands: "TERM", count: 1...1,
    summary: "look for a term in everything that the archive keeps",
    details: """
      TERM is written as in a watchlist: words, phrases, operators (see guetteur help terms). Entries
      are shown newest first, one that had several texts once. Runs beside the daemon.
      """,
    example: "guetteur search \"(mer OU détroit) NEAR/3 Taïwan\" --since 30d --by feed",
    options: [
      PastOptions.since, PastOptions.until,
      Option("--lines", short: "-n", "N", "how many entries; default: 20"),
      Option("--feed", "NAME", "only of this feed: its name, its address, or #tag"),
      Option("--language", "TAG", "only of this language"),
      Option("--count", nil, "print how many entries there are, and nothing else"),
      Option("--by", "GROUP", "count by day, feed or language"),
      Option("--json", nil, "print JSON: one object a line"),
    ],
    run: runSearch)

  private static let runSearch:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let wish = try SearchWish(invocation)
      let times = try PastOptions(invocation)
      let configuration = try invocation.settings()
      let search = try wish.search(configuration)
      if let feed = wish.strangeFeed(configuration) {
        terminal.say(CommandNews.strangeFeed(feed), .warning)
      }
      let reader = try ArchiveReader.openOrFail(configuration.state)
      let result: ArchiveSearch.Result
      do throws(LedgerError) {
        let scan = times.scan(terminal)
        if case .entries(let limit) = wish.kind {
          result = try search.newest(limit, scan, over: reader)
        } else {
          result = try search.counts(scan, over: reader, day: LocalDay.number)
        }
      } catch {
        throw CommandFailure(error)
      }
      times.tell(result.coverage, terminal)
      for trouble in result.troubles { terminal.say(trouble.reason, .warning) }
      let bytes =
        switch wish.kind {
        case .entries: wish.isJSON ? json(result.found) : text(result, invocation, terminal)
        case .count:
          wish.isJSON ? json(result.counts.all) : Array("\(result.counts.all)\n".utf8)
        case .by(let group): Array(wish.text(result.counts, by: group, terminal).utf8)
        }
      return terminal.write(bytes) ? .ok : .inputOutput
    }

  private static func text(
    _ result: ArchiveSearch.Result, _ invocation: Invocation, _ terminal: Terminal
  ) -> [UInt8] {
    let style = AlertStyle(
      terminal.usesColor ? .styled : .plain, columns: terminal.columns,
      links: AlertStyle.knowsLinks(invocation.environment))
    if result.found.isEmpty { terminal.say(.nothingHolds, .notice) }
    return Array(result.found.map(style.found).joined().utf8)
  }

  private static func json(_ found: [PastSample]) -> [UInt8] {
    var writer = JSONWriter()
    for sample in found {
      writer.object { (writer) in writer.members(of: sample) }
      writer.endLine()
    }
    return writer.bytes
  }

  private static func json(_ count: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { (writer) in writer.member("entries", count) }
    writer.endLine()
    return writer.bytes
  }
}

/// What `search` is to print.
private struct SearchWish {
  enum Group: String, CaseIterable {
    case day, feed, language

    var heading: Heading {
      switch self {
      case .day: .day
      case .feed: .feed
      case .language: .language
      }
    }
  }
  enum Kind { case entries(Int), count, by(Group) }

  private static let usualLimit = 20

  let term: String
  let kind: Kind
  let isJSON: Bool
  private let feed: String?
  private let language: String?

  init(_ invocation: Invocation) throws(CommandFailure) {
    term = invocation.operands.first ?? ""
    isJSON = invocation.has("json")
    feed = invocation["feed"]
    language = invocation["language"]
    var limit = SearchWish.usualLimit
    if let text = invocation["lines"] {
      guard let number = Int(text), number > 0 else {
        throw CommandFailure(
          .usage, .notANumber(option: "--lines", of: "search", found: text))
      }
      limit = number
    }
    if let text = invocation["by"] {
      guard let group = Group(rawValue: text) else {
        throw CommandFailure(.usage, .grouping(text))
      }
      kind = .by(group)
    } else {
      kind = invocation.has("count") ? .count : .entries(limit)
    }
  }

  func search(_ configuration: Configuration) throws(CommandFailure) -> ArchiveSearch {
    var selectors: [FeedSelector] = []
    if let feed {
      selectors = [feed.hasPrefix("#") ? .tag(String(feed.dropFirst())) : .feed(feed)]
    }
    do throws(TermFaults) {
      return try ArchiveSearch(
        term, in: selectors, languages: language.map { [$0] } ?? [],
        configured: configuration.feeds, watchlists: configuration.watchlists)
    } catch {
      throw CommandFailure(.usage, error.messages(of: term))
    }
  }

  /// Says that `--feed` is none of the configuration: it may be one that was, or a slip.
  func strangeFeed(_ configuration: Configuration) -> String? {
    guard let feed else { return nil }
    let isKnown = configuration.feeds.contains { known in
      known.name == feed || known.url == feed
        || feed.hasPrefix("#") && known.tags.contains(String(feed.dropFirst()))
    }
    return isKnown ? nil : feed
  }

  func text(_ counts: SearchCounts, by group: Group, _ terminal: Terminal) -> String {
    let rows: [(String, Int)] =
      switch group {
      case .day: counts.days.sorted { $0.key < $1.key }.map { (LocalDay.text($0.key), $0.value) }
      case .feed: SearchWish.byCount(counts.feeds)
      case .language: SearchWish.byCount(counts.languages)
      }
    if isJSON {
      var writer = JSONWriter()
      for (name, count) in rows {
        writer.object { (writer) in
          writer.member(group.rawValue, name)
          writer.member("entries", count)
        }
        writer.endLine()
      }
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    let most = rows.map(\.1).max() ?? 1
    var table = TextTable(
      [group.heading.text(in: terminal.language), Heading.entries.text(in: terminal.language), ""])
    for (name, count) in rows {
      table.add([
        .init(text: name.isEmpty ? "?" : name), .init(text: String(count)),
        .init(text: Bars.bar(count, of: most, columns: 40), style: .green),
      ])
    }
    return table.text(columns: terminal.columns, color: terminal.usesColor)
  }

  private static func byCount(_ counts: [String: Int]) -> [(String, Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}

extension TermFaults {
  /// Each, with the character of `term` at which it begins.
  func messages(of term: String) -> [Message] {
    faults.map { Message(CommandProblem.term(term, offset: $0.offset, $0.problem)) }
  }
}

extension JSONWriter {
  /// An archived entry, with what was found in it.
  mutating func members(of sample: PastSample) {
    let alert = Alert(sample)
    member("time", RFC3339.format(alert.time))
    key("feed")
    object { (writer) in
      writer.member("name", alert.feedName)
      writer.member("url", alert.feedURL)
    }
    member("id", alert.id)
    member("url", alert.url)
    member("title", alert.title)
    time("published", alert.published)
    if let language = alert.language { member("language", language) }
    member("terms", alert.terms)
    key("hits")
    array { (writer) in
      for hit in alert.hits {
        writer.object { (writer) in
          writer.member("term", hit.hit.term)
          writer.member("field", hit.hit.field.rawValue)
          writer.member("text", hit.hit.text)
          writer.member("start", hit.hit.start)
          writer.member("end", hit.hit.end)
          writer.member("excerpt", hit.excerpt)
        }
      }
    }
  }
}
