import Config
import Daemon
import Glibc
import JSON
import Model
import PlainText
import Recording
import Scheduling

extension Command {
  static let feeds = Command(
    "feeds", summary: "show the health of each feed",
    details: """
      Last success, last error, next poll and why then, entries and alerts seen, gaps in coverage;
      those in trouble first. Runs beside the daemon.
      """,
    example: "guetteur feeds --failing",
    options: [
      Option("--failing", nil, "only feeds that fail, are gone, or may have lost entries"),
      Option("--json", nil, "print one JSON object a line"),
    ],
    run: runFeeds)

  private static let runFeeds:
    @Sendable (Invocation, Terminal) async throws(CommandFailure) -> ExitCode = {
      (invocation, terminal) throws(CommandFailure) in
      let configuration = try invocation.loader().loadOrFail(for: .run).configuration
      let memories: [FeedID: FoldedMemory]
      let holds: [HostHold]
      do throws(LedgerError) {
        let ledger = try SQLiteLedger(reading: configuration.state)
        memories = try ledger.memories()
        holds = try ledger.holds()
      } catch {
        throw CommandFailure(error)
      }
      let now = Clock.system.now().wall
      var rows = configuration.feeds.map {
        FeedHealth(
          $0, FeedMemory(feed: $0.id, memories[$0.id] ?? FoldedMemory()), holds, at: now)
      }
      if invocation.has("failing") { rows.removeAll { $0.trouble == .none } }
      rows.sort { ($0.rank, $0.name) < ($1.rank, $1.name) }
      let text =
        invocation.has("json")
        ? rows.map(\.json).joined() : table(rows, terminal)
      return terminal.write(text) ? .ok : .inputOutput
    }

  private static func table(_ rows: [FeedHealth], _ terminal: Terminal) -> String {
    if rows.isEmpty { return terminal.lines([Heading.noTrouble]) }
    let header: [Heading] = [.state, .feed, .lastSuccess, .nextPoll, .entries, .alerts, .why]
    var table = TextTable(header.map { $0.text(in: terminal.language) })
    for row in rows { table.add(row.cells(in: terminal.language)) }
    return table.text(columns: terminal.columns, color: terminal.usesColor)
  }
}

/// What `feeds` says of one feed.
private struct FeedHealth {
  /// In the order of listing.
  enum Trouble: Int { case gone, failing, gap, none }

  let settings: FeedSettings
  let memory: FeedMemory
  let now: Timestamp
  /// Its host's, also when another feed was the one that met it.
  let hold: HostHold?

  init(
    _ settings: FeedSettings, _ memory: FeedMemory, _ holds: [HostHold], at now: Timestamp
  ) {
    self.settings = settings
    self.memory = memory
    self.now = now
    let moved = memory.move.flatMap { $0.isConfirmed ? $0.to : nil }
    let host = hostAsWritten(moved ?? settings.url)
    hold =
      memory.isGone || !settings.isEnabled
      ? nil : holds.first { $0.host == host && $0.until > now }
  }

  var name: String { settings.name ?? (memory.title.isEmpty ? settings.url : memory.title) }

  var trouble: Trouble {
    if !settings.isEnabled { return .none }
    if memory.isGone { return .gone }
    if memory.failures > 0 { return .failing }
    if let gap = memory.gap, now - gap.to < .seconds(86400) { return .gap }
    return .none
  }

  /// Its place in the list: those in trouble first, then those that wait for their host; those that
  /// are switched off last.
  var rank: Int {
    settings.isEnabled ? trouble.rawValue * 2 + (hold == nil ? 1 : 0) : .max
  }

  private var state: (heading: Heading, style: TextTable.Style) {
    if !settings.isEnabled { return (.disabled, .dim) }
    switch trouble {
    case .gone: return (.gone, .red)
    case .failing: return (.failing, .red)
    case .gap: return (.gap, .yellow)
    case .none:
      if hold != nil { return (.held, .yellow) }
      return memory.lastPoll == nil ? (.new, .dim) : (.fine, .green)
    }
  }

  func cells(in language: Language) -> [TextTable.Cell] {
    let success = memory.lastSuccess.map { Heading.ago(FeedHealth.span(now - $0)) } ?? .never
    return [
      .init(text: state.heading.text(in: language), style: state.style), .init(text: name),
      .init(text: success.text(in: language)), .init(text: nextPoll.text(in: language)),
      .init(text: String(memory.entriesSeen)), .init(text: String(memory.alerts)),
      .init(text: reason.text(in: language), style: .dim),
    ]
  }

  /// Not before its host's hold ends; nil: at once.
  private var nextTime: Timestamp? {
    guard let hold else { return memory.nextPoll }
    return max(hold.until, memory.nextPoll ?? hold.until)
  }

  private var nextPoll: Heading {
    if memory.isGone || !settings.isEnabled { return .never }
    guard let next = nextTime else { return .atOnce }
    return next <= now ? .due : .within(FeedHealth.span(next - now))
  }

  /// Why it is asked then. A hold counts while it is what the feed waits for.
  private var nextReason: String {
    guard let hold, hold.until >= memory.nextPoll ?? hold.until else { return memory.nextReason }
    return hold.reason
  }

  /// What the last poll failed of stands as the ledger keeps it, in English.
  private var reason: Message {
    if !settings.isEnabled { return Message(verbatim: "") }
    let reason = PollReason(stored: nextReason)
    let next = Message(reason)
    if let error = memory.lastError, memory.failures > 0 || memory.isGone {
      switch reason {
      case .failed(_, let times): return Message(PollReason.failed(error, times: times))
      case .gone: return next
      default:
        return nextReason.isEmpty
          ? Message(verbatim: error)
          : Message(english: "\(error); \(next.english)", french: "\(error) ; \(next.french)")
      }
    }
    if trouble == .gap, let gap = memory.gap {
      return Message(
        Heading.lost(from: LocalTime.timeOfDay(gap.from), to: LocalTime.timeOfDay(gap.to)))
    }
    return next
  }

  var json: String {
    var writer = JSONWriter()
    writer.object { (writer) in
      writer.member("name", name)
      writer.member("url", settings.url)
      writer.member("state", state.heading.english)
      writer.time("last_poll", memory.lastPoll)
      writer.time("last_success", memory.lastSuccess)
      writer.time("next_poll", nextTime)
      writer.member("next_reason", nextReason)
      writer.member("failures", memory.failures)
      writer.time("failing_since", memory.failingSince)
      writer.member("last_error", memory.lastError ?? "")
      writer.member("entries", memory.entriesSeen)
      writer.member("alerts", memory.alerts)
      if let move = memory.move { writer.member("moved_to", move.to) }
      if let gap = memory.gap {
        writer.key("gap")
        writer.object { (writer) in
          writer.time("from", gap.from)
          writer.time("to", gap.to)
        }
      }
    }
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// `3 d`, `5 h`, `12 min`, `40 s`
  private static func span(_ duration: Duration) -> Message {
    let seconds = max(0, duration.milliseconds / 1000)
    return switch seconds {
    case 0..<90: Message(verbatim: "\(seconds) s")
    case 90..<5400: Message(verbatim: "\(seconds / 60) min")
    case 5400..<172_800: Message(verbatim: "\(seconds / 3600) h")
    default: Message(english: "\(seconds / 86400) d", french: "\(seconds / 86400) j")
    }
  }
}

extension JSONWriter {
  /// An RFC 3339 time; left out when unknown.
  mutating func time(_ name: String, _ time: Timestamp?) {
    if let time { member(name, RFC3339.format(time)) }
  }
}

extension Terminal {
  /// The width of standard output when that is a terminal.
  var columns: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
