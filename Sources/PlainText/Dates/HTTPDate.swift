public import Model

/// The dates of HTTP headers (RFC 9110 §5.6.7), all three forms.
public enum HTTPDate {
  /// nil when it is none.
  public static func parse(_ text: String) -> Timestamp? { nil }
}
