public import Model

/// `2026-11-23T17:04:11.123Z` (RFC 3339).
public enum RFC3339 {
  /// In UTC; milliseconds only when there are any.
  public static func format(_ time: Timestamp) -> String { "" }
}
