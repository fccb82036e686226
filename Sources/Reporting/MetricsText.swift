public import Model

extension Metrics {
  /// In Prometheus' text format, version 0.0.4.
  public func text(at now: Timestamp) -> String {
    var text = MetricsText()
    text.family("guetteur_build_info", "gauge", "The program.", [("version", version, 1)])
    text.time("guetteur_start_time_seconds", "When the daemon started.", startedAt)
    text.time("guetteur_metrics_time_seconds", "When these figures were written.", now)
    text.family(
      "guetteur_feeds", "gauge", "Feeds by state.",
      [
        ("state", "ok", feeds.ok), ("state", "failing", feeds.failing),
        ("state", "gone", feeds.gone), ("state", "held", feeds.held),
      ])
    text.family(
      "guetteur_polls_total", "counter", "Polls by how they ended.",
      Outcome.allCases.map { ("outcome", $0.rawValue, Int(clamping: polls[$0] ?? 0)) })
    text.single("guetteur_received_bytes_total", "Bytes of feeds received, on the wire.", bytes)
    text.single("guetteur_entries_total", "Entries in the documents that were read.", entries)
    text.single("guetteur_new_entries_total", "Entries never seen before.", newEntries)
    text.family(
      "guetteur_alerts_total", "counter", "Alerts by watchlist.",
      alerts.sorted { $0.key < $1.key }.map { ("watchlist", $0.key, Int(clamping: $0.value)) })
    text.time(
      "guetteur_last_success_time_seconds", "When a feed was last read or found unchanged.",
      lastSuccess)
    text.time("guetteur_last_alert_time_seconds", "When an alert was last recorded.", lastAlert)
    text.histogram(
      "guetteur_poll_duration_seconds", "From a poll's question to what matching made of it.",
      durations)
    text.histogram(
      "guetteur_poll_lateness_seconds", "From when a poll was due to when it began.", lateness)
    text.histogram(
      "guetteur_alert_lag_seconds", "From an entry's publication to its alert.", lags)
    return text.text
  }
}

/// Lines of the text format.
private struct MetricsText {
  private(set) var text = ""

  mutating func family(
    _ name: String, _ type: String, _ help: String, _ samples: [(String, String, Int)]
  ) {
    begin(name, type, help)
    for (label, value, number) in samples {
      text += "\(name){\(label)=\"\(MetricsText.escaped(value))\"} \(number)\n"
    }
  }

  mutating func single(_ name: String, _ help: String, _ number: Int64) {
    begin(name, "counter", help)
    text += "\(name) \(number)\n"
  }

  /// Seconds since 1970; left out while there is none.
  mutating func time(_ name: String, _ help: String, _ time: Timestamp?) {
    guard let time else { return }
    begin(name, "gauge", help)
    text += "\(name) \(Double(time.milliseconds) / 1000)\n"
  }

  mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
    begin(name, "histogram", help)
    var total: Int64 = 0
    let bounds = histogram.bounds.map { $0.rounded() == $0 ? "\(Int64($0))" : "\($0)" }
    for (bound, count) in zip(bounds + ["+Inf"], histogram.counts) {
      total += count
      text += "\(name)_bucket{le=\"\(bound)\"} \(total)\n"
    }
    text += "\(name)_sum \(histogram.sum)\n\(name)_count \(total)\n"
  }

  private mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
