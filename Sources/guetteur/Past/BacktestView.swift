import History
import JSON
import Model
import PlainText
import Recording
import Reporting

/// A backtest as it is printed.
struct BacktestView {
  /// The most columns that the bars of days take.
  private static let barColumns = 60

  let report: BacktestReport
  /// The time that was covered, half-open.
  let from: Timestamp
  let to: Timestamp

  init(_ report: BacktestReport, times: PastOptions) {
    self.report = report
    let coverage = report.coverage
    let end = min(times.until ?? times.now, coverage.stoppedAt ?? times.until ?? times.now)
    let begin = times.since ?? coverage.oldest ?? end
    from = min(max(begin, coverage.oldest ?? begin), end)
    to = end
  }

  /// At least one, so that alerts a day are no more than alerts.
  var days: Double { max(1, Double((to - from).milliseconds) / 86_400_000) }

  // MARK: for people

  func text(_ terminal: Terminal) -> String {
    let (color, columns) = (terminal.usesColor, terminal.columns)
    let language = terminal.language
    var text = terminal.lines([
      BacktestWords.seen(report.coverage.entries, from: day(from), to: day(to))
    ])
    let names = report.watchlists.map { DisplayWidth.of(Terminal.safe($0.name)) }
    let width = min(30, names.max() ?? 0)
    for past in report.watchlists {
      text += "\n" + head(past, width, color, language)
      text += shares(past, language)
      if report.isComparison {
        text += samples(past.gainedSamples, "+", color ? "\u{1B}[32m" : "", columns)
        text += samples(past.lostSamples, "−", color ? "\u{1B}[31m" : "", columns)
      } else {
        text += samples(past.samples, " ", "", columns)
      }
    }
    return text
  }

  private func head(
    _ past: PastOfWatchlist, _ width: Int, _ color: Bool, _ language: Language
  ) -> String {
    let name = DisplayWidth.pad(
      DisplayWidth.cut(Terminal.safe(past.name), to: width), to: width)
    var line = color ? "\u{1B}[1m\(name)\u{1B}[0m" : name
    line += "  " + BacktestWords.alerts(past.alerts, rate: rate(past)).text(in: language)
    if report.isComparison {
      line += " " + BacktestWords.before(past).text(in: language)
      if !past.isConfigured { line += BacktestWords.removed.text(in: language) }
    }
    let counts = bars(past)
    return line + (counts.isEmpty ? "\n" : "  \(Bars.spark(counts))\n")
  }

  /// Alerts by day from the first to the last day, or by several days where there are many.
  private func bars(_ past: PastOfWatchlist) -> [Int] {
    let (first, last) = (LocalDay.number(of: from), LocalDay.number(of: to))
    guard first < last, past.alerts > 0 else { return [] }
    let step = (last - first) / Self.barColumns + 1
    var counts = Array(repeating: 0, count: (last - first) / step + 1)
    for (day, count) in past.days where day >= first && day <= last {
      counts[(day - first) / step] += count
    }
    return counts
  }

  private func shares(_ past: PastOfWatchlist, _ language: Language) -> String {
    guard past.alerts > 0 else { return "" }
    return BacktestWords.feeds.text(in: language)
      + "\(shares(past.feeds, of: past.alerts, language))\n"
      + BacktestWords.languages.text(in: language)
      + "\(shares(past.languages, of: past.alerts, language))\n"
  }

  /// The five largest, in percent.
  private func shares(
    _ counts: [String: Int], of all: Int, _ language: Language
  ) -> String {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = sorted.prefix(5).map { name, count in
      "\(Terminal.safe(name.isEmpty ? "?" : name)) \(percent(count, of: all))"
    }
    let rest = sorted.dropFirst(5).reduce(0) { $0 + $1.value }
    if rest > 0 {
      parts.append(
        BacktestWords.others(sorted.count - 5, percent(rest, of: all)).text(in: language))
    }
    return parts.joined(separator: ", ")
  }

