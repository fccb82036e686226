import Model
import Reporting
import Testing

@Suite struct `The metrics` {
  @Test func `polls, bytes, entries and alerts are counted`() {
    var metrics = Metrics(version: "1.2.3", startedAt: Timestamp(seconds: 100))
    metrics.know(watchlists: ["otan", "\"cyber\""])
    metrics.feeds = Metrics.Feeds(ok: 3, failing: 2, gone: 1, held: 0)

    metrics.note(
      Metrics.Poll(
        .read, bytes: 2000, took: .milliseconds(300), late: .milliseconds(20), entries: 30,
        newEntries: 2, alerts: ["otan": 2], lags: [.seconds(120), .seconds(100_000)]),
      at: Timestamp(seconds: 200))
    metrics.note(Metrics.Poll(.failed, took: .seconds(31)), at: Timestamp(seconds: 300))

    let lines = metrics.text(at: Timestamp(milliseconds: 400_500)).split(separator: "\n")
    for line in [
      "guetteur_build_info{version=\"1.2.3\"} 1",
      "guetteur_start_time_seconds 100.0",
      "guetteur_metrics_time_seconds 400.5",
      "guetteur_feeds{state=\"failing\"} 2",
      "guetteur_polls_total{outcome=\"read\"} 1",
      "guetteur_polls_total{outcome=\"not_modified\"} 0",
      "guetteur_polls_total{outcome=\"failed\"} 1",
      "guetteur_received_bytes_total 2000",
      "guetteur_entries_total 30",
      "guetteur_new_entries_total 2",
      "guetteur_alerts_total{watchlist=\"otan\"} 2",
      "guetteur_alerts_total{watchlist=\"\\\"cyber\\\"\"} 0",
      "guetteur_last_success_time_seconds 200.0",
      "guetteur_last_alert_time_seconds 200.0",
      "guetteur_poll_duration_seconds_bucket{le=\"0.25\"} 0",
      "guetteur_poll_duration_seconds_bucket{le=\"0.5\"} 1",
      "guetteur_poll_duration_seconds_bucket{le=\"30\"} 1",
      "guetteur_poll_duration_seconds_bucket{le=\"+Inf\"} 2",
      "guetteur_poll_duration_seconds_count 2",
      "guetteur_alert_lag_seconds_bucket{le=\"300\"} 1",
      "guetteur_alert_lag_seconds_bucket{le=\"+Inf\"} 2",
    ] {
      #expect(lines.contains(Substring(line)), "\(line)")
    }
  }

  @Test func `what never happened is left out`() {
    let metrics = Metrics(version: "1.2.3", startedAt: Timestamp(seconds: 100))

    let text = metrics.text(at: Timestamp(seconds: 100))

    #expect(!text.contains("last_success"))
    #expect(!text.contains("last_alert"))
  }
}
