import Config
import Daemon
import Dispatch
import Glibc
import History
import Model
import PlainText
import Recording

/// What the commands that read the archive share: the time, the reader, the progress.
struct PastOptions {
  static let since = Option("--since", "TIME", "only what was seen since: 12h, 30d, 2026-11-01")
  static let until = Option("--until", "TIME", "only what was seen before: 12h, 30d, 2026-11-01")

  var since: Timestamp?
  var until: Timestamp?
  let now = Clock.system.now().wall

  /// - Parameter usual: what `--since` is when it is not there.
  init(_ invocation: Invocation, usual: Duration? = nil) throws(CommandFailure) {
    since = try PastOptions.time("since", in: invocation, now) ?? usual.map { now - $0 }
    until = try PastOptions.time("until", in: invocation, now)
    if let since, let until, since >= until {
      throw CommandFailure(.usage, .nothingBetween)
    }
  }

  /// - Parameter option: the name of the one option that says since when.
  init(since option: String, in invocation: Invocation) throws(CommandFailure) {
    since = try PastOptions.time(option, in: invocation, now)
  }

  /// A scan of that time on both cores, which Ctrl-C interrupts, with a bar on a terminal.
  func scan(_ terminal: Terminal) -> ArchiveScan {
    var scan = ArchiveScan(
      since: since, until: until, workers: PastOptions.cores, stop: Interrupt.request())
    if terminal.errorIsTerminal && !terminal.isQuiet {
      scan.progress = { done, all in terminal.showProgress(done, of: all) }
    }
    return scan
  }

  private static var cores: Int {
    let online = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return min(8, max(1, online))
  }

  /// Says what was not covered.
  func tell(_ coverage: ArchiveCoverage, _ terminal: Terminal) {
    if terminal.errorIsTerminal && !terminal.isQuiet { terminal.clearProgress() }
    for caveat in coverage.caveats(since: since) { terminal.say(caveat, .warning) }
  }

  private static func time(
    _ option: String, in invocation: Invocation, _ now: Timestamp
  ) throws(CommandFailure) -> Timestamp? {
    guard let text = invocation[option] else { return nil }
    if let time = SinceOption.time(text, before: now) ?? LocalDay.midnight(text) { return time }
    if text.utf8.count >= 16, text.contains("T"), let time = FeedDate.parse(text) { return time }
    throw CommandFailure(.usage, .time(option: option, text: text))
  }
}

extension ArchiveReader {
  static func openOrFail(_ path: String) throws(CommandFailure) -> ArchiveReader {
    do throws(LedgerError) {
      return try ArchiveReader(path: path)
    } catch {
      throw CommandFailure(error)
    }
  }
}

/// Ctrl-C as a wish to stop, so that a command can say how far it came.
enum Interrupt {
  /// A request that SIGINT and SIGTERM make; the second one ends the program.
  static func request() -> StopRequest {
    let request = StopRequest()
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The source keeps itself alive: the command ends with the program.
      source.setEventHandler {
        if request.isMade { _exit(128 + number) }
        request.make()
        withExtendedLifetime(source) {}
      }
      source.activate()
    }
    return request
  }
}

/// Days where the program runs, numbered from 1970-01-01.
enum LocalDay {
  @Sendable static func number(of time: Timestamp) -> Int {
    var seconds = time_t(time.milliseconds / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    // timegm(3) counts the civil date as if it were in UTC: no zone, no summer time.
    var day = tm()
    (day.tm_year, day.tm_mon, day.tm_mday) = (parts.tm_year, parts.tm_mon, parts.tm_mday)
    return timegm(&day) / 86400
  }

  /// `2026-11-23`
  static func text(_ number: Int) -> String {
    let (clamped, _) = Int64(number).multipliedReportingOverflow(by: 86400)
    return String(RFC3339.format(Timestamp(seconds: clamped)).prefix(10))
  }

  /// The local midnight of `2026-11-23`; nil when `text` is no such day.
  static func midnight(_ text: String) -> Timestamp? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      let year = Int32(parts[0]), let month = Int32(parts[1]), let day = Int32(parts[2]),
      (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var date = tm()
    (date.tm_year, date.tm_mon, date.tm_mday) = (year - 1900, month - 1, day)
    date.tm_isdst = -1
    let seconds = mktime(&date)
    return date.tm_mday == day ? Timestamp(seconds: Int64(seconds)) : nil
  }
}
