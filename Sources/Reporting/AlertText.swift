public import Model

/// Alerts as the logs write them, for commands that show them.
public enum AlertText {
  /// The line of `alerts.jsonl`, with its newline.
  public static func json(_ alert: Alert) -> [UInt8] {
    var lines = AlertLines()
    lines.appendJSON(alert)
    return lines.buffer.withBytes { Array($0) }
  }

  /// The line of `alerts.log`, with its newline.
  public static func line(_ alert: Alert) -> [UInt8] {
    var lines = AlertLines()
    lines.appendText(alert)
    return lines.buffer.withBytes { Array($0) }
  }

  /// `2026-11-23 18:04:11 +0100`
  public static func localTime(_ time: Timestamp) -> String {
    var lines = AlertLines()
    lines.appendLocal(time)
    return lines.buffer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