  private func percent(_ count: Int, of all: Int) -> String {
    let percent = (100 * count + all / 2) / max(1, all)
    return percent == 0 ? "<1 %" : "\(percent) %"
  }

  private func samples(
    _ samples: [PastSample], _ sign: String, _ style: String, _ columns: Int?
  ) -> String {
    samples.map { sample in
      let alert = Alert(sample)
      let feed = Terminal.safe(alert.feedName.isEmpty ? alert.feedURL : alert.feedName)
      var line = "\(sign) \(AlertText.localTime(alert.time).prefix(16)) \(feed): "
      line += AlertStyle.marked(alert)
      if let columns { line = DisplayWidth.cut(line, to: max(20, columns - 2)) }
      return "  " + style + line + (style.isEmpty ? "\n" : "\u{1B}[0m\n")
    }.joined()
  }

  private func rate(_ past: PastOfWatchlist) -> String {
    let tenths = Int((Double(past.alerts) / days * 10).rounded())
    return tenths >= 100 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func day(_ time: Timestamp) -> String { String(AlertText.localTime(time).prefix(16)) }

  // MARK: for programs

  /// Every alert, one JSON object a line.
  var list: [UInt8] {
    var writer = JSONWriter()
    for alert in report.alerts {
      writer.object { (writer) in
        writer.member("time", RFC3339.format(alert.time))
        writer.member("watchlist", alert.watchlist)
        writer.key("feed")
        writer.object { (writer) in
          writer.member("name", alert.feedName)
          writer.member("url", alert.feedURL)
        }
        writer.member("id", alert.id)
        writer.member("url", alert.url)
        writer.member("title", alert.title)
      }
      writer.endLine()
    }
    return writer.bytes
  }

  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { (writer) in
      writer.member("since", RFC3339.format(from))
      writer.member("until", RFC3339.format(to))
      writer.coverage(report.coverage)
      writer.key("watchlists")
      writer.array { (writer) in
        for past in report.watchlists { write(past, to: &writer) }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  private func write(_ past: PastOfWatchlist, to writer: inout JSONWriter) {
    writer.object { (writer) in
      writer.member("name", past.name)
      writer.member("alerts", past.alerts)
      writer.key("alerts_per_day")
      writer.number((Double(past.alerts) / days * 100).rounded() / 100)
      if report.isComparison {
        writer.member("alerts_before", past.formerAlerts)
        writer.member("gained", past.gained)
        writer.member("lost", past.lost)
      }
      writer.counts("days", past.days.sorted { $0.key < $1.key }) { LocalDay.text($0) }
      writer.counts("feeds", past.feeds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }) { $0 }
      writer.counts(
        "languages", past.languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      ) { $0 }
      if report.isComparison {
        writer.samples("gained_samples", past.gainedSamples)
        writer.samples("lost_samples", past.lostSamples)
      } else {
        writer.samples("samples", past.samples)
      }
    }
  }
}

extension JSONWriter {
  /// What a reading of the archive covered.
  mutating func coverage(_ coverage: ArchiveCoverage) {
    member("entries", coverage.entries)
    time("archive_begins", coverage.oldest)
    member("pruned_entries", coverage.pruned)
    member("lost_entries", coverage.losses.reduce(0) { $0 + $1.entries })
    time("interrupted_at", coverage.stoppedAt)
    member("caveats", coverage.caveats(since: nil).map(\.english))
  }

  fileprivate mutating func counts<Key>(
    _ name: String, _ counts: [(key: Key, value: Int)], _ text: (Key) -> String
  ) {
    key(name)
    object { (writer) in
      for (key, count) in counts { writer.member(text(key), count) }
    }
  }

  fileprivate mutating func samples(_ name: String, _ samples: [PastSample]) {
    key(name)
    array { (writer) in
      for sample in samples { writer.object { (writer) in writer.members(of: sample) } }
    }
  }
}
