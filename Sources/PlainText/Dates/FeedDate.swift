public import Model

/// The dates that feeds carry, in every form that the press uses.
public enum FeedDate {
  /// The moment that `bytes` names, between 1970 and 2100; nil when unreadable or impossible.
  /// A date without a zone is in UTC.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    nil
  }

  public static func parse(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { parse($0) }
  }
}
