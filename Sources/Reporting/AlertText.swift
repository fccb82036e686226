public import Model

/// Alerts as the logs write them, for commands that show them.
public enum AlertText {
  /// The line of `alerts.jsonl`, with its newline.
  public static func json(_ alert: Alert) -> [UInt8] { [] }

  /// The line of `alerts.log`, with its newline.
  public static func line(_ alert: Alert) -> [UInt8] { [] }

  /// `2026-11-23 18:04:11 +0100`
  public static func localTime(_ time: Timestamp) -> String { "" }
}
