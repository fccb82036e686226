import Daemon
import Fetching
import JSON
import Locking
import Model
import Recording
import Scheduling

/// What a pass has come to, counted as its polls end.
final class PassTally: Sendable {
  fileprivate struct Counts {
    var fetched = 0
    var notModified = 0
    var failed = 0
    var entries = 0
    var newEntries = 0
    var alerts = 0
    var done = 0
    var failures: [Message] = []
    var held: [CommandNews] = []
  }

  private let feeds: Int
  private let progress: Terminal?
  private let counts = Locked(Counts())

  init(feeds: Int, progress: Terminal?) {
    self.feeds = feeds
    self.progress = progress
  }

  var failures: [Message] { counts.withLock { $0.failures } }
  var held: [CommandNews] { counts.withLock { $0.held } }
  var hasNews: Bool { counts.withLock { $0.newEntries > 0 } }

  func note(_ event: PassEvent) {
    let done = counts.withLock { counts in
      counts.done += 1
      switch event {
      case .held(let feed, let hold):
        counts.held.append(.held(feed.nameAndURL, hold))
      case .polled(let feed, let outcome, let record):
        counts.note(feed, outcome, record)
      }
      return counts.done
    }
    progress?.showProgress(done, of: feeds)
  }

  func endProgress() { progress?.clearProgress() }

  var json: String {
    let counts = counts.withLock { $0 }
    var writer = JSONWriter()
    writer.object { (writer) in
      writer.member("feeds", feeds)
      writer.member("fetched", counts.fetched)
      writer.member("not_modified", counts.notModified)
      writer.member("failed", counts.failed)
      writer.member("entries", counts.entries)
      writer.member("new_entries", counts.newEntries)
      writer.member("alerts", counts.alerts)
    }
    writer.endLine()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// For people.
  var summary: [Heading] {
    let counts = counts.withLock { $0 }
    return [
      .feedsRead(
        feeds: feeds, read: counts.fetched, notModified: counts.notModified,
        failed: counts.failed, held: counts.held.count),
      .entriesRead(counts.entries, new: counts.newEntries, alerts: counts.alerts),
    ]
  }
}

extension PassTally.Counts {
  fileprivate mutating func note(
    _ feed: ListedSettings, _ outcome: PollOutcome, _ record: RecordOutcome.Poll
  ) {
    switch outcome {
    case .notModified, .unchanged: notModified += 1
    case .read:
      fetched += 1
      entries += record.entries
      newEntries += record.newEntries
      alerts += record.alerts
    case .refused, .failed:
      failed += 1
      if let failure = outcome.failure(of: feed.settings) { failures.append(failure) }
    case .held(let hold): held.append(.held(feed.settings.nameAndURL, hold))
    case .dropped: break
    }
  }
}

extension Terminal {
  /// A bar on stderr, drawn over itself.
  func showProgress(_ done: Int, of total: Int) {
    let width = 30
    let filled = total > 0 ? min(width, done * width / total) : width
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    drawOnError("\r\(bar) \(done)/\(total)")
  }

  func clearProgress() { drawOnError("\r\u{1B}[K") }
}
