internal import Model

/// The log writer on its own, for `guetteur-bench log`.
public enum LogBench {
  public enum Sync: String, CaseIterable, Sendable { case batch, line, none }

  /// Appends `lines` alert lines of some 310 bytes to `path`, as the daemon would: in batches of 100
  /// with one fdatasync each (`batch`), one by one (`line`), or in batches of 200 that are not synced
  /// (`none`). Returns how many bytes.
  public static func run(path: String, lines: Int, sync: Sync) throws(LogError) -> Int {
    var file = try LogFile(path, files: .system)
    try file.repairTail()
    let size = sync == .line ? 1 : sync == .batch ? 100 : 200
    var alert = sample
    var encoder = AlertLines()
    var bytes = 0
    var left = lines
    while left > 0 {
      encoder.buffer.removeAll()
      for _ in 0..<min(size, left) {
        encoder.appendJSON(alert)
        alert.seq += 1
        alert.time = alert.time + .milliseconds(7)
      }
      left -= min(size, left)
      bytes += encoder.buffer.count
      try encoder.buffer.withBytes { lines throws(LogError) in try file.append(lines) }
      if sync != .none { try file.sync() }
    }
    return bytes
  }

  private static let sample = Alert(
    seq: 1, time: Timestamp(seconds: 1_800_000_000), watchlist: "otan", terms: ["Otan"],
    feedName: "Presse", feedURL: "https://press1.example/1.xml",
    id: "", url: "https://press1.example/1",
    title: "Une réforme",
    hits: [
      ReportedHit(
        hit: Hit(term: "Otan", field: .summary, text: "Otan", start: 11, end: 15),
        excerpt: "le sommet, Otan")
    ])
}
